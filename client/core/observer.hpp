#pragma once
// What a sitting tells whoever shows it: a window, the headless program, a load generator. Everything is
// called on the client's thread; a window posts what it needs to its own. Look at Sitting::state() for the
// rest. Callbacks may call the sitting's actions.
#include "base/problem.hpp"
#include "client/core/exam_state.hpp"
#include "client/core/images.hpp"
#include "client/core/receipts.hpp"
#include "client/core/transport.hpp"

namespace examhall::client {

enum class LineState {
  offline,  ///< waits to try again
  connecting,
  logging_in,
  online,
  stopped,  ///< for good
};
std::string_view to_text(LineState state);

struct LineReport {
  LineState state = LineState::offline;
  std::optional<LineLoss> loss{};            ///< why it went offline
  std::optional<protocol::Error> refusal{};  ///< why the login has to wait
  std::optional<Instant> retry_at{};         ///< local time of the next try
};

enum class StopReason {
  ended,          ///< handed in, collected or terminated; the receipt, if any, was reported before
  left,           ///< the candidate's machine left on its own accord
  taken_over,     ///< another machine has the seat
  refused,        ///< ticket or code wrong
  too_late,       ///< past the late-entry limit, or the batch is over
  attempt_ended,  ///< the attempt had ended before this login
  terminated,     ///< by staff
  incompatible,   ///< the server does not understand this client
};
std::string_view to_text(StopReason reason);

struct Stop {
  StopReason reason;
  base::Text text;
  std::vector<KeptAnswer>
      unconfirmed{};  ///< answers that the server never confirmed; they stay on this machine
};

class Observer {
 public:
  virtual ~Observer() = default;
  virtual void line_changed(const LineReport&) {}
  virtual void welcomed(const protocol::Welcome&) {}
  virtual void clock_changed() {}
  virtual void phase_changed(Phase) {}
  virtual void outline_arrived() {}
  virtual void item_arrived(std::uint32_t /*item*/) {}
  virtual void paper_complete() {}
  virtual void answer_changed(std::uint32_t /*item*/) {}
  virtual void acknowledged(const protocol::Ack&, const KeptAnswer&) {}
  /// The outline showed that it is stored; its ack was lost.
  virtual void found_stored(const KeptAnswer&) {}
  virtual void answer_refused(const protocol::Error&, const KeptAnswer&) {}
  /// The server holds a later answer that was given on another machine; this one is not sent.
  virtual void superseded(const KeptAnswer&) {}
  virtual void deadline_changed(const protocol::Deadline&) {}
  virtual void storage_changed(bool /*ok*/) {}
  /// New on this machine; what was read before, perhaps on another one, comes with `read`.
  virtual void notice_arrived(const Notice&) {}
  /// It was read, or the server has that on disk.
  virtual void notice_changed(const Notice&) {}
  /// Also when it stayed the same but the server said so again; NoticeBoard::call() has its words.
  virtual void call_changed(CallState) {}
  /// What Sitting::want_image() asked for.
  virtual void image_arrived(const std::string& /*hash*/, const Picture&) {}
  /// Each try that failed; `again` says whether another follows by itself.
  virtual void image_failed(const std::string& /*hash*/, const ImageTrouble&) {}
  virtual void hand_in_refused(const protocol::Error&) {}
  /// Any other error: about a visit, a report, the connection.
  virtual void told_off(const protocol::Error&) {}
  /// Something on this machine: the local journal, a pinned key that does not match, a message not
  /// understood.
  virtual void local_problem(const base::Problem&) {}
  virtual void ended(const protocol::Ended&, const std::optional<CheckedReceipt>&) {}
  /// The last call.
  virtual void stopped(const Stop&) {}
};

}  // namespace examhall::client
