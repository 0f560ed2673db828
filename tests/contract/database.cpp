#include "database.hpp"

#include "folder.hpp"
#include "store/open.hpp"

namespace examhall::contract {
namespace {

class Sqlite final : public Database {
 public:
  std::unique_ptr<journal::EventStore> open_journal() override { return store::open_journal(folder_.path()); }
  std::unique_ptr<journal::EventReader> open_reader() override {
    return store::open_journal_reader(folder_.path());
  }
  std::unique_ptr<store::Catalogue> open_catalogue() override {
    return store::open_catalogue(folder_.path());
  }

  /// The files as they are, but for the shared memory and the lock, which die with the processes.
  std::unique_ptr<Database> after_crash() override {
    auto other = std::make_unique<Sqlite>();
    for (const auto& entry : std::filesystem::directory_iterator{folder_.path()}) {
      const std::string name = entry.path().filename().string();
      if (name.ends_with("-shm") || name.ends_with(".lock")) continue;
      std::filesystem::copy_file(entry.path(), other->folder_.path() / name);
    }
    return other;
  }

 private:
  Folder folder_;
};

}  // namespace

const std::vector<Kind>& databases() {
  static const std::vector<Kind> kinds{{"sqlite", [] { return std::make_unique<Sqlite>(); }}};
  return kinds;
}

}  // namespace examhall::contract
