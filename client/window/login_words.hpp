#pragma once
// What the login page says about a login that is under way. Plain words with what happens next. The window's
// thread.
#include <QString>

#include "client/core/clock_offset.hpp"
#include "client/core/observer.hpp"

namespace examhall::window {

/// `before`: the last report that told of a trouble. A server that hangs would otherwise never be named, for
/// the next try begins within a second.
QString login_progress(const client::LineReport& line, const client::LineReport& before, base::Instant now,
                       const client::ClockOffset& clock);
/// One line about the connection once one is in.
QString connection_words(const client::LineReport& line, base::Instant now);

}  // namespace examhall::window
