#include "client/core/backoff.hpp"

#include <algorithm>
#include <memory>
#include <random>

#include "base/secret.hpp"

namespace examhall::client {

Random system_random() {
  auto engine = std::make_shared<std::mt19937_64>(base::random_u64());
  return [engine] { return std::uniform_real_distribution<double>{0.0, 1.0}(*engine); };
}

base::Span Backoff::next(const Random& random) {
  ceiling_ = ceiling_ == base::Span{0} ? first_ : std::min(ceiling_ * 2, longest_);
  return base::Span{static_cast<base::Span::rep>(random() * static_cast<double>(ceiling_.count()))};
}

}  // namespace examhall::client
