#include "net/admission.hpp"

#include <algorithm>
#include <utility>

namespace examhall::net {
namespace {

namespace ip = boost::asio::ip;

/// Whoever has one IPv6 address has its whole /64.
ip::address key_of(const ip::address& address) {
  if (!address.is_v6()) return address;
  if (address.to_v6().is_v4_mapped()) return ip::make_address_v4(ip::v4_mapped, address.to_v6());
  auto bytes = address.to_v6().to_bytes();
  std::fill(bytes.begin() + 8, bytes.end(), std::uint8_t{0});
  return ip::address_v6{bytes};
}

}  // namespace

bool Admission::admit(const ip::address& address, Moment now) {
  const auto found = addresses_.find(key_of(address));
  const bool crowded = found != addresses_.end() && found->second.places >= max_per_address_;
  if (crowded && !make_room(found->second.waiting, now)) {
    ++counters_.refused_address;
    return false;
  }
  if (total_ >= max_total_ && !make_room(waiting_, now)) {
    ++counters_.refused_full;
    return false;
  }
  return true;
}

bool Admission::make_room(Queue& waiting, Moment now) {
  if (waiting.empty() || now - waiting.front()->since_ < kUndisturbed) return false;
  Place& oldest = *waiting.front();
  const auto give_way = std::exchange(oldest.give_way_, nullptr);
  oldest.leave();
  ++counters_.gave_way;
  give_way();
  return true;
}

Admission::Place::Place(Admission& admission, const ip::address& address, Moment since,
                        std::function<void()> give_way)
    : admission_{&admission},
      address_{admission.addresses_.try_emplace(key_of(address)).first},
      since_{since},
      give_way_{std::move(give_way)} {
  ++admission.total_;
  ++address_->second.places;
  in_all_ = admission.waiting_.insert(admission.waiting_.end(), this);
  in_address_ = address_->second.waiting.insert(address_->second.waiting.end(), this);
}

void Admission::Place::keep() {
  if (admission_ == nullptr || !std::exchange(waiting_, false)) return;
  admission_->waiting_.erase(in_all_);
  address_->second.waiting.erase(in_address_);
  give_way_ = nullptr;
}

void Admission::Place::leave() {
  if (admission_ == nullptr) return;
  keep();
  --admission_->total_;
  if (--address_->second.places == 0) admission_->addresses_.erase(address_);
  admission_ = nullptr;
}

}  // namespace examhall::net
