#pragma once
// What the hall holds in memory: batches, the seats of their candidates, and the connections. Hall's executor
// only.
#include <deque>
#include <memory>
#include <set>
#include <unordered_map>

#include "exam/fold.hpp"
#include "hall/link.hpp"
#include "hall/paper_view.hpp"

namespace examhall::hall {

/// A candidate as the roster has them.
struct Enrolled {
  std::int64_t attempt = 0;
  protocol::Person person;
  std::optional<base::Digest> access_code;
  std::uint64_t seed = 0;
  base::Span extra_time{0};
};

struct LiveBatch;

/// One candidate of one batch.
struct Seat {
  LiveBatch* batch = nullptr;
  Enrolled enrolled;
  exam::FoldedAttempt state;
  std::shared_ptr<Link> link;           ///< the live connection, if any
  bool admitted = false;                ///< it was welcomed; before its seat is on disk it is told of storage only
  bool hears_notices = false;           ///< its client asked for notices and calls
  std::string image_token;              ///< of the present login, hex; empty if none
  std::vector<std::uint32_t> order;     ///< of the items, as told to this connection, until all are sent
  std::uint32_t sent_items = 0;         ///< of these
  std::optional<base::Instant> due_at;  ///< when the hall looks at this seat again
  std::vector<base::Instant> unsaved;   ///< when the answers came that are not on disk yet, oldest first
  base::Instant seatings_paid_until{};  ///< each login adds its time to this: see hall/crowding.cpp
};

struct LiveBatch {
  exam::FoldedBatch state;
  std::shared_ptr<const PaperView> paper;  ///< null until a sealed paper is opened; nobody sits before
  std::uint32_t items = 0;                 ///< in the paper
  std::vector<std::unique_ptr<Seat>> seats;
  std::size_t open = 0;  ///< attempts that have not ended
  bool closing = false;  ///< batch_closed is recorded, perhaps not yet on disk
  std::optional<base::Instant> due_at;
  std::deque<base::Instant> unsaved;  ///< of all its seats: whoever looks on need not ask each of them
  std::set<std::string> released;  ///< by these custodians' keys, since this server started: the halves are here
  bool opening = false;            ///< the sealed paper was asked for
  bool told_late = false;          ///< the log knows that it is not released at the start
};

struct StaffAct;
/// Whether an act is upon this one.
bool concerns(const StaffAct& act, const Seat& seat);

/// One connection.
struct Guest {
  std::shared_ptr<Link> link;
  base::Instant opened_at;
  Seat* seat = nullptr;     ///< set by a login
  std::uint32_t fence = 0;  ///< of that login
  int failed_logins = 0;
  bool leaving = false;  ///< close() was asked for
  bool held = false;     ///< its login waits for its turn
};

}  // namespace examhall::hall
