#pragma once
// The state of everything, from the journal alone: recovery after a crash, the results and the auditor's
// verification all run this one fold. Events come in journal order; nothing here knows where they are kept.
#include <map>
#include <unordered_map>

#include "base/digest.hpp"
#include "exam/event_json.hpp"

namespace examhall::exam {

struct Approval {
  std::string name;  ///< of the custodian
  Instant start;     ///< of the batch, as it was then
};

/// What was asked for and what became of it.
struct Proposal {
  Proposed what;
  Instant at;
  std::optional<Decided> decision{};
};

struct Incident {
  IncidentNote what;
  Instant at;
};

/// What staff did, or what was noted of what they tried.
struct Deed {
  std::variant<Acted, Noted> what;
  Instant at;
};

/// In one batch.
inline constexpr std::size_t kMostDeeds = 20'000;
inline constexpr std::size_t kMostProposals = 1'000;
inline constexpr std::size_t kMostIncidents = 20'000;

struct FoldedBatch {
  Batch batch;
  bool started = false;
  bool closed = false;
  std::vector<OutageNoted> outages;
  /// Where the last of these began to be given back, if the journal shows nothing after it but that: a crash
  /// can have come before the last candidate's. Else 0.
  std::uint64_t compensating = 0;
  std::vector<Graded> graded;
  /// Other results that two people want, by their digest as `graded` names it; empty once a version is
  /// recorded: an approval is good for one.
  std::string approved_scores;
  std::map<std::int64_t, std::uint32_t>
      acted;  ///< requests of staff that were carried out, and upon how many
  /// What the custodians of a sealed paper have approved, each by the hash of the key: the latest counts.
  std::map<std::string, Approval> approvals;
  std::vector<Proposal> proposals;  ///< in the order in which they were made
  std::vector<Incident> incidents;  ///< the same
  std::vector<Deed> deeds;          ///< the same
};

struct FoldedAttempt {
  std::int64_t batch = 0;
  std::string ticket;
  Attempt attempt;
  std::optional<Ending> ending;  ///< of the current try, once it has ended; its answers stay in `attempt`
  std::vector<Ending> earlier;   ///< tries before it, with their answers
  std::optional<Ending> before_termination;  ///< that a termination came after, should it be undone
  std::uint64_t compensated = 0;             ///< where an outage was last given back; 0: never
};

/// Where an event stands in the journal.
struct Position {
  std::int64_t batch = 0;
  std::int64_t attempt = 0;
  Instant at;
  std::uint64_t seq = 0;
  base::Digest link{};
};

class Fold {
 public:
  /// False for an event that these rules do not know or cannot read; it changes nothing.
  bool apply(const Position& where, std::string_view kind, std::string_view body);

  std::map<std::int64_t, FoldedBatch> batches;
  std::unordered_map<std::int64_t, FoldedAttempt> attempts;
};

void fold_into(FoldedBatch& folded, const BatchEvent& event, Instant at);
/// What an event of one person means for their batch.
void fold_into(FoldedBatch& folded, const Event& event, Instant at);

/// Outages that wait for somebody to give them back, oldest first. Each is known by its `from`.
std::vector<OutageNoted> proposed_outages(const FoldedBatch& batch);

/// The one that this request made, if it did.
const Proposal* find_proposal(const FoldedBatch& batch, std::int64_t request);
/// Why this person may not decide it, a stable id; empty if they may. Whoever asked never approves.
std::string_view why_not_decide(const Proposal* proposal, std::string_view by);

/// Applies one event to an attempt and keeps its endings. The hall calls it for each event it records, with
/// seq 0 and an empty link until the commit is known.
void fold_into(FoldedAttempt& folded, const Event& event, const Position& where);

}  // namespace examhall::exam
