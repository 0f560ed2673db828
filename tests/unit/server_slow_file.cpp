// A file that hangs holds up nobody.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <future>

#include "base/digest.hpp"
#include "base/secret.hpp"
#include "slow_file.hpp"

using namespace examhall;
using namespace std::chrono_literals;

namespace {

/// Hangs in its first write until it is let go. What it wrote is kept beyond the SlowFile's end.
struct Hanging {
  struct Kept {
    std::promise<void> reached, let_go;
    std::shared_future<void> goes_on{let_go.get_future()};
    std::string written;
    std::promise<void> wrote_twice;
  };
  SlowFile::Put put() const {
    return [kept = kept](const std::string& lines, std::size_t lost) {
      const bool first = kept->written.empty();
      if (first) kept->reached.set_value();
      kept->goes_on.wait();
      kept->written += lines + "(" + std::to_string(lost) + ")";
      if (!first) kept->wrote_twice.set_value();
    };
  }
  std::shared_ptr<Kept> kept = std::make_shared<Kept>();
};

}  // namespace

TEST_CASE("who writes never waits for the file, and the oldest of too many lines are dropped and counted") {
  const Hanging hanging;
  SlowFile file{hanging.put(), 2};
  CHECK(file.write("a"));
  hanging.kept->reached.get_future().wait();
  CHECK_FALSE(file.write("b"));
  CHECK_FALSE(file.write("c"));
  CHECK_FALSE(file.write("d"));
  CHECK_FALSE(file.finish(0ms));
  hanging.kept->let_go.set_value();
  CHECK(file.finish(10s));
  CHECK(hanging.kept->written == "a(0)cd(1)");
}

TEST_CASE("a file that hangs does not hold up the end, and gets its lines should it come back") {
  const Hanging hanging;
  {
    SlowFile file{hanging.put(), 2};
    file.write("a");
    hanging.kept->reached.get_future().wait();
    file.write("b");
  }
  CHECK(hanging.kept->written.empty());
  hanging.kept->let_go.set_value();
  hanging.kept->wrote_twice.get_future().wait();
  CHECK(hanging.kept->written == "a(0)b(0)");
}

TEST_CASE("lines are put behind what a file has; what cannot be written says why") {
  const auto folder =
      std::filesystem::temp_directory_path() / ("slow-" + base::to_hex(base::random_bytes(8)));
  std::filesystem::create_directory(folder);
  CHECK(append_to(folder / "file", "one\n") == 0);
  CHECK(append_to(folder / "file", "two\n") == 0);
  CHECK(append_to(folder, "three\n") == EISDIR);
  CHECK(append_to(folder / "none" / "file", "four\n") == ENOENT);
  std::ifstream in{folder / "file"};
  CHECK(std::string{std::istreambuf_iterator<char>{in}, {}} == "one\ntwo\n");
  std::filesystem::remove_all(folder);
}
