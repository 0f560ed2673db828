// Verdicts about a machine, and the files in which a room is looked for.
#include <catch2/catch.hpp>
#include <fstream>

#include "base/secret.hpp"
#include "client/window/machine_check.hpp"
#include "client/window/options.hpp"
#include "client/window/room.hpp"

using namespace examhall;
using namespace std::chrono_literals;
using window::Finding;
using window::Measured;
using window::Verdict;

namespace {

Measured fit() {
  return {client::LineState::online,
          base::Span{20},
          base::Span{-300},
          {1366, 768},
          std::uintmax_t{10'000'000'000},
          true};
}

Verdict verdict(const Measured& m, const std::string& name) {
  for (const Finding& f : window::findings(m)) {
    if (f.name == name) return f.verdict;
  }
  throw std::runtime_error("no such finding: " + name);
}

struct Folder {
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() { std::filesystem::remove_all(path); }
  void write(const char* name, const std::string& text) const { std::ofstream{path / name} << text; }
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("examhall-window-" + base::to_hex(base::random_bytes(8)));
};

}  // namespace

TEST_CASE("a fit machine is good in every row") {
  for (const Finding& f : window::findings(fit())) {
    INFO(f.name);
    CHECK(f.verdict == Verdict::good);
    CHECK(f.advice.isEmpty());
  }
}

TEST_CASE("a clock a few milliseconds behind is not behind by minus nothing") {
  Measured m = fit();
  m.clock_offset = -3ms;
  for (const Finding& f : window::findings(m)) CHECK_FALSE(f.value.contains("-0.0"));
}

TEST_CASE("each weakness is named in its own row, at its boundary") {
  Measured m = fit();
  m.line = client::LineState::connecting;
  CHECK(verdict(m, "check_connection") == Verdict::poor);
  m = fit();
  m.round_trip = 200ms;
  CHECK(verdict(m, "check_round_trip") == Verdict::good);
  m.round_trip = 201ms;
  CHECK(verdict(m, "check_round_trip") == Verdict::fair);
  m.round_trip = 1001ms;
  CHECK(verdict(m, "check_round_trip") == Verdict::poor);
  m.round_trip.reset();
  CHECK(verdict(m, "check_round_trip") == Verdict::fair);
  m = fit();
  m.clock_offset = -1h;
  CHECK(verdict(m, "check_clock") == Verdict::fair);  // harmless: the server's clock counts
  m = fit();
  m.screen = {1024, 600};
  CHECK(verdict(m, "check_screen") == Verdict::fair);
  m.screen = {800, 600};
  CHECK(verdict(m, "check_screen") == Verdict::poor);
  m = fit();
  m.free_bytes = 5'000'000;
  CHECK(verdict(m, "check_disk") == Verdict::fair);
  m.free_bytes = 4'999'999;
  CHECK(verdict(m, "check_disk") == Verdict::poor);
  m.free_bytes.reset();
  CHECK(verdict(m, "check_disk") == Verdict::poor);
  m = fit();
  m.chinese_glyphs = false;
  CHECK(verdict(m, "check_fonts") == Verdict::poor);
}

TEST_CASE("the first room file that exists counts, even if it is wrong") {
  const Folder folder;
  folder.write("ca.pem", "x");
  folder.write("right.toml", "server = \"hall.example:8443\"\nca = \"ca.pem\"\n");
  folder.write("wrong.toml", "server = 7\n");
  const auto found =
      window::find_room({folder.path / "none.toml", folder.path / "right.toml", folder.path / "wrong.toml"});
  REQUIRE(found.room);
  CHECK(found.room->server.host == "hall.example");
  CHECK(found.looked_at.size() == 3);

  const auto broken = window::find_room({folder.path / "wrong.toml", folder.path / "right.toml"});
  CHECK_FALSE(broken.room);
  CHECK_FALSE(broken.problems.empty());

  const auto none = window::find_room({folder.path / "none.toml"});
  CHECK_FALSE(none.room);
  CHECK(none.problems.empty());
}

TEST_CASE("a room typed by hand says everything that is wrong with it") {
  const auto room = window::typed_room("no port", "/nowhere/ca.pem");
  REQUIRE_FALSE(room);
  REQUIRE(room.error().size() == 2);
  CHECK(room.error()[0].place.column == "server");
  CHECK(room.error()[1].place.column == "ca");
}

TEST_CASE("the command line of the window") {
  const auto read = [](std::vector<const char*> words) {
    words.insert(words.begin(), "examhall-client");
    return window::read_window_options(static_cast<int>(words.size()), words.data());
  };
  const auto options = std::get<window::WindowOptions>(
      read({"--room", "r.toml", "--language", "en", "--windowed", "--ticket", "T1"}));
  CHECK(options.room == std::filesystem::path{"r.toml"});
  CHECK(options.language == base::Language::en);
  CHECK(options.windowed);
  CHECK(options.ticket == "T1");
  CHECK(std::get<window::WindowOptions>(read({})).language == base::Language::zh);
  CHECK(std::get<window::WindowOptions>(read({"--config", "r.toml"})).room);
  CHECK(std::get<int>(read({"--code", "SECRET"})) == 2);
  CHECK(std::get<int>(read({"--language", "fr"})) == 2);
  CHECK(std::get<int>(read({"--help"})) == 0);
}
