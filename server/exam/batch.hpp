#pragma once
// A batch: one paper, one window, one set of room rules. Its phase is a pure function of these and of a time.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"

namespace examhall::exam {

using base::Instant;
using base::Span;

/// No rule and no act of staff is about more time than this.
inline constexpr Span kLongestSpan = std::chrono::hours{24 * 7};

/// Instants from 1970 to the end of the year 9999: sums of these and of spans cannot overflow.
constexpr bool in_calendar(Instant t) { return t >= Instant{} && t <= base::from_millis(253'402'300'799'999); }

enum class Navigation { free, forward_only };

/// What happens to the time that an outage of the server cost.
enum class OutageRule {
  automatic,  ///< every sitting candidate's end moves by it, up to the limit
  proposed,   ///< recorded as a proposal for staff to approve
  none,
};

/// Room rules. The values in use are listed in the certificate's own notices; every one is a setting.
struct Rules {
  Span entry_before = std::chrono::minutes{30};          ///< the door opens this long before the start
  std::optional<Span> late_entry_after;                  ///< nobody new from start + this on; unset: until the end
  Span hand_in_after{0};                                 ///< earliest hand-in, counted from the batch's start
  Span no_hand_in_last{0};                               ///< no hand-in in the last … before one's own deadline
  std::optional<Span> attempt_time;                      ///< for one attempt, if shorter than the window
  Span grace = std::chrono::seconds{2};                  ///< for answers in flight at the deadline
  int attempts_allowed = 1;                              ///< a mock may be sat more than once
  bool shuffle_items = true;                             ///< within a section
  bool shuffle_options = true;
  Navigation navigation = Navigation::free;
  OutageRule outage = OutageRule::automatic;
  Span outage_limit = std::chrono::minutes{30};          ///< past it nothing is compensated: re-schedule
  bool operator==(const Rules&) const = default;
};

struct Window {
  Instant start;
  Instant end;
  bool operator==(const Window&) const = default;
};

/// One move of somebody's end, as those are told whom it concerns.
struct EndMove {
  Instant at;
  Span by;             ///< 0 after a pause, and where only the start moved
  std::string reason;  ///< extended | compensated | rescheduled | resumed
  std::string text;    ///< what staff wrote
  bool operator==(const EndMove&) const = default;
};

struct Batch {
  std::int64_t id = 0;
  std::string code;         ///< "2023-04-J", unique
  std::string title;
  std::string certificate;  ///< data: nothing in the code knows a certificate or a level
  std::string level;
  int number = 1;           ///< the how-manieth batch of its year
  std::string zone;         ///< IANA name, for display only: every decision is in UTC
  Window window;
  Rules rules;
  std::string paper;        ///< hash of the frozen paper, 64 hexadecimal digits
  bool sealed = false;      ///< nobody has read the paper's content before custodians open it
  std::optional<Instant> finalised_at;
  Span outage{0};           ///< compensated time in all: the late-entry limit moves with it
  std::optional<Instant> opened_at{};  ///< when a sealed paper was opened; state, never a setting
  std::vector<EndMove> end_moves{};    ///< of everybody's end; state
  bool operator==(const Batch&) const = default;
};

/// A sealed paper that was not opened yet: whatever the time, the batch has not begun.
constexpr bool is_shut(const Batch& batch) { return batch.sealed && !batch.opened_at; }

enum class Phase {
  sealed,     ///< nobody may enter, nothing of the paper may leave
  entry,      ///< the waiting room is open
  running,
  grace,      ///< every deadline has passed, answers in flight are still taken
  closed,     ///< all is collected or being collected
  finalised,  ///< results stand
};

struct PhaseAt {
  Phase phase;
  std::optional<Instant> next;  ///< when it changes by itself; unset once only staff can change it
  bool operator==(const PhaseAt&) const = default;
};

/// `latest_deadline`: the latest personal deadline (extensions included); before window.end it has no effect.
PhaseAt phase_at(const Batch& batch, Instant latest_deadline, Instant t);

/// The first instant at which someone who has not begun is refused. Counted from the start, or from the opening
/// of a sealed paper that was opened after it.
Instant late_entry_limit(const Batch& batch);

std::string_view to_text(Phase phase);

}  // namespace examhall::exam
