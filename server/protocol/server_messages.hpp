#pragma once
// What the server says to a candidate. No struct here has a place for a key or a score.
#include <variant>

#include "protocol/client_messages.hpp"
#include "protocol/receipt.hpp"

namespace examhall::protocol {

struct Person {
  std::string ticket, name, institution, id_masked, site, room, seat;
};
struct BatchCard {
  std::string code, title, level, zone;
  base::Instant start, end;
  std::optional<base::Span> hand_in_after_ms, no_hand_in_last_ms, late_entry_after_ms, attempt_time_ms;
  bool forward_only = false;
};
/// The answer to a login that succeeded.
struct Welcome {
  Person person;
  BatchCard batch;
  std::string status;         ///< seated | sitting | paused
  std::uint32_t round = 1;    ///< which try this is
  std::uint32_t fence = 0;    ///< of this seat
  std::uint32_t next_no = 1;  ///< the first number that this client may give an answer
  base::Instant server_time;
  std::optional<base::Instant> deadline;  ///< set once begun
  std::string image_token;                ///< for GET /image/…, this seat alone, in a header
  std::string public_key;                 ///< base64: what receipts are signed with
};
struct TimeReply {
  std::int64_t t0 = 0, t1 = 0, t2 = 0;  ///< the client's own, received, sent
};
/// The start, pushed: the paper follows.
struct Start {
  base::Instant server_time, deadline;
};
struct SectionCard {
  std::string title, type, points;  ///< points of one item
  std::uint32_t count = 0;
};
struct Held {
  std::uint32_t item = 0, no = 0;
  base::Json response;
};
/// Indices of an item's options as this candidate sees them.
using DisplayOrder = std::vector<std::uint32_t>;
/// The whole paper at a glance: sections, this candidate's order, what is stored already.
struct Outline {
  std::string paper, title, total, pass;
  std::vector<SectionCard> sections;
  std::vector<std::uint32_t> order;  ///< indices of items as this candidate sees them
  std::vector<DisplayOrder> options;  ///< beside order; empty where there are none
  std::vector<Held> answers;
};
/// One item: the same bytes for every candidate.
struct Item {
  std::uint32_t item = 0;
  base::Json body;  ///< type, text, content, images
};
struct PaperEnd {
  std::uint32_t items = 0;
};
/// Sent after the commit that holds the answer.
struct Ack {
  std::uint32_t no = 0, item = 0;
  std::uint64_t seq = 0;
  base::Instant at;  ///< receipt time
  std::string link;  ///< the journal's chain at that event; empty for a repeated ack
};
struct Deadline {
  base::Instant ends_at;
  base::Span by_ms{0};
  std::string reason;                        ///< extended | compensated | rescheduled | resumed
  std::string text;                          ///< what staff wrote
  std::optional<base::Instant> starts_at{};  ///< rescheduled: the start now
};
struct PausedNow {
  std::string text;
};
/// Whether answers reach the disk. While it is false, they wait and are not lost unless the client loses
/// them.
struct Storage {
  bool ok = true;
};
struct Ended {
  std::string how;  ///< handed_in | collected | terminated
  base::Instant at;
  std::optional<std::string> receipt, signature;
  std::optional<std::uint32_t> tries_left{};  ///< set if the batch allows another
};
struct TakenOver {
  std::string machine;
};
struct About {
  std::string type;
  std::optional<std::uint32_t> no;
};
struct Error {
  std::string id;
  base::Text text;
  std::optional<About> about;
  std::optional<base::Instant> when;  ///< when it becomes, or ceased to be, possible
  std::optional<std::string> detail;  ///< for the client's log
};

/// What staff wrote to this candidate. Only to a client that asked with `notices`, as the next two.
struct Notice {
  std::uint32_t id = 0;
  std::string text;
  base::Instant at;
  std::string to;  ///< you | room | all
  bool read = false;
};
/// What the client said of a notice is on disk.
struct NoticeKept {
  std::uint32_t id = 0;
  bool read = false;
};
/// How the call for a proctor stands, on disk.
struct CallNow {
  std::uint32_t no = 0;                ///< of the last change by the client
  std::string state;                   ///< none | recorded | withdrawn | answered
  std::optional<base::Instant> at{};   ///< since when; absent with none
  std::string text{};                  ///< answered: what staff wrote
};

using ServerMessage = std::variant<Welcome, TimeReply, Start, Outline, Item, PaperEnd, Ack, Deadline,
                                   PausedNow, Storage, Ended, TakenOver, Error, Notice, NoticeKept, CallNow>;

base::Result<ServerMessage, Malformed> decode_server(std::string_view frame);
std::string encode(const ServerMessage& message);

/// The text of the id filled in from the table of errors.
Error make_error(std::string_view id, std::optional<About> about = std::nullopt,
                 std::optional<base::Instant> when = std::nullopt);

}  // namespace examhall::protocol
