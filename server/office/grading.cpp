// What is collected is graded once, however often the server is stopped over it.
#include <spdlog/spdlog.h>

#include "evidence/grade_batch.hpp"
#include "evidence/results_digest.hpp"
#include "office/office.hpp"

namespace examhall::office {

void Office::grade(hall::ClosedBatch batch) {
  post([this, batch = std::make_shared<hall::ClosedBatch>(std::move(batch))] {
    until_done([this, batch] { grade_now(*batch); });
  });
}

void Office::was_graded(std::int64_t id) {
  post([this, id] { mark_graded(id); });
}

void Office::mark_graded(std::int64_t id) {
  until_done([this, id] {
    const auto row = catalogue_->batch(id);
    if (row && row->status == kGraded) return;
    if (!catalogue_->set_status(id, kGraded))
      spdlog::warn("a graded batch is gone from the catalogue id={}", id);
  });
}

void Office::grade_now(const hall::ClosedBatch& batch) {
  const auto hash = base::digest_from_hex(batch.batch.paper);
  const auto paper = hash ? publisher_.paper(*hash) : nullptr;
  if (!paper) {
    spdlog::error("batch cannot be graded: its paper is missing batch={}", batch.batch.code);
    return;
  }
  std::vector<evidence::CandidateTries> sat;
  for (const auto& c : batch.candidates) sat.push_back({c.attempt, c.status, c.tries});
  const std::vector<store::ResultRow> rows = evidence::grade_attempts(*paper, sat);
  store::ResultVersion about;
  about.batch = batch.batch.id;
  about.created_at = clock_.now();
  about.reason = "collected";
  about.paper = *hash;
  const std::string digest = evidence::results_digest(rows);
  auto version = version_with(about, digest);
  if (!version) {
    const auto added = catalogue_->add_results(about, rows);
    if (!added) return spdlog::error("results cannot be stored batch={}", batch.batch.code);
    version = *added;
  }
  spdlog::info("batch graded batch={} candidates={} version={}", batch.batch.code, rows.size(), *version);
  const exam::Graded graded{static_cast<int>(*version), digest, batch.batch.paper, about.reason};
  line_.note_graded(batch.batch.id, graded, [this, id = batch.batch.id](std::string_view why) {
    if (!why.empty()) return spdlog::error("results were not recorded batch={} why={}", id, why);
    answered([this, id] { mark_graded(id); });
  });
}

// A server that ended before the journal knew of its results has left them: the same ones are not written
// twice.
std::optional<std::int64_t> Office::version_with(const store::ResultVersion& about,
                                                 const std::string& digest) {
  for (const store::ResultVersion& v : catalogue_->result_versions(about.batch)) {
    if (v.reason != about.reason || v.paper != about.paper) continue;
    if (evidence::results_digest(catalogue_->results(about.batch, v.version)) == digest) return v.version;
  }
  return std::nullopt;
}

}  // namespace examhall::office
