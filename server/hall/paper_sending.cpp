// The paper on its way: the outline with this candidate's order, then the items, the same bytes for all.
#include <spdlog/spdlog.h>

#include <algorithm>

#include "hall/hall.hpp"

namespace examhall::hall {
namespace {

Order order_for(const Seat& seat) {
  const exam::Rules& rules = seat.batch->state.batch.rules;
  return seat.batch->paper->order(seat.state.attempt.seed, rules.shuffle_items, rules.shuffle_options);
}

}  // namespace

void Hall::send_outline(Seat& seat) {
  const PaperView& paper = *seat.batch->paper;
  Order order = order_for(seat);
  seat.order = order.items;
  protocol::Outline out{paper.hash,
                        paper.title,
                        paper.total,
                        paper.pass,
                        paper.sections,
                        std::move(order.items),
                        std::move(order.options),
                        {}};
  const auto& answers = seat.state.attempt.answers;
  for (std::uint32_t i = 0; i < answers.size(); ++i) {
    if (answers[i].no == 0) continue;
    out.answers.push_back({i, answers[i].no, base::Json::parse(answers[i].response)});
  }
  say(seat, std::move(out));
}

void Hall::send_items(Seat& seat, std::uint32_t up_to) {
  // Whoever is stopped between two items gets the others on resuming.
  if (!seat.admitted || seat.order.empty() || seat.state.attempt.status != exam::Status::sitting) return;
  const auto count = static_cast<std::uint32_t>(seat.order.size());
  const std::uint32_t last = std::min(up_to, count);
  const Together few_writes{seat.link};
  while (seat.sent_items < last) seat.link->send(seat.batch->paper->items[seat.order[seat.sent_items++]]);
  if (seat.sent_items < count) return;
  seat.order = {};
  say(seat, protocol::PaperEnd{count});
}

// At the start everyone gets the first question before anyone gets the second. Should the disk fail between
// the two, whoever has begun is not kept waiting for those who have not.
bool Hall::papers_may_follow() const { return !paper_owed_.empty() && (beginning_ == 0 || !storage_ok_); }

// Tells the operator how long an opening took. What was queued in one turn has been written by the next: so the
// first questions get a turn of their own before the papers follow.
bool Hall::opening_goes_on(base::Instant now) {
  if (!opening_ || beginning_ > 0) return false;
  if (!std::exchange(opening_->queued, true)) return true;
  const auto took = [&] { return base::to_millis(now) - base::to_millis(opening_->began); };
  if (!std::exchange(opening_->first_out, true)) {
    spdlog::info("opening: first question out seats={} after_ms={}", opening_->seats, took());
  }
  if (!paper_owed_.empty()) return false;
  spdlog::info("opening: papers out seats={} after_ms={}", opening_->seats, took());
  opening_.reset();
  return false;
}

void Hall::send_rest_of_papers() {
  for (std::size_t n = 0; n < settings_.paper_chunk && papers_may_follow(); ++n) {
    Seat* const seat = paper_owed_.front();
    paper_owed_.pop_front();
    send_items(*seat, UINT32_MAX);
  }
}

}  // namespace examhall::hall
