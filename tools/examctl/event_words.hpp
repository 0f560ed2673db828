#pragma once
// What the journal's kinds of events and staff's kinds of acts are called. Pure; any thread.
#include <string>
#include <string_view>

#include "base/text.hpp"

namespace examhall::examctl {

/// A kind without a name of its own keeps its id.
base::Text event_name(std::string_view kind);
base::Text act_name(std::string_view act);
base::Text deed_name(std::string_view deed);
base::Text scope_name(std::string_view scope);

}  // namespace examhall::examctl
