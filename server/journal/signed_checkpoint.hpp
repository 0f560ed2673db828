#pragma once
// A checkpoint with its signature, as it is handed out: a line of the server's log and of its checkpoint
// file, a file that examctl writes. Any thread.
#include "journal/checkpoint.hpp"

namespace examhall::journal {

struct SignedCheckpoint {
  Checkpoint checkpoint;
  std::string text;  ///< canonical JSON of it: what is signed
  base::Signature signature{};
  base::PublicKey key{};

  bool holds(const base::PublicKey& by) const { return base::verify(by, text, signature); }
};

SignedCheckpoint hand_out(const Checkpoint& checkpoint, const base::SigningKey& key);

/// {"checkpoint": text, "signature": base64, "key": base64} on one line.
std::string to_line(const SignedCheckpoint& signed_checkpoint);
/// Reads one line. The signature is not looked at: holds() does that, with a key from elsewhere if there is
/// one. Ids: those of parse_json, Fields and checkpoint_from_text, checkpoint_invalid.
base::Result<SignedCheckpoint, base::Problems> signed_checkpoint_from_line(std::string_view line);

}  // namespace examhall::journal
