#include "evidence/header.hpp"

#include <algorithm>

namespace examhall::evidence {
namespace {

base::Digest digest(base::Fields& fields, const char* name) {
  const auto value = base::digest_from_hex(fields.text(name, 64));
  if (!value)
    fields.complain(name, "not_hex", {"应为 64 位十六进制数", "64 hexadecimal digits are expected"});
  return value.value_or(base::Digest{});
}

base::Signature signature(base::Fields& fields, const char* name) {
  const auto value = base::signature_from_base64(fields.text(name, 128));
  if (!value) fields.complain(name, "not_a_signature", {"不是签名", "this is no signature"});
  return value.value_or(base::Signature{});
}

journal::JournalId journal_id(base::Fields& fields) {
  journal::JournalId id{};
  const auto bytes = base::from_hex(fields.text("journal", 32));
  if (bytes && bytes->size() == id.size()) {
    std::copy(bytes->begin(), bytes->end(), id.begin());
  } else {
    fields.complain("journal", "not_hex", {"应为 32 位十六进制数", "32 hexadecimal digits are expected"});
  }
  return id;
}

Scope scope(base::Fields& fields) {
  const std::string text = fields.text("scope", 16);
  if (text != "batch" && text != "candidate") {
    fields.complain("scope", "not_a_choice", {"应为 batch 或 candidate", "batch or candidate is expected"});
  }
  return text == "candidate" ? Scope::candidate : Scope::batch;
}

}  // namespace

std::optional<Header> read_header(const base::Json& line, base::Problems& problems) {
  const std::size_t before = problems.size();
  base::Fields fields{line, {}, problems};
  fields.text("t", 16);
  if (fields.text("format", 64) != kFormat) {
    fields.complain("format", "unknown_format",
                    {"不是本版本的证据文件", "not an evidence file of this version"});
  }
  Header h;
  h.scope = scope(fields);
  h.batch = fields.integer("batch", 1, INT64_MAX);
  h.code = fields.text("code", 64);
  h.journal = journal_id(fields);
  h.exported_at = fields.text("exported_at", 32);
  fields.integer("from", 1, 1);
  h.to = static_cast<std::uint64_t>(fields.integer("to", 1, kMaxSeq));
  h.events = static_cast<std::uint64_t>(fields.integer("events", 0, kMaxSeq));
  h.unfinished = fields.boolean("unfinished");
  h.tool = fields.text("tool", 64);
  if (h.scope == Scope::candidate) {
    h.attempt = fields.integer("attempt", 1, INT64_MAX);
    h.merkle_root = digest(fields, "merkle_root");
  }
  fields.finish();
  return problems.size() == before ? std::optional{std::move(h)} : std::nullopt;
}

std::optional<Seal> read_seal(const base::Json& line, base::Problems& problems) {
  const std::size_t before = problems.size();
  base::Fields fields{line, {}, problems};
  fields.text("t", 16);
  Seal seal;
  seal.checkpoint_text = fields.text("checkpoint", 1024);
  seal.checkpoint_signature = signature(fields, "checkpoint_signature");
  seal.sha256 = digest(fields, "sha256");
  seal.signature = signature(fields, "signature");
  fields.finish();
  auto checkpoint = journal::checkpoint_from_text(seal.checkpoint_text);
  if (checkpoint) {
    seal.checkpoint = *checkpoint;
  } else {
    problems.insert(problems.end(), checkpoint.error().begin(), checkpoint.error().end());
  }
  return problems.size() == before ? std::optional{std::move(seal)} : std::nullopt;
}

}  // namespace examhall::evidence
