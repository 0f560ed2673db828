#pragma once
// The written form of the rules' events: a kind and a JSON object. It is what the journal stores and hashes,
// what evidence files show and what recovery reads back; docs/storage.md lists the kinds.
#include <optional>

#include "exam/attempt.hpp"
#include "exam/schedule.hpp"

namespace examhall::exam {

struct Written {
  std::string_view kind;
  std::string body;  ///< canonical JSON
};

Written write(const Event& event);
Written write(const BatchEvent& event);

/// nullopt for a kind that is not an attempt's, and for a body that does not fit its kind.
std::optional<Event> read_event(std::string_view kind, std::string_view body);
std::optional<BatchEvent> read_batch_event(std::string_view kind, std::string_view body);

}  // namespace examhall::exam
