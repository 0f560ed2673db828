#include "journal/signed_checkpoint.hpp"

namespace examhall::journal {

SignedCheckpoint hand_out(const Checkpoint& checkpoint, const base::SigningKey& key) {
  return {checkpoint, to_text(checkpoint), sign(checkpoint, key), key.public_key()};
}

std::string to_line(const SignedCheckpoint& s) {
  return base::canonical(
      {{"checkpoint", s.text}, {"signature", base::to_base64(s.signature)}, {"key", base::to_base64(s.key)}});
}

base::Result<SignedCheckpoint, base::Problems> signed_checkpoint_from_line(std::string_view line) {
  const auto json = base::parse_json(line, {.max_bytes = 4096, .max_depth = 2});
  if (!json) return base::Failure{base::Problems{json.error()}};
  base::Problems problems;
  base::Fields fields{*json, {}, problems};
  SignedCheckpoint out;
  out.text = fields.text("checkpoint", 1024);
  const auto signature = base::signature_from_base64(fields.text("signature", 128));
  const auto key = base::public_key_from_base64(fields.text("key", 64));
  fields.finish();
  if (!base::has_errors(problems) && (!signature || !key)) {
    fields.complain(signature ? "key" : "signature", "checkpoint_invalid",
                    {"应为 base64", "base64 is expected"});
  }
  if (base::has_errors(problems)) return base::Failure{problems};
  auto checkpoint = checkpoint_from_text(out.text);
  if (!checkpoint) return base::Failure{checkpoint.error()};
  out.checkpoint = *std::move(checkpoint);
  out.signature = *signature;
  out.key = *key;
  return out;
}

}  // namespace examhall::journal
