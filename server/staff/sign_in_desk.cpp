#include "staff/sign_in_desk.hpp"

#include "staff/device.hpp"

namespace examhall::staff {

Admission SignInDesk::submit(SignInAttempt attempt, Done done) {
  const bool known = is_device_of(cipher_, attempt.login, attempt.device);
  const Throttle::Key key = Throttle::key(attempt.login, known ? attempt.device : attempt.address);
  {
    const std::scoped_lock lock{mutex_};
    const auto here = by_address_.find(attempt.address);
    const bool crowded =
        !known && here != by_address_.end() && here->second >= settings_.waiting_of_one_address;
    if (closed_ || crowded || known_.size() + others_.size() >= settings_.waiting) {
      ++counters_.busy;
      return {Admission::State::busy};
    }
    if (const auto wait = throttle_.admit(key, clock_.now())) {
      ++counters_.too_many;
      return {Admission::State::too_many, *wait};
    }
    ++by_address_[attempt.address];
    (known ? known_ : others_).push_back({std::move(attempt), key, std::move(done)});
  }
  arrived_.notify_one();
  return {};
}

std::optional<SignInDesk::Waiting> SignInDesk::take() {
  auto& queue = known_.empty() ? others_ : known_;
  if (queue.empty()) return std::nullopt;
  Waiting next = std::move(queue.front());
  queue.pop_front();
  const auto here = by_address_.find(next.attempt.address);
  if (--here->second == 0) by_address_.erase(here);
  return next;
}

void SignInDesk::settle(const Waiting& waiting, const SignInOutcome& outcome) {
  const std::scoped_lock lock{mutex_};
  if (std::holds_alternative<SignedIn>(outcome)) {
    ++counters_.signed_in;
    throttle_.succeeded(waiting.key);
  } else if (std::holds_alternative<Unavailable>(outcome)) {
    ++counters_.unavailable;
    throttle_.forgiven(waiting.key);
  } else {
    ++counters_.wrong;
  }
}

void SignInDesk::serve(Waiting waiting, AccountSource& source) {
  SignInOutcome outcome = check(waiting.attempt, source, cipher_, clock_.now());
  settle(waiting, outcome);
  waiting.done(std::move(outcome));
}

bool SignInDesk::work_one(AccountSource& source) {
  std::optional<Waiting> next;
  {
    const std::scoped_lock lock{mutex_};
    next = take();
  }
  if (!next) return false;
  serve(*std::move(next), source);
  return true;
}

bool SignInDesk::work_next(AccountSource& source) {
  std::optional<Waiting> next;
  {
    std::unique_lock lock{mutex_};
    arrived_.wait(lock, [&] { return closed_ || !known_.empty() || !others_.empty(); });
    if (closed_) return false;
    next = take();
  }
  serve(*std::move(next), source);
  return true;
}

void SignInDesk::close() {
  std::deque<Waiting> left;
  {
    const std::scoped_lock lock{mutex_};
    closed_ = true;
    while (auto next = take()) left.push_back(*std::move(next));
  }
  arrived_.notify_all();
  for (Waiting& waiting : left) {
    settle(waiting, Unavailable{});
    waiting.done(Unavailable{});
  }
}

SignInDesk::Counters SignInDesk::counters() const {
  const std::scoped_lock lock{mutex_};
  return counters_;
}

}  // namespace examhall::staff
