#pragma once
// One window for one user and one server: a second would fight for the same seat and the same local journal.
#include <memory>
#include <QLockFile>

namespace examhall::window {

/// Null if another one runs. Held until it is destroyed; a program that was killed leaves no lock behind.
std::unique_ptr<QLockFile> only_instance(const QString& server);

}  // namespace examhall::window
