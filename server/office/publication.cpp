#include "office/publication.hpp"

#include <spdlog/spdlog.h>

#include "exam/settings_json.hpp"
#include "office/paper_view.hpp"

namespace examhall::office {
namespace {

constexpr base::JsonLimits kPaperLimits{.max_bytes = 256U << 20U, .max_depth = 32};

std::string first_line(const base::Problems& problems) {
  return problems.empty() ? "" : base::to_line(problems.front(), base::Language::en);
}

}  // namespace

std::vector<hall::Publication> Publisher::changes() {
  institutions_.clear();
  for (const store::Institution& i : catalogue_.institutions()) institutions_[i.code] = i.name;
  std::vector<hall::Publication> out;
  for (const store::Batch& row : catalogue_.batches()) {
    if (row.status != kScheduled && row.status != kGraded) continue;
    if (auto publication = publish(row)) out.push_back(std::move(*publication));
  }
  return out;
}

std::optional<hall::Publication> Publisher::publish(const store::Batch& row) {
  const bool fresh = !published_.contains(row.id);
  hall::Publication out;
  if (fresh) {
    const auto json = base::parse_json(row.settings);
    base::Problems problems;
    if (json) out.batch = exam::batch_from_json(*json, {.file = row.code}, problems);
    const auto frozen = row.paper ? paper(*row.paper) : nullptr;
    if (!json || base::has_errors(problems) || !frozen) {
      spdlog::error("batch cannot be published batch={} why={}", row.code,
                    problems.empty() ? "settings or paper unreadable" : first_line(problems));
      return std::nullopt;
    }
    out.batch.paper = base::to_hex(*row.paper);
    out.paper = make_paper_view(frozen);
  }
  out.batch.id = row.id;
  auto& known = published_[row.id];
  for (const store::Candidate& c : catalogue_.candidates(row.id)) {
    if (c.ticket.empty()) continue;  // no ticket has been drawn yet: nobody could log in
    auto& slot = known[c.attempt];
    if (slot == c) continue;
    slot = c;
    out.roster.push_back(enrolled(c));
  }
  if (!fresh && out.roster.empty()) return std::nullopt;
  return out;
}

hall::Enrolled Publisher::enrolled(const store::Candidate& c) const {
  const auto institution = institutions_.find(c.institution);
  hall::Enrolled out;
  out.attempt = c.attempt;
  out.person = {c.ticket, c.name, institution == institutions_.end() ? c.institution : institution->second,
                c.id_number_masked, c.site, c.room, c.seat};
  out.access_code = c.access_code;
  out.seed = static_cast<std::uint64_t>(c.seed);
  out.extra_time = c.extra_time;
  return out;
}

std::shared_ptr<const bank::Paper> Publisher::paper(const base::Digest& hash) {
  auto& slot = papers_[hash];
  if (slot) return slot;
  const auto row = catalogue_.paper(hash);
  if (!row) return nullptr;
  const auto json = base::parse_json(row->json, kPaperLimits);
  if (!json) return nullptr;
  auto paper = bank::paper_from_json(*json);
  if (!paper) {
    spdlog::error("paper cannot be read paper={} why={}", base::to_hex(hash), first_line(paper.error()));
    return nullptr;
  }
  slot = std::make_shared<const bank::Paper>(*std::move(paper));
  return slot;
}

}  // namespace examhall::office
