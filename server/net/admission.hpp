#pragma once
// Caps on connections, in all and from one address, decided before TLS costs anything. A school is one
// address, and so is whoever sits in it and holds thousands of connections open on which nobody logs in: at a
// cap the one that has waited longest without showing a ticket gives way to the newcomer. The network's
// thread.
#include <boost/asio/ip/address.hpp>

#include <functional>
#include <list>
#include <map>

#include "base/time.hpp"
#include "net/asio.hpp"
#include "net/counters.hpp"

namespace examhall::net {

class Admission {
 public:
  class Place;

  Admission(std::size_t max_total, std::size_t max_per_address, Counters& counters)
      : max_total_{max_total}, max_per_address_{max_per_address}, counters_{counters} {}

  /// Everybody has so long to show a ticket, however many wait outside: without it a school that is larger
  /// than its cap would spend its time on handshakes that are never finished.
  static constexpr base::Span kUndisturbed{2'000};

  /// True: there is room, perhaps because somebody gave way; the caller makes a Place at once. False:
  /// refused, and counted by reason.
  bool admit(const boost::asio::ip::address& address, Moment now);
  void lower_total(std::size_t max_total) { max_total_ = max_total; }
  std::size_t total() const { return total_; }

 private:
  using Queue = std::list<Place*>;  // those who have not shown a ticket, the oldest first
  struct Address {
    std::size_t places = 0;
    Queue waiting;
  };
  using Addresses = std::map<boost::asio::ip::address, Address>;

  bool make_room(Queue& waiting, Moment now);

  std::size_t max_total_;
  std::size_t max_per_address_;
  Counters& counters_;
  std::size_t total_ = 0;
  Queue waiting_;
  Addresses addresses_;
};

/// What one connection takes up, from its admission to its end.
class Admission::Place {
 public:
  /// `give_way` ends the connection; it is called at most once.
  Place(Admission& admission, const boost::asio::ip::address& address, Moment since,
        std::function<void()> give_way);
  ~Place() { leave(); }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

  /// A ticket was shown: this one gives way to nobody.
  void keep();

 private:
  friend class Admission;
  void leave();

  Admission* admission_;  // null: it gave way
  Addresses::iterator address_;
  Moment since_;
  std::function<void()> give_way_;
  bool waiting_ = true;
  Queue::iterator in_all_;
  Queue::iterator in_address_;
};

}  // namespace examhall::net
