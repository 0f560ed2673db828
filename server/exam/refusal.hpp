#pragma once
// Why the rules say no. The ids travel on the wire and stand in the journal: never renamed, never reused.
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/time.hpp"

namespace examhall::exam {

enum class RefusalId {
  not_open_yet,         ///< the door is still shut; `when` it opens
  batch_over,           ///< the batch is closed
  entry_too_late,       ///< past the late-entry limit; `when` that was
  attempt_ended,        ///< handed in, collected or marked absent
  attempt_terminated,   ///< ended by staff
  not_started,          ///< the paper is not open yet; `when` it opens
  attempt_paused,       ///< time stands, so does the paper
  seat_taken_over,      ///< an older connection speaks
  too_late,             ///< received after deadline and grace; `when` that was
  number_used,          ///< this client number was used for something else
  no_such_item,
  item_behind,          ///< navigation is forward only
  hand_in_too_early,    ///< `when` it becomes possible
  hand_in_last_minutes, ///< not any more: the paper is collected at the deadline, `when`
  call_too_soon,        ///< the last call for a proctor was moments ago; `when` the next may come
  not_possible_now,     ///< a staff act that does not fit the attempt's state
};

struct Refusal {
  RefusalId id;
  std::optional<base::Instant> when{};
  bool operator==(const Refusal&) const = default;
};

std::string_view to_text(RefusalId id);
std::optional<RefusalId> refusal_from_text(std::string_view text);

}  // namespace examhall::exam
