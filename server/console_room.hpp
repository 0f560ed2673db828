#pragma once
// The console's parts, wired: accounts and sessions behind it, the page and its feeds in front. On the one
// thread that runs io; the staff room has threads of its own.
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "config/config.hpp"
#include "hall/hall.hpp"
#include "office/staff_room.hpp"
#include "proctoring/console.hpp"

namespace examhall {

class ConsoleRoom {
 public:
  /// `noted`: what the journal holds of the catalogue's own record.
  ConsoleRoom(boost::asio::io_context& io, const config::Config& config, hall::Hall& hall,
              office::Office& office, const base::Clock& clock, staff::NotedUpTo noted);

  net::Pages& pages() { return console_; }
  hall::Watcher& watcher() { return console_.watcher(); }
  void start() { tick(); }
  /// A candidate's ticket or code was wrong.
  void candidate_refused(const std::string& address) { staff_.candidate_refused(address); }
  /// What is under way is dropped. After the network has stopped: who waits for an answer holds it up.
  void stop();

 private:
  void tick();

  boost::asio::steady_timer timer_;
  const base::Clock& clock_;
  base::Instant next_look_{};
  office::StaffRoom staff_;
  proctoring::Console console_;
};

}  // namespace examhall
