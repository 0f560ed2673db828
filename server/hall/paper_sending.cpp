// The paper on its way: the outline with this candidate's order, then the items, the same bytes for all.
#include <algorithm>

#include "hall/hall.hpp"

namespace examhall::hall {

protocol::Outline Hall::outline(const Seat& seat) const {
  const PaperView& paper = *seat.batch->paper;
  const exam::Rules& rules = seat.batch->state.batch.rules;
  Order order = paper.order(seat.state.attempt.seed, rules.shuffle_items, rules.shuffle_options);
  protocol::Outline out{paper.hash, paper.title, paper.total, paper.pass, paper.sections, std::move(order.items),
                        std::move(order.options), {}};
  const auto& answers = seat.state.attempt.answers;
  for (std::uint32_t i = 0; i < answers.size(); ++i) {
    if (answers[i].no == 0) continue;
    out.answers.push_back({i, answers[i].no, base::Json::parse(answers[i].response)});
  }
  return out;
}

void Hall::send_outline(Seat& seat) { say(seat.link, outline(seat)); }

void Hall::send_items(Seat& seat, std::uint32_t up_to) {
  if (!seat.link) return;
  const PaperView& paper = *seat.batch->paper;
  const exam::Rules& rules = seat.batch->state.batch.rules;
  const Order order = paper.order(seat.state.attempt.seed, rules.shuffle_items, rules.shuffle_options);
  const auto count = static_cast<std::uint32_t>(order.items.size());
  const std::uint32_t last = std::min(up_to, count);
  if (seat.sent_items >= count) return;
  while (seat.sent_items < last) seat.link->send(paper.items[order.items[seat.sent_items++]]);
  if (seat.sent_items == count) say(seat.link, protocol::PaperEnd{count});
}

// At the start everyone gets the first question before anyone gets the second.
void Hall::send_rest_of_papers() {
  for (std::size_t n = 0; n < settings_.paper_chunk && !paper_owed_.empty(); ++n) {
    Seat* const seat = paper_owed_.front();
    paper_owed_.pop_front();
    send_items(*seat, UINT32_MAX);
  }
}

}  // namespace examhall::hall
