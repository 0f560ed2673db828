#pragma once
// Which page the window shows, from what the server said and what the person has confirmed. Pure, so that
// every way through an exam can be tried without a window.
#include <optional>

#include "client/core/observer.hpp"

namespace examhall::window {

enum class Page {
  server,    ///< no settings of the room were found
  login,     ///< also while connecting, and after a wrong code
  person,    ///< is this you
  rules,     ///< of the exam room, to be accepted
  checks,    ///< of this machine
  waiting,   ///< countdown to the start
  practice,  ///< a paper that does not count
  exam,
  paused,   ///< the paper is covered, time stands
  leaving,  ///< staff are about to free this machine
  receipt,  ///< the attempt has ended
  closing,  ///< it is over here for another reason: taken over, too late, …
};

/// What the person said since the login.
struct Steps {
  bool person = false;
  bool rules = false;
  bool checks = false;
  bool practising = false;
  bool leaving = false;
};

struct Situation {
  bool server_known = false;
  client::Phase phase = client::Phase::outside;
  std::optional<client::StopReason> stop{};
  Steps steps{};
};

/// Once time runs nothing but "is this you" stands between a candidate and the paper.
Page page_of(const Situation& situation);

/// Somebody has the seat and the attempt is open: the window does not close by itself.
bool holds_a_seat(const Situation& situation);
/// Leaving the window concerns the proctors.
bool is_watched(const Situation& situation);

}  // namespace examhall::window
