#pragma once
// The candidate's proof: the receipt is checked against the server's key and against what this client knows
// to be stored, then kept as a file. Pure but for save_receipt(); any thread.
#include <filesystem>
#include <optional>
#include <string>

#include "client/core/exam_state.hpp"

namespace examhall::client {

struct CheckedReceipt {
  protocol::SignedReceipt signed_receipt;
  std::optional<protocol::Receipt> content;  ///< unset unless the signature holds
  bool about_this_attempt = false;           ///< batch, ticket and paper are those of this sitting
  bool answers_match = false;  ///< the digest is that of the answers which this client knows as stored
  std::string check_code;

  bool valid() const { return content.has_value() && about_this_attempt; }
};

/// `pinned`: the key that the room's settings name; without it, the one that the server gave at login over
/// the pinned TLS connection. A program that was not there while the exam ran has the pinned key alone.
/// nullopt if the server sent no receipt.
std::optional<CheckedReceipt> check_receipt(const ExamState& state, std::string_view ticket,
                                            const std::optional<base::PublicKey>& pinned);

/// {"receipt","signature","key","check_code"}; the first three are what a verifier needs. Throws
/// std::runtime_error.
void save_receipt(const CheckedReceipt& receipt, const std::filesystem::path& path);

}  // namespace examhall::client
