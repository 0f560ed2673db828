#pragma once
// How many messages one connection may send: a burst at once, then a steady rate. Time is an argument.
#include <algorithm>

#include "base/time.hpp"

namespace examhall::net {

class TokenBucket {
 public:
  /// `start` fills the bucket.
  TokenBucket(double per_second, double burst, base::Instant start)
      : per_second_{per_second}, burst_{burst}, tokens_{burst}, last_{start} {}

  /// False if there is no token left: the sender is too fast.
  bool take(base::Instant now) {
    const std::chrono::duration<double> passed = std::max(now - last_, base::Span{0});
    tokens_ = std::min(burst_, tokens_ + passed.count() * per_second_);
    last_ = std::max(now, last_);
    if (tokens_ < 1) return false;
    tokens_ -= 1;
    return true;
  }

 private:
  double per_second_;
  double burst_;
  double tokens_;
  base::Instant last_;
};

}  // namespace examhall::net
