#pragma once
// Where attempts to sign in wait their turn: bounded, throttled, first come first served, browsers of known
// owners before all others. Threads (sign_in_pool.hpp) take from it. Any thread may call any function.
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>

#include "base/clock.hpp"
#include "staff/sign_in.hpp"
#include "staff/throttle.hpp"

namespace examhall::staff {

struct DeskSettings {
  std::size_t waiting = 64;
  /// So that one address does not fill the queue. A school is one address, and its proctors come in one
  /// morning.
  std::size_t waiting_of_one_address = 48;
};

/// What became of an attempt at the door.
struct Admission {
  enum class State { waits, too_many, busy } state = State::waits;
  base::Span wait{0};  ///< if too_many: in how long it is worth trying again; 8 s at most
};

class SignInDesk {
 public:
  /// Called once for each admitted attempt, on the thread that checked it, or closed the desk. Must not
  /// throw.
  using Done = std::function<void(SignInOutcome)>;

  SignInDesk(const base::Clock& clock, const base::Cipher& cipher, DeskSettings settings = {})
      : clock_{clock}, cipher_{cipher}, settings_{settings} {}

  Admission submit(SignInAttempt attempt, Done done);
  /// Checks the next attempt, if one waits; false if none does.
  bool work_one(AccountSource& source);
  /// As work_one, waiting until there is one; false once closed.
  bool work_next(AccountSource& source);
  /// Admits no more; those that wait are told Unavailable. Threads in work_next come back.
  void close();

  struct Counters {
    std::uint64_t signed_in = 0, wrong = 0, unavailable = 0, too_many = 0, busy = 0;
  };
  Counters counters() const;

 private:
  struct Waiting {
    SignInAttempt attempt;
    Throttle::Key key;
    Done done;
  };
  std::optional<Waiting> take();
  void serve(Waiting waiting, AccountSource& source);
  void settle(const Waiting& waiting, const SignInOutcome& outcome);

  const base::Clock& clock_;
  const base::Cipher cipher_;
  const DeskSettings settings_;
  mutable std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Waiting> known_, others_;
  std::map<std::string, std::size_t> by_address_;
  Throttle throttle_;
  Counters counters_;
  bool closed_ = false;
};

}  // namespace examhall::staff
