#include "net/admission.hpp"

#include <algorithm>

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

std::optional<Admission::Place> Admission::admit(const ip::address& address) {
  if (total_ >= max_total_) {
    ++counters_.refused_full;
    return std::nullopt;
  }
  const ip::address key = key_of(address);
  const auto found = by_address_.find(key);
  if (found != by_address_.end() && found->second >= max_per_address_) {
    ++counters_.refused_address;
    return std::nullopt;
  }
  ++by_address_[key];
  ++total_;
  return Place{*this, key};
}

void Admission::leave(const ip::address& key) {
  --total_;
  const auto found = by_address_.find(key);
  if (--found->second == 0) by_address_.erase(found);
}

}  // namespace examhall::net
