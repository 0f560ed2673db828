// What a file system that gives up looks like. That the journal asks after each commit is shown by
// tests/system/dying_disk.py, which lets real ones die.
#include <fcntl.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "folder.hpp"
#include "journal/storage_error.hpp"
#include "store/sqlite/file_system.hpp"

using namespace examhall;
using namespace examhall::contract;
using store::sqlite::file_exists;
using store::sqlite::require_living_file_system;

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
