#pragma once
// One answer, proven without showing any other: the event of the answer and that of the candidate's
// registration, each with its place in the Merkle tree under a signed checkpoint. Whoever has that checkpoint
// from elsewhere, or the public chain with an ack or a receipt, needs to trust nobody for it.
#include "evidence/public_chain.hpp"
#include "journal/signed_checkpoint.hpp"
#include "protocol/receipt.hpp"
#include "store/catalogue.hpp"

namespace examhall::evidence {

inline constexpr std::string_view kProofFormat = "examhall-proof/1";

struct ProofRequest {
  std::int64_t batch = 0;
  std::int64_t attempt = 0;
  std::uint32_t item = 0;  ///< index in the paper, from 0
  std::optional<std::uint64_t>
      up_to{};  ///< under the tree of the first so many events; the head's by default
};

/// The answer to the item that stands at the end. Reads the journal once, 96 bytes an event. Ids:
/// attempt_missing, answer_missing, and those of SoundReading.
base::Result<std::string, base::Problem> prove_answer(journal::EventReader& journal,
                                                      const ProofRequest& request,
                                                      const base::SigningKey& key, base::Instant now,
                                                      const SoundReading::Progress& progress);

struct ProofOptions {
  std::optional<base::PublicKey> key;  ///< the server's, from elsewhere
  std::vector<journal::SignedCheckpoint> checkpoints;
  std::vector<protocol::SignedReceipt> receipts;
  std::vector<Kept> kept;  ///< acks
  std::optional<std::filesystem::path> public_chain;
};

struct ProofReport {
  Check proof;  ///< the file itself: signature, inclusion, one and the same candidate
  Check kept;   ///< against what was kept elsewhere
  std::optional<PublicReport> public_chain;
  std::size_t not_compared = 0;  ///< of what was kept: there was nothing to hold it against
  std::string batch_code, ticket, response;
  std::uint32_t item = 0;
  std::uint64_t seq = 0;
  base::Instant at{};
  bool ok() const {
    return !proof.failed() && !kept.failed() && not_compared == 0 && (!public_chain || public_chain->ok());
  }
};

/// `text` may be anything: nothing throws.
ProofReport verify_answer(std::string_view text, const ProofOptions& options);

}  // namespace examhall::evidence
