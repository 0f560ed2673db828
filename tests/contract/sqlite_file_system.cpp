// What a file system that gives up looks like. That the journal asks after each commit is shown by
// tests/system/dying_disk.py, which lets real ones die.
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "folder.hpp"
#include "journal/storage_error.hpp"
#include "store/sqlite/event_reader.hpp"
#include "store/sqlite/event_store.hpp"
#include "store/sqlite/file_system.hpp"

using namespace examhall;
using namespace examhall::contract;
using store::sqlite::file_exists;
using store::sqlite::require_living_file_system;

namespace {

/// As another process sees it.
bool is_locked(const std::filesystem::path& file) {
  const pid_t child = ::fork();
  if (child == 0) {
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    const int fd = ::open(file.c_str(), O_RDWR | O_CLOEXEC);
    ::_exit(::fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK ? 1 : 0);
  }
  int status = -1;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return WEXITSTATUS(status) == 1;
}

}  // namespace

TEST_CASE("a recovery takes no lock from a history that is being read meanwhile") {
  const Folder folder;
  const std::filesystem::path file = folder / "journal.db";
  store::sqlite::SqliteEventStore store{file};
  store::sqlite::SqliteEventReader reader{file};
  CHECK(reader.head().seq == 0);
  CHECK(is_locked(file));
  for (int i = 0; i < 2; ++i) {
    store.recover();
    CHECK(is_locked(file));
  }
}

TEST_CASE("a file that cannot be asked about is neither there nor away") {
  const Folder folder;
  CHECK(file_exists(folder.path()));
  CHECK_FALSE(file_exists(folder / "none"));
  CHECK_THROWS_AS(file_exists(folder.path() / std::string(300, 'x')), journal::StorageError);
}

TEST_CASE("only a file system that takes writes lives, and asking changes nothing") {
  const Folder folder;
  const std::string name = (folder / "lock").string();
  const int fd = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  REQUIRE(fd >= 0);
  CHECK_NOTHROW(require_living_file_system(fd));
  CHECK(std::filesystem::file_size(name) == 0);
  ::close(fd);
  const int read_only = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
  REQUIRE(read_only >= 0);
  CHECK_THROWS_AS(require_living_file_system(read_only), journal::StorageError);
  ::close(read_only);
  CHECK_THROWS_AS(require_living_file_system(read_only), journal::StorageError);
}
