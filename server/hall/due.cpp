// What happens because time has come: starts, deadlines, absences, connections on which nobody logs in.
#include <spdlog/spdlog.h>

#include <algorithm>

#include "hall/hall.hpp"

namespace examhall::hall {
namespace {

/// Thousands may have come together to say nothing; nobody who sits waits until all of them have been told.
constexpr int kIdleAtOnce = 20;

}  // namespace

base::Instant Hall::run_due() {
  const base::Instant now = clock_.now();
  end_idle_guests(now);
  end_finished_guests(now);
  const base::Instant next_held = take_held(now);
  write_counts(now);
  while (!due_.empty() && due_.top().at <= now) {
    const Due due = due_.top();
    due_.pop();
    auto& due_at = due.seat != nullptr ? due.seat->due_at : due.batch->due_at;
    if (due_at != due.at) continue;  // an earlier time took this one's place
    due_at.reset();
    if (due.seat != nullptr) {
      do_seat(*due.seat, now);
    } else {
      do_batch(*due.batch, now);
    }
  }
  if (opening_goes_on(now)) return now;
  send_rest_of_papers();
  if (papers_may_follow() || (opening_ && beginning_ == 0)) return now;
  base::Instant next = std::min(now + std::chrono::seconds{1}, next_held);
  if (!due_.empty()) next = std::min(next, due_.top().at);
  if (!ended_.empty()) next = std::min(next, ended_.front().first + settings_.linger);
  if (!not_logged_in_.empty()) next = std::min(next, not_logged_in_.front().first + settings_.login_timeout);
  return std::max(next, now);
}

void Hall::end_idle_guests(base::Instant now) {
  int told = 0;
  while (told < kIdleAtOnce && !not_logged_in_.empty() &&
         not_logged_in_.front().first + settings_.login_timeout <= now) {
    const auto link = not_logged_in_.front().second.lock();
    not_logged_in_.pop_front();
    if (!link) continue;
    const auto guest = guests_.find(link.get());
    if (guest == guests_.end() || guest->second.seat != nullptr || guest->second.leaving ||
        guest->second.held)
      continue;
    say_error(link, "login_timeout");
    dismiss(guest->second, CloseCode::login_timeout, "login_timeout");
    ++told;
  }
}

void Hall::schedule(Seat& seat, base::Instant now) {
  if (seat.state.attempt.status != exam::Status::sitting) return;
  const exam::Batch& batch = seat.batch->state.batch;
  const base::Instant at = exam::deadline(batch, seat.state.attempt, now) + batch.rules.grace;
  if (seat.due_at && *seat.due_at <= at) return;  // looked at before that anyway
  seat.due_at = at;
  due_.push({at, &seat, seat.batch});
}

void Hall::wake(LiveBatch& batch, base::Instant at) {
  if (batch.due_at && *batch.due_at <= at) return;
  batch.due_at = at;
  due_.push({at, nullptr, &batch});
}

void Hall::schedule(LiveBatch& batch, base::Instant now) {
  if (batch.closing || batch.state.closed) return;
  const exam::Batch& b = batch.state.batch;
  if (exam::is_shut(b)) return wake(batch, look_again_at(batch, now));
  const base::Instant over = std::max(b.window.end, latest_deadline(batch, now)) + b.rules.grace;
  base::Instant next = base::Instant::max();
  for (const base::Instant t : {b.window.start, exam::late_entry_limit(b), over}) {
    if (t > now) next = std::min(next, t);
  }
  // Past the end, but somebody is paused: staff have to resume or end them; look again in a second.
  if (next == base::Instant::max()) next = now + std::chrono::seconds{1};
  wake(batch, next);
}

base::Instant Hall::latest_deadline(const LiveBatch& batch, base::Instant now) const {
  base::Instant latest{};
  for (const auto& seat : batch.seats) {
    const exam::Attempt& a = seat->state.attempt;
    if (a.status != exam::Status::sitting && a.status != exam::Status::paused) continue;
    latest = std::max(latest, exam::deadline(batch.state.batch, a, now));
  }
  return latest;
}

void Hall::do_batch(LiveBatch& batch, base::Instant now) {
  const exam::Batch& b = batch.state.batch;
  if (batch.closing || batch.state.closed) return;
  if (exam::is_shut(b)) {
    ask_for_paper(batch, now);
    return schedule(batch, now);
  }
  if (now >= b.window.start) start_batch(batch, now);
  if (now >= exam::late_entry_limit(b) && now >= b.window.start) mark_absent(batch, now);
  close_if_done(batch, now);
  schedule(batch, now);
}

// More than once too: a crash can come between the start of the batch and that of its last candidate, and
// staff can put one back into a seat.
void Hall::start_batch(LiveBatch& batch, base::Instant now) {
  if (!batch.state.started) {
    spdlog::info("batch started batch={}", batch.state.batch.code);
    record(batch, exam::BatchStarted{}, now);
  }
  const std::size_t before = beginning_;
  for (auto& seat : batch.seats) begin(batch, *seat, now);
  if (beginning_ == before) return;
  if (!opening_) opening_ = Opening{now};
  opening_->seats += beginning_ - before;
}

void Hall::begin(LiveBatch& batch, Seat& seat, base::Instant now) {
  const auto decision = exam::decide(batch.state.batch, seat.state.attempt, exam::Begin{}, now);
  if (decision.events.empty()) return;
  ++beginning_;
  const base::Instant ends_at = exam::deadline(batch.state.batch, seat.state.attempt, now);
  record_all(seat, decision.events, now, [this, &seat, ends_at](const journal::Committed&) {
    --beginning_;
    open_paper(seat, ends_at);
  });
  schedule(seat, now);
}

void Hall::open_paper(Seat& seat, base::Instant ends_at) {
  if (!seat.admitted || seat.state.attempt.status != exam::Status::sitting || seat.sent_items > 0) return;
  const Together one_write{seat.link};
  say(seat, protocol::Start{clock_.now(), ends_at});
  send_outline(seat);
  send_items(seat, 1);
  paper_owed_.push_back(&seat);
}

void Hall::mark_absent(LiveBatch& batch, base::Instant now) {
  for (auto& seat : batch.seats) {
    const auto decision = exam::decide(batch.state.batch, seat->state.attempt, exam::MarkAbsent{}, now);
    end_with(*seat, exam::Status::absent, decision, now);
  }
}

void Hall::do_seat(Seat& seat, base::Instant now) {
  if (seat.state.attempt.status != exam::Status::sitting) return;
  const exam::Batch& batch = seat.batch->state.batch;
  if (now < exam::deadline(batch, seat.state.attempt, now) + batch.rules.grace) return schedule(seat, now);
  end_with(seat, exam::Status::collected, exam::decide(batch, seat.state.attempt, exam::Collect{}, now), now);
}

}  // namespace examhall::hall
