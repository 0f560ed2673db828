#pragma once
// The batch as a whole: its schedule, and the acts that concern everyone. The same decide/evolve shape as the
// attempt; these events stand in the journal with attempt 0.
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "exam/batch.hpp"
#include "exam/incident.hpp"

namespace examhall::exam {

// commands
struct Reschedule {
  Window window;
  std::string by, reason;
};
struct ExtendBatch {
  Span time;
  std::string by, reason;
};

// events
struct BatchScheduled {
  Batch batch;
};
struct BatchRescheduled {
  Window window;
  std::string by, reason;
};
struct BatchExtended {
  Span time;
  std::string by, reason;
};
struct BatchStarted {};
struct BatchClosed {};
/// The server was away. `lost` is what its candidates lost; what comes of it follows the batch's rule.
struct OutageNoted {
  Instant from, to;
  Span lost;
  std::string outcome;  ///< compensated | proposed | none | over_limit
};
struct Graded {
  int version;
  std::string results;  ///< digest of the canonical results, 64 hexadecimal digits
  std::string paper;
  std::string reason;
};
struct Finalised {
  std::string by;
};
/// Something that staff did or asked for and that changes no rule: kept for the record.
struct Noted {
  std::string kind, by, text;
};

/// An act of staff was carried out: its events stand right before this one, in the same transaction. The
/// journal's answer to a request that is sent again.
struct Acted {
  std::int64_t request;  ///< number of the request in the catalogue
  std::string kind, scope, target;
  std::uint32_t affected;  ///< attempts
  std::string by, reason;
  std::optional<std::string> site{};  ///< of a room
  std::optional<Span> time{};         ///< of an extension
};

/// An act that a second person has to approve was asked for. It does nothing by itself.
struct Proposed {
  std::int64_t request;  ///< number of the request in the catalogue: what it is called by
  std::string kind;      ///< extend | regrade
  std::string scope;     ///< site | batch
  std::string target;    ///< the site; of a regrade the digest of the results, as `graded` names it
  Span time;
  std::string by, reason;
};
/// The second person's yes or no; after a yes stand the events of what was asked for, in the same transaction.
struct Decided {
  std::int64_t request;  ///< of the proposal
  bool yes;
  std::string by, reason;
};

/// One of those who hold a part of a sealed paper's key.
struct Custodian {
  std::string name;
  std::string key;  ///< SHA-256 of the public key, 64 hexadecimal digits: who it is
  bool operator==(const Custodian&) const = default;
};

/// A custodian has handed over a part of the key, for this start of the batch and none earlier.
struct PaperReleased {
  std::string paper;
  Custodian custodian;
  Instant start;
};

/// The sealed paper is open, by the parts of these two: from now on it can be read.
struct PaperOpened {
  std::string paper;
  std::vector<Custodian> custodians;
};

using BatchEvent = std::variant<BatchScheduled, BatchRescheduled, BatchExtended, BatchStarted, BatchClosed,
                                OutageNoted, Graded, Finalised, Noted, Acted, PaperReleased, PaperOpened, Proposed,
                                Decided, BatchIncident>;

enum class ScheduleRefusal {
  none,
  end_not_after_start,
  starts_in_the_past,  ///< a batch that has not started can only start in the future
  already_started,     ///< the start of a running batch cannot move; its end can
  end_in_the_past,
  already_closed,
  nothing_to_do,
  time_out_of_range,  ///< more than a week of extension, or a date that no calendar knows
};
std::string_view to_text(ScheduleRefusal refusal);

struct ScheduleDecision {
  std::vector<BatchEvent> events;
  ScheduleRefusal refusal = ScheduleRefusal::none;
};

/// Before the start both ends may move, the new start never into the past: so no phase that shows questions
/// can begin earlier than the decision itself. After the start only the end moves, never before now. A batch
/// whose sealed paper is not open has not started, whatever the time.
ScheduleDecision decide(const Batch& batch, Instant latest_deadline, const Reschedule& command, Instant now);
ScheduleDecision decide(const Batch& batch, Instant latest_deadline, const ExtendBatch& command, Instant now);

void evolve(Batch& batch, const BatchEvent& event, Instant at);

}  // namespace examhall::exam
