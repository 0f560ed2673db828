#pragma once
// Where connections wait on which nobody has shown a ticket. One thread serves everybody, and a stranger can
// make it work for nothing: a key exchange and a signature for two hundred bytes, thousands of them at the
// same moment. So what strangers want is done a little in each turn of the loop, and whoever sits an exam is
// served in between as if they were not there; a loop that has nothing else to do serves strangers one after
// the other without a pause.
//
// The network's thread. A waiter keeps what it belongs to alive, as any handler does.
#include <boost/asio/dispatch.hpp>

#include <array>
#include <deque>
#include <functional>
#include <memory>
#include <utility>

#include "base/time.hpp"
#include "net/asio.hpp"

namespace examhall::net {

class Turnstile {
 public:
  /// They take turns, so that a few who are about to show a ticket do not wait behind thousands who only
  /// knock.
  enum class Lane { knocking, inside };  // before and after the TLS handshake
  using Now = std::function<Moment()>;

  /// What strangers may take of one turn: at least kLeast, and up to kMost if the others took four times as
  /// long since. What is begun is done to its end: a handshake is about 0.4 ms.
  static constexpr std::chrono::microseconds kLeast{200};
  static constexpr std::chrono::microseconds kMost{500};

  explicit Turnstile(Executor executor, Now now = &SteadyClock::now)
      : executor_{executor}, now_{std::move(now)} {}
  Turnstile(const Turnstile&) = delete;
  Turnstile& operator=(const Turnstile&) = delete;

  /// Calls `handler` without arguments once it is its turn, on its own executor, never from within this call.
  template <class Handler>
  void wait(Lane lane, Handler handler) {
    enqueue(lane, std::make_unique<Waiting<Handler>>(std::move(handler)));
  }

  std::size_t waiting() const { return lanes_[0].size() + lanes_[1].size(); }

 private:
  // Handlers can only be moved, which std::function does not know.
  struct Waiter {
    virtual ~Waiter() = default;
    virtual void pass() = 0;
  };
  template <class Handler>
  struct Waiting final : Waiter {
    explicit Waiting(Handler&& given) : handler{std::move(given)} {}
    void pass() override { asio::dispatch(std::move(handler)); }
    Handler handler;
  };

  void enqueue(Lane lane, std::unique_ptr<Waiter> waiter);
  void come_again();
  void turn();
  void let_one_pass();

  Executor executor_;
  Now now_;
  std::array<std::deque<std::unique_ptr<Waiter>>, 2> lanes_;
  std::size_t next_ = 0;  ///< the lane whose turn it is
  Moment left_{};         ///< when strangers were last done with
  bool coming_ = false;
};

}  // namespace examhall::net
