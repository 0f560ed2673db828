#pragma once
// The rules of the exam room as a candidate reads them: what the server said about this batch, then what
// holds everywhere. Words only; nothing is decided by them. The window's thread.
#include <QStringList>

#include "protocol/server_messages.hpp"

namespace examhall::window {

QStringList room_rules(const protocol::BatchCard& batch);

}  // namespace examhall::window
