#include "staff/throttle.hpp"

#include <algorithm>

namespace examhall::staff {
namespace {

base::Span pause_after(int failures) {
  if (failures < Throttle::kFree) return base::Span{0};
  const int doublings = std::min(failures - Throttle::kFree, 3);
  return std::min<base::Span>(std::chrono::seconds{1 << doublings}, Throttle::kLongest);
}

}  // namespace

Throttle::Key Throttle::key(std::string_view login, std::string_view place) {
  return base::Sha256{}.add_u64(login.size()).add(login).add(place).finish();
}

std::optional<base::Span> Throttle::admit(const Key& key, base::Instant now) {
  if (const auto known = failures_.find(key); known != failures_.end()) {
    if (now - known->second.last >= kForgottenAfter) known->second = {};
    if (now < known->second.next) return known->second.next - now;
  } else if (failures_.size() >= kMostKeys) {
    forget(now);
  }
  Failures& f = failures_[key];
  ++f.count;
  f.last = now;
  f.next = now + pause_after(f.count);
  return std::nullopt;
}

void Throttle::succeeded(const Key& key) { failures_.erase(key); }

void Throttle::forgiven(const Key& key) {
  const auto known = failures_.find(key);
  if (known == failures_.end()) return;
  if (--known->second.count <= 0) {
    failures_.erase(known);
  } else {
    known->second.next = known->second.last + pause_after(known->second.count);
  }
}

void Throttle::forget(base::Instant now) {
  std::erase_if(failures_, [&](const auto& entry) { return now - entry.second.last >= kForgottenAfter; });
  if (failures_.size() < kMostKeys) return;
  failures_.erase(std::min_element(failures_.begin(), failures_.end(), [](const auto& a, const auto& b) {
    return a.second.last < b.second.last;
  }));
}

}  // namespace examhall::staff
