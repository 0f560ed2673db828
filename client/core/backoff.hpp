#pragma once
// How long to wait before the next try to connect. Full jitter: after an outage ten thousand clients come
// back spread over the whole delay instead of all at its end. Pure; the random source is the caller's.
#include <functional>

#include "base/time.hpp"

namespace examhall::client {

/// Uniform in [0, 1).
using Random = std::function<double()>;

/// Seeded by the operating system.
Random system_random();

class Backoff {
 public:
  Backoff(base::Span first, base::Span longest) : first_{first}, longest_{longest} {}

  /// A random part of a delay that doubles with every call, up to the longest.
  base::Span next(const Random& random);
  void reset() { ceiling_ = base::Span{0}; }

 private:
  base::Span first_, longest_;
  base::Span ceiling_{0};
};

}  // namespace examhall::client
