#pragma once
// The receipt of a handed-in or collected paper: what the server had stored, signed. A candidate keeps it, the
// auditor holds the evidence against it.
#include "base/json.hpp"
#include "base/signature.hpp"
#include "base/time.hpp"

namespace examhall::protocol {

struct Receipt {
  std::string batch;        ///< code
  std::string ticket;
  std::string paper;        ///< hash of the paper
  int round = 1;
  std::string how;          ///< handed_in | collected | terminated
  base::Instant at;
  std::uint32_t items = 0;
  std::uint32_t answered = 0;
  std::string answers;      ///< hex SHA-256 of answers_text()
  std::uint64_t seq = 0;    ///< of the event that ended the attempt
  std::string link;         ///< the journal's chain at that event, hex
};

struct SignedReceipt {
  std::string text;       ///< canonical JSON of the receipt: what is signed
  std::string signature;  ///< base64, Ed25519
  std::string key;        ///< base64, the server's public key
};

/// "[[0,\"B\"],[3,[\"A\",\"C\"]]]": every item that has an answer, by index, as canonical JSON.
std::string answers_text(const std::vector<std::pair<std::uint32_t, std::string>>& given);

SignedReceipt sign_receipt(const Receipt& receipt, const base::SigningKey& key);

/// nullopt unless the signature holds for `key` and the text is a receipt.
std::optional<Receipt> verify_receipt(const SignedReceipt& signed_receipt, const base::PublicKey& key);

/// Sixteen characters in groups of four that people can compare by eye: the start of the SHA-256 of the text.
std::string check_code(const SignedReceipt& signed_receipt);

}  // namespace examhall::protocol
