#include "staff/refusal_ledger.hpp"

#include <utility>

namespace examhall::staff {

RefusalLedger::Place& RefusalLedger::at(std::string_view place, base::Instant now) {
  if (places_.empty()) since_ = now;
  const auto found = places_.find(place);
  if (found != places_.end()) return found->second;
  return places_[places_.size() < kMostPlaces ? std::string{place} : std::string{}];
}

bool RefusalLedger::is_single(std::string_view place, std::string_view why, base::Instant now) {
  Place& here = at(place, now);
  if (singles_ >= kSinglesInAll || here.singles >= kSinglesOfPlace) {
    count(place, why, now);
    return false;
  }
  ++singles_;
  ++here.singles;
  return true;
}

void RefusalLedger::count(std::string_view place, std::string_view why, base::Instant now) {
  ++at(place, now).counts[std::string{why}];
}

std::vector<RefusalLedger::Sum> RefusalLedger::due(base::Instant now) {
  if (places_.empty() || now - since_ < kMinute) return {};
  return close();
}

std::vector<RefusalLedger::Sum> RefusalLedger::close() {
  std::vector<Sum> out;
  for (auto& [place, here] : std::exchange(places_, {})) {
    if (!here.counts.empty()) out.push_back({place, since_, std::move(here.counts)});
  }
  singles_ = 0;
  return out;
}

}  // namespace examhall::staff
