// What each type of line holds, read and handed to the part that knows it.
#include "evidence/verification.hpp"

namespace examhall::evidence {
namespace {

using base::Json;

constexpr std::size_t kMaxPeople = 500'000;
constexpr std::size_t kMaxReason = 4096;
constexpr std::int64_t kMaxHundredths = 1'000'000'000;

}  // namespace

void Verification::take_header(const Json& json, base::Problems& problems) {
  header_ = read_header(json, problems);
  if (!header_) return;
  report_.scope = to_text(header_->scope);
  report_.batch = header_->code;
  report_.journal = base::to_hex(header_->journal);
  report_.exported_at = header_->exported_at;
  report_.tool = header_->tool;
  kept_ = std::make_unique<KeptLinks>(options_.kept, header_->scope, check(CheckId::kept));
  replay_ = std::make_unique<Replay>(header_->scope, header_->batch, check(CheckId::collection));
  scores_ = std::make_unique<Scores>(header_->scope, *replay_, papers_, report_);
  if (header_->scope == Scope::batch) {
    chain_ =
        std::make_unique<LinkChain>(header_->journal, check(CheckId::chain),
                                    [this](const EventRow& row, const auto& before) { accept(row, before); });
  } else {
    proofs_ = std::make_unique<ProofChain>(header_->to, header_->merkle_root, check(CheckId::chain),
                                           [this](const EventRow& row) { accept(row, std::nullopt); });
  }
}

void Verification::take_key(const Json& json, base::Problems& problems) {
  base::Fields fields{json, {}, problems};
  fields.text("t", 16);
  report_.public_key = fields.text("public_key", 64);
  key_ = base::public_key_from_base64(report_.public_key);
  if (!key_) fields.complain("public_key", "not_a_key", {"不是公钥", "this is no public key"});
  fields.finish();
}

void Verification::take_paper(const Json& json, std::size_t bytes, base::Problems& problems) {
  base::Fields fields{json, {}, problems};
  fields.text("t", 16);
  const Json& paper = fields.object("paper");
  fields.finish();
  if (paper.is_object()) papers_.add(paper, bytes);
}

void Verification::take_person(const Json& json, base::Problems& problems) {
  base::Fields fields{json, {}, problems};
  fields.text("t", 16);
  const std::int64_t attempt = fields.integer("attempt", 1, INT64_MAX);
  Person person{fields.text("ticket", 256)};
  fields.text("name", 1024);
  fields.text("institution", 1024);
  fields.finish();
  if (people_.size() >= kMaxPeople || !people_.emplace(attempt, std::move(person)).second) {
    fields.complain("attempt", "repeated", {"考生重复或过多", "repeated, or too many people"});
  }
}

void Verification::take_event(const Json& json, std::uint64_t number, base::Problems& problems) {
  auto row = read_event_row(json, proofs_ != nullptr, problems);
  if (!row) return;
  row->line = number;
  if (chain_) {
    chain_->feed(*std::move(row));
  } else {
    proofs_->feed(*std::move(row));
  }
}

void Verification::take_leaves(const Json& json, std::uint64_t number, base::Problems& problems) {
  auto row = read_leaf_row(json, problems);
  if (!row) return;
  row->line = number;
  if (!chain_)
    return unreadable(number, {"单人证据中不应有他人的事件", "one candidate's file has no others' events"});
  chain_->feed(*std::move(row));
}

void Verification::take_result(const Json& json, base::Problems& problems) {
  base::Fields fields{json, {}, problems};
  fields.text("t", 16);
  VersionLine version{fields.integer("version", 1, 1'000'000), fields.text("paper", 64),
                      fields.text("reason", kMaxReason), 0};
  fields.text("created_at", 32);
  version.rows = static_cast<std::uint64_t>(fields.integer("rows", 0, INT64_MAX));
  fields.finish();
  if (problems.empty()) scores_->begin(version);
}

void Verification::take_row(const Json& json, base::Problems& problems) {
  base::Fields fields{json, {}, problems};
  fields.text("t", 16);
  const std::int64_t version = fields.integer("version", 1, 1'000'000);
  store::ResultRow row;
  row.attempt = fields.integer("attempt", 1, INT64_MAX);
  row.status = fields.text("status", 32);
  row.points.hundredths = fields.integer("hundredths", 0, kMaxHundredths);
  row.sheet = fields.text("sheet", kMaxRowLine);
  fields.finish();
  if (problems.empty()) scores_->row(version, row);
}

void Verification::take_seal(const Json& json, base::Problems& problems) {
  seal_ = read_seal(json, problems);
}

}  // namespace examhall::evidence
