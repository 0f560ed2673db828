#include "journal/checkpoint.hpp"

#include <algorithm>

namespace examhall::journal {
namespace {

constexpr const char* kFormat = "examhall checkpoint 1";

base::Digest digest_member(base::Fields& fields, const char* name) {
  const auto digest = base::digest_from_hex(fields.text(name, 64));
  if (!digest) {
    fields.complain(name, "checkpoint_invalid",
                    {"应为 64 位十六进制数", "64 hexadecimal digits are expected"});
  }
  return digest.value_or(base::Digest{});
}

JournalId journal_member(base::Fields& fields) {
  const auto bytes = base::from_hex(fields.text("journal", 32));
  JournalId id{};
  if (!bytes || bytes->size() != id.size()) {
    fields.complain("journal", "checkpoint_invalid",
                    {"应为 32 位十六进制数", "32 hexadecimal digits are expected"});
    return id;
  }
  std::copy(bytes->begin(), bytes->end(), id.begin());
  return id;
}

base::Instant time_member(base::Fields& fields) {
  const auto at = base::parse_utc_text(fields.text("at", 32));
  if (!at) fields.complain("at", "checkpoint_invalid", {"应为 UTC 时间", "a UTC time is expected"});
  return at.value_or(base::Instant{});
}

}  // namespace

std::string to_text(const Checkpoint& checkpoint) {
  base::Json json{{"format", kFormat},
                  {"journal", base::to_hex(checkpoint.journal)},
                  {"seq", checkpoint.seq},
                  {"link", base::to_hex(checkpoint.link)},
                  {"at", base::to_utc_text(checkpoint.at)}};
  if (checkpoint.merkle_root) json["merkle_root"] = base::to_hex(*checkpoint.merkle_root);
  return base::canonical(json);
}

base::Result<Checkpoint, base::Problems> checkpoint_from_text(std::string_view text) {
  const auto json = base::parse_json(text, {.max_bytes = 1024, .max_depth = 2});
  if (!json) return base::Failure{base::Problems{json.error()}};
  base::Problems problems;
  if (!json->is_object()) {
    problems.push_back({"checkpoint_invalid", {}, {"应为 JSON 对象", "an object is expected"}});
    return base::Failure{problems};
  }
  base::Fields fields{*json, {}, problems};
  if (fields.text("format", 64) != kFormat) {
    fields.complain("format", "checkpoint_invalid",
                    {"不是检查点，或版本较新", "not a checkpoint, or a newer one"});
  }
  Checkpoint out;
  out.journal = journal_member(fields);
  out.seq = static_cast<std::uint64_t>(fields.integer("seq", 0, INT64_MAX));
  out.link = digest_member(fields, "link");
  out.at = time_member(fields);
  if (fields.has("merkle_root")) out.merkle_root = digest_member(fields, "merkle_root");
  fields.finish();
  if (base::has_errors(problems)) return base::Failure{problems};
  return out;
}

base::Signature sign(const Checkpoint& checkpoint, const base::SigningKey& key) {
  return key.sign(to_text(checkpoint));
}

bool verify(const Checkpoint& checkpoint, const base::PublicKey& key, const base::Signature& signature) {
  return base::verify(key, to_text(checkpoint), signature);
}

}  // namespace examhall::journal
