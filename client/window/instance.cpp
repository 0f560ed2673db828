#include "client/window/instance.hpp"

#include <unistd.h>

#include <QDir>
#include <QStandardPaths>

#include "base/digest.hpp"

namespace examhall::window {

std::unique_ptr<QLockFile> only_instance(const QString& server) {
  QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
  if (folder.isEmpty()) folder = QDir::tempPath();
  const std::string name = base::to_hex(base::sha256(server.toStdString())).substr(0, 16);
  auto lock = std::make_unique<QLockFile>(QDir{folder}.filePath(
      QString{"examhall-client-%1-%2.lock"}.arg(::getuid()).arg(QString::fromStdString(name))));
  lock->setStaleLockTime(0);  // only a dead owner gives it up
  return lock->tryLock(0) ? std::move(lock) : nullptr;
}

}  // namespace examhall::window
