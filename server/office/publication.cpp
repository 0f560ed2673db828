#include "office/publication.hpp"

#include <spdlog/spdlog.h>

#include "exam/event_json.hpp"
#include "exam/settings_json.hpp"
#include "office/paper_view.hpp"
#include "office/stored_paper.hpp"
#include "sealing/header.hpp"

namespace examhall::office {
namespace {

std::string first_line(const base::Problems& problems) {
  return problems.empty() ? "" : base::to_line(problems.front(), base::Language::en);
}

// The sealed paper's own member in the row: opened for this batch, perhaps right before a crash.
std::vector<exam::Custodian> openers(const store::SealedPaper& sealed, std::int64_t batch) {
  if (sealed.opened_for != batch) return {};
  const auto event = exam::read_batch_event("paper_opened", sealed.opened_by);
  const auto* opened = event ? std::get_if<exam::PaperOpened>(&*event) : nullptr;
  return opened == nullptr ? std::vector<exam::Custodian>{} : opened->custodians;
}

bool is_among(const std::map<std::int64_t, store::Candidate>& known, const store::Candidate& c) {
  const auto found = known.find(c.attempt);
  return found != known.end() && found->second == c;
}

}  // namespace

std::vector<hall::Publication> Publisher::changes() {
  institutions_.clear();
  for (const store::Institution& i : catalogue_.institutions()) institutions_[i.code] = i.name;
  staged_.clear();
  std::vector<hall::Publication> out;
  for (const store::Batch& row : catalogue_.batches()) {
    if (row.status != kScheduled && row.status != kGraded) continue;
    if (auto publication = publish(row)) out.push_back(std::move(*publication));
  }
  remember_staged();
  return out;
}

// At the end: a read that fails on the way loses nobody.
void Publisher::remember_staged() {
  for (auto& [batch, candidates] : staged_) {
    auto& known = published_[batch];
    for (store::Candidate& c : candidates) known[c.attempt] = std::move(c);
  }
}

std::optional<hall::Publication> Publisher::publish(const store::Batch& row) {
  const auto known = published_.find(row.id);
  const bool fresh = known == published_.end();
  hall::Publication out;
  if (fresh) {
    const auto json = base::parse_json(row.settings);
    base::Problems problems;
    if (json) out.batch = exam::batch_from_json(*json, {.file = row.code}, problems);
    if (!json || base::has_errors(problems) || !add_paper(row, out)) {
      spdlog::error("batch cannot be published batch={} why={}", row.code,
                    problems.empty() ? "settings or paper unreadable" : first_line(problems));
      return std::nullopt;
    }
  }
  out.batch.id = row.id;
  std::vector<store::Candidate>& staged = staged_[row.id];
  for (store::Candidate& c : catalogue_.candidates(row.id)) {
    if (c.ticket.empty()) continue;  // no ticket has been drawn yet: nobody could log in
    if (!fresh && is_among(known->second, c)) continue;
    out.roster.push_back(enrolled(c));
    staged.push_back(std::move(c));
  }
  if (!fresh && out.roster.empty()) return std::nullopt;
  return out;
}

// False if it is not there.
bool Publisher::add_paper(const store::Batch& row, hall::Publication& out) {
  if (!row.paper) return false;
  out.batch.paper = base::to_hex(*row.paper);
  if (const auto frozen = paper(*row.paper)) out.paper = make_paper_view(frozen);
  if (!out.batch.sealed) return out.paper != nullptr;
  const auto sealed = catalogue_.sealed_paper(*row.paper);
  const auto header = sealed ? sealing::header_from_text(sealed->header, row.code)
                             : base::Result<sealing::Header, base::Problems>{base::Failure{base::Problems{}}};
  if (!header || header->paper != out.batch.paper) return false;
  out.sealed_items = header->items;
  out.opened_by = openers(*sealed, row.id);
  return true;
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
  if (row->json.empty()) return nullptr;  // sealed
  slot = paper_from_text(row->json);
  return slot;
}

}  // namespace examhall::office
