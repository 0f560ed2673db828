#pragma once
// The one clipboard of a paper: whatever copies and pastes here uses it, and the system's stays out of it.
// The window's thread.
#include <QString>

namespace examhall::sheet {

/// What was last copied within the paper. Whoever ends a sitting empties it: the next candidate at this
/// machine is another person.
QString& clipboard_of_paper();

}  // namespace examhall::sheet
