#pragma once
// What staff ask of a running batch. Each act becomes an event with who and why; the rules decide.
#include <string>

#include "base/json.hpp"
#include "base/time.hpp"
#include "exam/batch.hpp"

namespace examhall::hall {

struct StaffAct {
  /// reschedule | extend | pause | resume | terminate | reinstate | approve_outage | finalise | message |
  /// warn | answer_call | move | admit | incident | regrade | approve | decline
  std::string kind;
  std::int64_t batch = 0;
  std::int64_t request = 0;  ///< its number in the catalogue: what makes it happen once; 0: nobody asks again
  std::string key{};  ///< its name among those of `by`, however often it is asked for; empty: it has none
  std::string scope;         ///< person | room | site | batch; a person by ticket, a room and a site by name
  std::string target;  ///< ticket, room or site; approve, decline: the number of the request; regrade: the
                       ///< digest of the results wanted, in hex
  std::optional<std::string> site;  ///< of a room: without it every room that is called so
  base::Instant start{}, end{};  ///< reschedule
  base::Span time{0};            ///< extend
  std::optional<base::Instant> outage{};  ///< approve_outage: the one that began then
  std::string by;
  std::string reason;  ///< message, warn, incident: the text itself
  std::optional<std::string> to_room, to_seat;  ///< move
  std::optional<std::string> category, attachment;  ///< incident
};

struct StaffOutcome {
  bool applied = false;
  std::string why;                     ///< stable id of the refusal, empty if applied
  std::uint32_t affected = 0;          ///< attempts
  std::optional<exam::Window> window;  ///< the batch's since, if the act was about it
  bool awaits_second = false;          ///< recorded as a proposal; nothing is done before somebody else approves
};

StaffOutcome refused(std::string_view why);

/// Whether a second person has to approve: time for a site or for the whole batch, and other scores.
bool needs_second(const StaffAct& act);

/// The form in which an act waits in the catalogue for the server.
base::Json to_json(const StaffAct& act);
StaffAct staff_act_from_json(const base::Json& json, base::Problems& problems);
base::Json to_json(const StaffOutcome& outcome);
/// What the catalogue keeps of it, which is all but the window.
StaffOutcome staff_outcome_from_json(const base::Json& json, base::Problems& problems);

}  // namespace examhall::hall
