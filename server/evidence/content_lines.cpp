#include "evidence/content_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "evidence/sealed_file.hpp"

#ifndef EXAMHALL_VERSION
#error "the build names the version"
#endif

namespace examhall::evidence {
namespace {

using base::Json;

std::set<std::string> paper_hashes(const Survey& survey) {
  std::set<std::string> hashes{survey.batch.batch.paper};
  for (const exam::Graded& graded : survey.batch.graded) hashes.insert(graded.paper);
  return hashes;
}

bool concerns(const Subject& subject, const Survey& survey, std::int64_t attempt) {
  return subject.attempt == 0 ? survey.attempts.contains(attempt) : attempt == subject.attempt;
}

std::map<std::string, std::string> institution_names(store::Catalogue& catalogue) {
  std::map<std::string, std::string> names;
  for (store::Institution& i : catalogue.institutions()) names.emplace(std::move(i.code), std::move(i.name));
  return names;
}

void write_row(std::int64_t version, const store::ResultRow& row, SealedFile& file) {
  file.line(line_of("row", {{"version", version},
                            {"attempt", row.attempt},
                            {"status", row.status},
                            {"hundredths", row.points.hundredths},
                            {"sheet", row.sheet}}));
}

}  // namespace

std::string header_line(const Subject& subject, const Survey& survey, const journal::JournalId& journal,
                        base::Instant now, std::uint64_t last_seq, const base::Digest* merkle_root) {
  Json header{{"format", kFormat},
              {"scope", to_text(subject.scope())},
              {"batch", subject.batch},
              {"code", survey.batch.batch.code},
              {"journal", base::to_hex(journal)},
              {"exported_at", base::to_utc_text(now)},
              {"from", 1},
              {"to", last_seq},
              {"events", subject.events},
              {"unfinished", subject.unfinished},
              {"tool", "examhall " EXAMHALL_VERSION}};
  if (subject.attempt != 0) header["attempt"] = subject.attempt;
  if (merkle_root != nullptr) header["merkle_root"] = base::to_hex(*merkle_root);
  return line_of("header", header);
}

std::string key_line(const base::PublicKey& key) {
  return line_of("key", {{"public_key", base::to_base64(key)}});
}

// By hand: there are millions of them.
std::string event_line(const journal::Event& e) {
  return fmt::format(
      R"({{"t":"event","seq":{},"at":{},"batch":{},"attempt":{},"kind":{},"body":{},"salt":"{}","link":"{}"}})",
      e.seq, base::to_millis(e.at), e.batch, e.attempt, Json(e.kind).dump(), Json(e.body).dump(),
      base::to_hex(e.salt), base::to_hex(e.link));
}

std::optional<base::Problem> write_papers(const Survey& survey, store::Catalogue& catalogue,
                                          SealedFile& file) {
  for (const std::string& hex : paper_hashes(survey)) {
    const auto hash = base::digest_from_hex(hex);
    const auto paper = hash ? catalogue.paper(*hash) : std::nullopt;
    const auto json = paper
                          ? base::parse_json(paper->json, {.max_bytes = kMaxPaperLine - 100, .max_depth = 64})
                          : base::Result<Json, base::Problem>{base::Failure{base::Problem{}}};
    if (!json) {
      return base::Problem{"paper_missing",
                           {},
                           {fmt::format("目录中没有试卷 {}，或其内容无法读取", hex),
                            fmt::format("the catalogue has no paper {}, or it cannot be read", hex)}};
    }
    file.line(line_of("paper", {{"paper", *json}}));
  }
  return std::nullopt;
}

void write_people(const Subject& subject, const Survey& survey, store::Catalogue& catalogue,
                  SealedFile& file) {
  const auto names = institution_names(catalogue);
  std::vector<store::Candidate> people = catalogue.candidates(subject.batch);
  std::sort(people.begin(), people.end(), [](const auto& a, const auto& b) { return a.attempt < b.attempt; });
  for (const store::Candidate& person : people) {
    if (!concerns(subject, survey, person.attempt)) continue;
    const auto name = names.find(person.institution);
    file.line(line_of("person", {{"attempt", person.attempt},
                                 {"ticket", person.ticket},
                                 {"name", person.name},
                                 {"institution", name == names.end() ? person.institution : name->second}}));
  }
}

void write_results(const Subject& subject, const Survey& survey, store::Catalogue& catalogue,
                   SealedFile& file) {
  const std::vector<store::ResultVersion> versions = catalogue.result_versions(subject.batch);
  for (const exam::Graded& graded : survey.batch.graded) {
    const auto about = std::find_if(versions.begin(), versions.end(),
                                    [&](const auto& v) { return v.version == graded.version; });
    if (about == versions.end()) continue;  // the verifier names the gap
    file.line(line_of("result", {{"version", about->version},
                                 {"paper", base::to_hex(about->paper)},
                                 {"reason", about->reason},
                                 {"created_at", base::to_utc_text(about->created_at)},
                                 {"rows", about->row_count}}));
    for (const std::int64_t attempt : survey.attempts) {
      if (!concerns(subject, survey, attempt)) continue;
      const auto row = catalogue.result(subject.batch, about->version, attempt);
      if (row) write_row(about->version, *row, file);
    }
  }
}

}  // namespace examhall::evidence
