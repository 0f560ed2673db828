#pragma once
// What the hall holds in memory: batches, the seats of their candidates, and the connections. Hall's executor only.
#include <deque>
#include <memory>
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
  std::shared_ptr<Link> link;    ///< the live connection, if any
  std::string image_token;       ///< of the present login, hex; empty if none
  std::uint32_t sent_items = 0;  ///< of the paper, in this seat's order, on this connection
};

struct LiveBatch {
  exam::FoldedBatch state;
  std::shared_ptr<const PaperView> paper;
  std::vector<std::unique_ptr<Seat>> seats;
  bool closing = false;  ///< batch_closed is recorded, perhaps not yet on disk
};

/// One connection.
struct Guest {
  std::shared_ptr<Link> link;
  base::Instant opened_at;
  Seat* seat = nullptr;      ///< set by a login
  std::uint32_t fence = 0;   ///< of that login
  int failed_logins = 0;
  bool leaving = false;      ///< close() was asked for
};

}  // namespace examhall::hall
