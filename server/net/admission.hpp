#pragma once
// Caps on connections, in all and from one address, decided before TLS costs anything. The network's thread.
#include <boost/asio/ip/address.hpp>

#include <map>
#include <optional>
#include <utility>

#include "net/counters.hpp"

namespace examhall::net {

class Admission {
 public:
  Admission(std::size_t max_total, std::size_t max_per_address, Counters& counters)
      : max_total_{max_total}, max_per_address_{max_per_address}, counters_{counters} {}

  /// A place that was given to one connection; given back when this goes.
  class Place {
   public:
    Place(Place&& other) noexcept : admission_{std::exchange(other.admission_, nullptr)}, key_{other.key_} {}
    Place& operator=(Place&&) = delete;
    ~Place() {
      if (admission_) admission_->leave(key_);
    }

   private:
    friend class Admission;
    Place(Admission& admission, const boost::asio::ip::address& key) : admission_{&admission}, key_{key} {}
    Admission* admission_;
    boost::asio::ip::address key_;
  };

  /// nullopt: refused, and counted by reason.
  std::optional<Place> admit(const boost::asio::ip::address& address);
  void lower_total(std::size_t max_total) { max_total_ = max_total; }
  std::size_t total() const { return total_; }

 private:
  void leave(const boost::asio::ip::address& key);

  std::size_t max_total_;
  std::size_t max_per_address_;
  Counters& counters_;
  std::size_t total_ = 0;
  std::map<boost::asio::ip::address, std::size_t> by_address_;
};

}  // namespace examhall::net
