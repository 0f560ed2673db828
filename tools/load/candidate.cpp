#include "load/candidate.hpp"

#include <algorithm>

namespace examhall::load {
namespace {

client::ClientSettings settings_of(const Shared& shared, const Ticket& ticket) {
  client::ClientSettings s;
  s.server = shared.options.server;
  s.tls = shared.tls;
  s.who = {ticket.number, ticket.code, "load", "examhall-load 0.1.0"};
  s.bodies = shared.bodies;
  return s;
}

// A small generator each: mt19937's 2.5 kB would be the largest part of an idle candidate.
client::Random random_of(std::uint64_t seed) {
  return [chooser = std::make_shared<client::Chooser>(seed ^ 0x5DEECE66DULL, 0.0, client::AnswerSheet{})] {
    return chooser->chance();
  };
}

}  // namespace

Candidate::Candidate(Shared& shared, const Ticket& ticket, std::uint64_t seed)
    : shared_{shared},
      chooser_{seed, 0.0, {}},
      client_{shared.context, settings_of(shared, ticket), shared.watch.clock(), random_of(seed), *this},
      timer_{shared.context.get_executor()} {}

void Candidate::begin() {
  connecting_since_ = shared_.watch.now();
  client_.sitting().begin();
}

void Candidate::line_changed(const client::LineReport& r) {
  const bool online = r.state == client::LineState::online;
  if (online != online_) shared_.figures.online += online ? 1 : static_cast<std::uint64_t>(-1);
  if (online_ && !online) lost_at_ = shared_.watch.now();
  online_ = online;
  if (r.loss) count("line." + r.loss->id);
  if (r.refusal) count(r.refusal->id);
}

void Candidate::welcomed(const protocol::Welcome& w) {
  const Micros now = shared_.watch.now();
  if (!std::exchange(was_welcomed_, true)) {
    shared_.figures.login.add(now - connecting_since_);
    started_ = now;
    if (w.status == "seated") {
      started_ = shared_.watch.at(client_.sitting().state().clock().local_time(w.batch.start));
    }
  } else if (lost_at_) {
    shared_.figures.reconnect.add(now - *lost_at_);
  }
  lost_at_.reset();
}

void Candidate::phase_changed(client::Phase p) {
  if (p == client::Phase::sitting && !std::exchange(sat_, true)) {
    ++shared_.figures.sitting;
    ++shared_.figures.papers_coming;
  }
  // The plan was made for an exam that runs; a pause moves it.
  if (p != client::Phase::sitting || !answering_ || shared_.options.in_flight > 0) return;
  due_ = shared_.watch.now();
  plan_next();
}

void Candidate::item_arrived(std::uint32_t) {
  if (!std::exchange(saw_first_, true)) shared_.figures.first_question.add(shared_.watch.now() - started_);
}

void Candidate::paper_complete() {
  if (std::exchange(answering_, true)) return;
  --shared_.figures.papers_coming;
  shared_.figures.whole_paper.add(shared_.watch.now() - started_);
  if (shared_.options.in_flight > 0) {
    for (std::size_t i = 0; i < shared_.options.in_flight; ++i) give();
    return;
  }
  due_ = shared_.watch.now() - Micros{chooser_.between(0, Micros{shared_.options.think_least}.count())};
  plan_next();
}

void Candidate::wait_until(Micros when, void (Candidate::*then)()) {
  timer_.expires_after(std::max(when - shared_.watch.now(), Micros{0}));
  timer_.async_wait([this, then](const client::ErrorCode& error) {
    if (!error && !over_) (this->*then)();
  });
}

void Candidate::plan_next() {
  if (given_ >= shared_.options.answers) return finish();
  const Micros least = shared_.options.think_least, most = shared_.options.think_most;
  due_ = std::max(due_ + Micros{chooser_.between(least.count(), most.count())}, Micros{0});
  wait_until(due_, &Candidate::give);
}

// Closed: an answer is due when it is given, and the next follows an ack.
void Candidate::give() {
  if (shared_.options.in_flight == 0) {
    give_one();
    return plan_next();
  }
  due_ = shared_.watch.now();
  if (given_ < shared_.options.answers) return give_one();
  if (given_++ == shared_.options.answers) finish();
}

void Candidate::give_one() {
  client::Sitting& sitting = client_.sitting();
  const client::ExamState& state = sitting.state();
  if (state.phase() != client::Phase::sitting) return;
  const auto item = state.item_at(static_cast<std::uint32_t>(given_ % state.items()) + 1);
  const base::Json* const body = item ? state.item(*item) : nullptr;
  if (body != nullptr && sitting.answer(*item, chooser_.any_response(*body))) {
    under_way_.push_back({state.answers().at(*item).no, *item, due_});
    ++shared_.figures.given;
  }
  ++given_;
}

void Candidate::acknowledged(const protocol::Ack&, const client::KeptAnswer& k) { confirmed(k); }
void Candidate::found_stored(const client::KeptAnswer& k) { confirmed(k); }

void Candidate::confirmed(const client::KeptAnswer& k) {
  ++shared_.figures.acked;
  // After a reconnection an answer may have another number: those are the slowest, and must not be missing.
  auto found = std::find_if(under_way_.begin(), under_way_.end(), [&](const Due& d) { return d.no == k.no; });
  if (found == under_way_.end()) {
    found =
        std::find_if(under_way_.begin(), under_way_.end(), [&](const Due& d) { return d.item == k.item; });
  }
  if (found == under_way_.end()) return;
  const Micros took = shared_.watch.now() - found->at;
  shared_.figures.ack.add(took);
  if (shared_.options.series) shared_.figures.series.push_back({'a', shared_.watch.instant(found->at), took});
  under_way_.erase(found);
  if (shared_.options.in_flight == 0) return;
  client::asio::post(shared_.context, [this] {  // not from within the core that reports the ack
    if (!over_) give();
  });
}

void Candidate::answer_refused(const protocol::Error& e, const client::KeptAnswer&) { count(e.id); }
void Candidate::told_off(const protocol::Error& e) { count(e.id); }
void Candidate::local_problem(const base::Problem& p) { count("local." + p.id); }

void Candidate::finish() {
  if (shared_.options.at_end == AtEnd::hand_in) client_.sitting().hand_in();
  if (shared_.options.at_end == AtEnd::wait) return;
  if (shared_.options.at_end == AtEnd::leave) {
    // What is under way is waited for, or the measured acks would lack the slowest.
    if (client_.sitting().state().answers().waiting())
      return wait_until(shared_.watch.now() + Micros{50'000}, &Candidate::finish);
    client_.sitting().leave();
  }
}

void Candidate::hand_in_refused(const protocol::Error& e) {
  count(e.id);
  if (e.id == "hand_in_last_minutes" || over_) return;
  const base::Span until = e.when ? *e.when - client_.sitting().server_time() : base::Span{1000};
  const Micros jitter{chooser_.between(0, 1'000'000)};
  wait_until(shared_.watch.now() + std::max(until, base::Span{500}) + jitter, &Candidate::finish);
}

void Candidate::ended(const protocol::Ended&, const std::optional<client::CheckedReceipt>& r) {
  ++(r && r->valid() && r->answers_match ? shared_.figures.receipts : shared_.figures.bad_receipts);
}

void Candidate::stopped(const client::Stop& s) {
  over_ = true;
  timer_.cancel();
  if (sat_ && !answering_) --shared_.figures.papers_coming;
  ++shared_.figures.stops[std::string{to_text(s.reason)}];
  const auto planned =
      shared_.options.at_end == AtEnd::leave ? client::StopReason::left : client::StopReason::ended;
  if (s.reason != planned || !s.unconfirmed.empty()) ++shared_.figures.unplanned;
  ++shared_.figures.finished;
  shared_.on_finished();
}

}  // namespace examhall::load
