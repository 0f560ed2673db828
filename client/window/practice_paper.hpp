#pragma once
// The paper on which the controls are learned while one waits: ours, invented, in two languages, part of the
// program. Pure; any thread.
#include <vector>

#include "protocol/server_messages.hpp"

namespace examhall::window {

struct PracticePaper {
  protocol::Outline outline;
  std::vector<base::Json> bodies;  ///< by index, as `item.body` of the wire
};

/// From the text of resources/practice.json. Throws std::runtime_error if that is broken.
PracticePaper read_practice_paper(std::string_view text, base::Language language);

/// By what an image of the practice paper is asked for.
std::string practice_image_hash(std::string_view name);

}  // namespace examhall::window
