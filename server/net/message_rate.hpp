#pragma once
// Whether a connection sends more than a person can. First each message too many is refused, so that an honest
// client that hurries learns what to send again; whoever goes on has used up the patience. Time is an argument.
#include "net/token_bucket.hpp"

namespace examhall::net {

enum class Pace {
  fair,
  too_fast,  ///< to be refused, and the sender told
  flood,     ///< to be closed
};

class MessageRate {
 public:
  MessageRate(double per_second, double burst, double patience, base::Instant start)
      : allowed_{per_second, burst, start}, patience_{per_second * kForgiven, patience, start} {}

  /// One message came. What is refused takes nothing from what is allowed: who sends it again after a pause
  /// gets further each time.
  Pace take(base::Instant now) {
    if (allowed_.take(now)) return Pace::fair;
    return patience_.take(now) ? Pace::too_fast : Pace::flood;
  }

 private:
  /// Patience comes back slowly: a tenth more than what is allowed, for ever, is not borne for ever.
  static constexpr double kForgiven = 0.1;

  TokenBucket allowed_;
  TokenBucket patience_;
};

}  // namespace examhall::net
