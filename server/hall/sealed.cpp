// Sealed papers: custodians' releases, and the opening. The hall knows who may open a paper and when; the key
// and its halves it never sees.
#include <spdlog/spdlog.h>

#include <algorithm>

#include "exam/opening.hpp"
#include "hall/hall.hpp"

namespace examhall::hall {
namespace {

// Whose release this server holds, of those who may open the paper now.
std::vector<exam::Custodian> able_to_open(const LiveBatch& batch, base::Instant now) {
  auto able = exam::who_may_open(batch.state, now);
  std::erase_if(able, [&](const exam::Custodian& c) { return !batch.released.contains(c.key); });
  return able;
}

}  // namespace

void Hall::release_paper(std::int64_t id, const exam::PaperReleased& release,
                         std::function<void(std::string_view why)> done) {
  LiveBatch* const batch = batch_of(id);
  if (batch == nullptr) return done("no_such_batch");
  if (batch->opening) return done(to_text(exam::ReleaseRefusal::already_open));
  const auto refusal = exam::refusal_of(batch->state.batch, release);
  if (refusal != exam::ReleaseRefusal::none) return done(to_text(refusal));
  record(*batch, release, clock_.now(),
         [this, batch, release, done = std::move(done)](const journal::Committed&) {
           batch->released.insert(release.custodian.key);
           spdlog::info("paper released batch={} custodian={} releases={}", batch->state.batch.code,
                        release.custodian.name, batch->released.size());
           done("");
           wake(*batch, clock_.now());
         });
}

// At the start, and again until it is there: whoever waits goes on waiting.
void Hall::ask_for_paper(LiveBatch& batch, base::Instant now) {
  const exam::Batch& b = batch.state.batch;
  if (now < b.window.start) {
    batch.told_late = false;
    return;
  }
  if (batch.opening) return;
  const auto able = able_to_open(batch, now);
  if (able.size() >= exam::kCustodiansToOpen) {
    batch.opening = true;
    return settings_.ask_to_open(b.id, able);
  }
  if (std::exchange(batch.told_late, true)) return;
  spdlog::critical(
      "the batch cannot start: its paper is sealed and not released batch={} releases={} needed={}", b.code,
      able.size(), exam::kCustodiansToOpen);
}

// A batch moved to an earlier start waits for the starts that the custodians approved.
base::Instant Hall::look_again_at(const LiveBatch& shut, base::Instant now) const {
  const base::Instant start = shut.state.batch.window.start;
  if (now < start) return start;
  base::Instant next = now + std::chrono::seconds{1};
  for (const auto& [key, approval] : shut.state.approvals) {
    if (approval.start > now) next = std::min(next, approval.start);
  }
  return next;
}

void Hall::paper_opened(std::int64_t id, std::shared_ptr<const PaperView> paper,
                        const std::vector<exam::Custodian>& by) {
  LiveBatch* const batch = batch_of(id);
  if (batch == nullptr || !exam::is_shut(batch->state.batch)) return;
  batch->opening = false;
  const base::Instant now = clock_.now();
  const exam::PaperOpened event{batch->state.batch.paper, by};
  const bool right = paper && paper->hash == event.paper && paper->items.size() == batch->items &&
                     exam::may_happen(batch->state, event, now);
  if (!right) {
    spdlog::critical("the sealed paper could not be opened batch={}", batch->state.batch.code);
    return wake(*batch, now + std::chrono::seconds{1});
  }
  batch->paper = std::move(paper);
  spdlog::info("paper opened batch={} by={},{}", batch->state.batch.code, by[0].name, by[1].name);
  record(*batch, event, now);
  wake(*batch, now);
}

std::optional<PaperStatus> Hall::paper_status(std::string_view code) const {
  for (const auto& [id, batch] : batches_) {
    const exam::Batch& b = batch->state.batch;
    if (b.code != code) continue;
    PaperStatus out{id, b.paper, b.window.start, b.sealed, b.opened_at.has_value(), {}};
    for (const auto& [key, approval] : batch->state.approvals) {
      if (batch->released.contains(key)) out.released.push_back({approval.name, key});
    }
    return out;
  }
  return std::nullopt;
}

std::vector<ShutPaper> Hall::shut_papers() const {
  std::vector<ShutPaper> out;
  for (const auto& [id, batch] : batches_) {
    const exam::Batch& b = batch->state.batch;
    if (!exam::is_shut(b)) continue;
    const base::Instant now = clock_.now();
    out.push_back({b.code, batch->released.size(), now >= b.window.start && now < b.window.end});
  }
  return out;
}

}  // namespace examhall::hall
