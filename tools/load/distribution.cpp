#include "load/distribution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace examhall::load {
namespace {

double millis(Micros t) { return static_cast<double>(t.count()) / 1000.0; }

}  // namespace

void Distribution::add(Micros time) {
  constexpr Micros::rep kMost = std::numeric_limits<std::uint32_t>::max();
  micros_.push_back(static_cast<std::uint32_t>(std::clamp<Micros::rep>(time.count(), 0, kMost)));
  sorted_ = false;
}

void Distribution::add(const Distribution& other) {
  micros_.insert(micros_.end(), other.micros_.begin(), other.micros_.end());
  sorted_ = false;
}

Micros Distribution::quantile(double share) const {
  if (micros_.empty()) return Micros{0};
  if (!sorted_) std::sort(micros_.begin(), micros_.end());
  sorted_ = true;
  const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(micros_.size())));
  return Micros{micros_[std::clamp<std::size_t>(rank, 1, micros_.size()) - 1]};
}

base::Json Distribution::to_json() const {
  return {{"count", count()},
          {"p50", millis(quantile(0.5))},
          {"p90", millis(quantile(0.9))},
          {"p99", millis(quantile(0.99))},
          {"p999", millis(quantile(0.999))},
          {"max", millis(longest())}};
}

std::string Distribution::heading() {
  return fmt::format("{:<26}{:>9}{:>11}{:>11}{:>11}{:>11}{:>11}", "ms", "count", "p50", "p90", "p99", "p99.9",
                     "max");
}

std::string Distribution::to_row(const std::string& name) const {
  return fmt::format("{:<26}{:>9}{:>11.2f}{:>11.2f}{:>11.2f}{:>11.2f}{:>11.2f}", name, count(),
                     millis(quantile(0.5)), millis(quantile(0.9)), millis(quantile(0.99)),
                     millis(quantile(0.999)), millis(longest()));
}

}  // namespace examhall::load
