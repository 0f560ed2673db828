#include "examctl/stored_results.hpp"

#include <fmt/format.h>

namespace examhall::examctl {

store::ResultVersion find_version(Site& site, const store::Batch& batch, std::int64_t version) {
  const auto versions = site.catalogue().result_versions(batch.id);
  for (auto v = versions.rbegin(); v != versions.rend(); ++v) {
    if (version == 0 || v->version == version) return *v;
  }
  throw Stop{Exit::not_found, "no_results",
             {fmt::format("批次 {} 还没有成绩：考试结束并收卷后由服务器评分", batch.code),
              fmt::format("batch {} has no results yet: the server grades once every paper is collected", batch.code)}};
}

grading::Results to_results(Site& site, std::int64_t batch, const std::vector<store::ResultRow>& rows) {
  std::map<std::int64_t, store::Candidate> people;
  for (store::Candidate& c : site.catalogue().candidates(batch)) people[c.attempt] = std::move(c);
  std::map<std::string, std::string> institutions;
  for (const store::Institution& i : site.catalogue().institutions()) institutions[i.code] = i.name;
  grading::Results out;
  for (const store::ResultRow& row : rows) {
    const store::Candidate& person = people[row.attempt];
    grading::ResultRow r;
    r.attempt = std::to_string(row.attempt);
    r.ticket = person.ticket;
    r.name = person.name;
    r.institution = institutions.contains(person.institution) ? institutions[person.institution] : person.institution;
    r.status = grading::status_from(row.status).value_or(grading::Status::voided);
    if (!row.sheet.empty()) {
      const auto json = base::parse_json(row.sheet, {.max_bytes = 16U << 20U, .max_depth = 32});
      auto sheet = json ? grading::sheet_from_json(*json) : base::Result<grading::ScoreSheet, base::Problems>{base::Failure{base::Problems{}}};
      if (!sheet) throw std::runtime_error("the stored score sheet of " + person.ticket + " does not read");
      r.sheet = *std::move(sheet);
    }
    out.push_back(std::move(r));
  }
  return out;
}

}  // namespace examhall::examctl
