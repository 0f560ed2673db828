#include "evidence/export.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "evidence/content_lines.hpp"
#include "evidence/leaf_run.hpp"
#include "evidence/sealed_file.hpp"
#include "evidence/sound_reading.hpp"

namespace examhall::evidence {
namespace {

base::Problem no_attempt(std::int64_t attempt) {
  return {"attempt_missing",
          {},
          {fmt::format("该批次没有编号为 {} 的考生", attempt),
           fmt::format("the batch has no attempt {}", attempt)}};
}

struct Request {
  journal::EventReader& journal;
  store::Catalogue& catalogue;
  Subject subject;
  const base::SigningKey& key;
  base::Instant now;
  const ExportOptions& options;
};

journal::Checkpoint checkpoint_of(const Request& r, const journal::Head& head, const base::Digest& root) {
  return {r.journal.journal_id(), head.seq, head.link, r.now, root};
}

std::optional<base::Problem> write_front(const Request& r, const Survey& survey, SealedFile& file) {
  file.line(key_line(r.key.public_key()));
  if (!r.subject.unfinished) {
    if (auto problem = write_papers(survey, r.catalogue, file)) return problem;
  }
  write_people(r.subject, survey, r.catalogue, file);
  return std::nullopt;
}

ExportResult write_batch(const Request& r, const Survey& survey, const std::filesystem::path& path) {
  SealedFile file{path};
  file.line(header_line(r.subject, survey, r.journal.journal_id(), r.now, survey.last_seq, nullptr));
  if (auto problem = write_front(r, survey, file)) return base::Failure{*std::move(problem)};
  Exported out{.last_seq = survey.last_seq};
  SoundReading reading{r.journal, survey.last_seq, r.options.progress};
  journal::MerkleRoot merkle;
  LeafRun run{file};
  const auto problem = reading.each([&](const journal::Event& event) {
    const base::Digest leaf = journal::leaf_of(event);
    merkle.add(leaf);
    const bool own = event.batch == r.subject.batch;
    ++(own ? out.events : out.leaves);
    if (!own) return run.add(event, leaf);
    run.flush();
    file.line(event_line(event));
  });
  if (problem) return base::Failure{*problem};
  if (!r.subject.unfinished) write_results(r.subject, survey, r.catalogue, file);
  file.seal(checkpoint_of(r, reading.head(), merkle.root()), r.key);
  out.bytes = file.bytes();
  return out;
}

// Staff's notes and acts change no rule of themselves and may name anyone: they stay out of one candidate's
// file.
bool shown_to_candidate(const Subject& subject, const journal::Event& event) {
  static constexpr std::array<std::string_view, 6> kOfStaff{"noted",    "acted",   "incident",
                                                            "proposed", "decided", "batch_incident"};
  if (event.batch != subject.batch || (event.attempt != subject.attempt && event.attempt != 0)) return false;
  return std::find(kOfStaff.begin(), kOfStaff.end(), event.kind) == kOfStaff.end();
}

// `before` names the row before in this file, so that one taken out can be named.
std::string proven_line(const journal::Event& event, std::uint64_t before, const journal::MerkleTree& tree) {
  base::Json proof = base::Json::array();
  for (const base::Digest& sibling : tree.proof(event.seq - 1)) proof.push_back(base::to_hex(sibling));
  std::string line = event_line(event);
  line.pop_back();
  return line + fmt::format(R"(,"before":{},"proof":{}}})", before, proof.dump());
}

ExportResult write_candidate(const Request& r, const Survey& survey, const std::filesystem::path& path) {
  std::vector<base::Digest> leaves;
  std::vector<journal::Event> own;
  SoundReading reading{r.journal, survey.last_seq, r.options.progress};
  const auto problem = reading.each([&](const journal::Event& event) {
    leaves.push_back(journal::leaf_of(event));
    if (shown_to_candidate(r.subject, event)) own.push_back(event);
  });
  if (problem) return base::Failure{*problem};
  const journal::MerkleTree tree{leaves};
  const base::Digest root = tree.root();
  Subject subject = r.subject;
  subject.events = own.size();
  SealedFile file{path};
  file.line(header_line(subject, survey, r.journal.journal_id(), r.now, survey.last_seq, &root));
  if (auto missing = write_front(r, survey, file)) return base::Failure{*std::move(missing)};
  std::uint64_t before = 0;
  for (const journal::Event& event : own) {
    file.line(proven_line(event, before, tree));
    before = event.seq;
  }
  if (!r.subject.unfinished) write_results(r.subject, survey, r.catalogue, file);
  file.seal(checkpoint_of(r, reading.head(), root), r.key);
  return Exported{own.size(), 0, survey.last_seq, file.bytes()};
}

ExportResult export_subject(Request r, const std::filesystem::path& path) {
  if (!r.catalogue.batch(r.subject.batch)) {
    return base::Failure{
        base::Problem{"batch_missing", {}, {"目录中没有该批次", "the catalogue has no such batch"}}};
  }
  const auto survey_of_batch = survey(r.journal, r.subject.batch, r.options.unfinished);
  if (!survey_of_batch) return base::Failure{survey_of_batch.error()};
  r.subject.unfinished = !survey_of_batch->batch.closed;
  r.subject.events = survey_of_batch->events;
  if (r.subject.attempt == 0) return write_batch(r, *survey_of_batch, path);
  if (!survey_of_batch->attempts.contains(r.subject.attempt))
    return base::Failure{no_attempt(r.subject.attempt)};
  return write_candidate(r, *survey_of_batch, path);
}

}  // namespace

ExportResult export_batch(journal::EventReader& journal, store::Catalogue& catalogue, std::int64_t batch,
                          const base::SigningKey& key, base::Instant now, const std::filesystem::path& path,
                          const ExportOptions& options) {
  return export_subject({journal, catalogue, {.batch = batch}, key, now, options}, path);
}

ExportResult export_candidate(journal::EventReader& journal, store::Catalogue& catalogue, std::int64_t batch,
                              std::int64_t attempt, const base::SigningKey& key, base::Instant now,
                              const std::filesystem::path& path, const ExportOptions& options) {
  if (attempt == 0) return base::Failure{no_attempt(attempt)};
  return export_subject({journal, catalogue, {.batch = batch, .attempt = attempt}, key, now, options}, path);
}

}  // namespace examhall::evidence
