// An end that moves is announced until the candidate's client has said that it shows it.
#include <algorithm>

#include "exam/decide.hpp"

namespace examhall::exam {
namespace {

bool is_earlier(const EndMove& l, const EndMove& r) { return l.at < r.at; }

std::vector<EndMove> all_moves(const Batch& batch, const Attempt& a) {
  std::vector<EndMove> all;
  std::merge(batch.end_moves.begin(), batch.end_moves.end(), a.end_moves.begin(), a.end_moves.end(),
             std::back_inserter(all), is_earlier);
  return all;
}

}  // namespace

std::optional<EndMove> unshown_end(const Batch& batch, const Attempt& a) {
  std::optional<EndMove> unshown;
  for (EndMove& move : all_moves(batch, a)) {
    if (a.end_known_at && move.at <= *a.end_known_at) continue;
    if (unshown && move.by == Span{0}) {
      unshown->at = move.at;  // a resumption says less than the time that was granted in the pause
      continue;
    }
    if (unshown) move.by += unshown->by;
    unshown = std::move(move);
  }
  return unshown;
}

std::optional<Instant> end_moved_at(const Batch& batch, const Attempt& a) {
  std::optional<Instant> last;
  for (const auto* moves : {&batch.end_moves, &a.end_moves}) {
    if (!moves->empty()) last = std::max(last.value_or(moves->back().at), moves->back().at);
  }
  return last;
}

// Another end than the present one: the announcement of that is still on its way to this client. While time
// stands the end moves on, and what it came to is announced with the resumption.
Decision decide_one(const Batch& batch, const Attempt& a, const ConfirmEnd& c, Instant now) {
  if (const auto no = may_not_speak(a, c.fence)) return {{}, no};
  if (a.status == Status::paused || c.ends_at != deadline(batch, a, now)) return {};
  if (!unshown_end(batch, a)) return {};
  return {{EndShown{c.fence, c.ends_at}}, std::nullopt};
}

}  // namespace examhall::exam
