#include <catch2/catch.hpp>

#include "client/window/focus_watch.hpp"

using namespace examhall;
using namespace std::chrono_literals;
using window::FocusWatch;

namespace {
const base::Instant kLostAt = base::from_millis(1'684'546'200'000);
}

TEST_CASE("an absence is told once it has lasted, and how long it was when it is over") {
  FocusWatch watch;
  CHECK_FALSE(watch.due());
  watch.lost(kLostAt);
  REQUIRE(watch.due());
  CHECK_FALSE(watch.tick(kLostAt + FocusWatch::kShortest - 1ms));
  const auto lost = watch.tick(*watch.due());
  REQUIRE(lost);
  CHECK(lost->kind == "focus_lost");
  CHECK_FALSE(watch.due());
  CHECK_FALSE(watch.tick(kLostAt + 3s));  // once
  const auto gained = watch.gained(kLostAt + 6s);
  REQUIRE(gained);
  CHECK(gained->kind == "focus_gained");
  CHECK(gained->detail == "another window for 6.0 s");
  CHECK_FALSE(watch.gained(kLostAt + 7s));
}

TEST_CASE("a window that blinks is not an absence") {
  FocusWatch watch;
  watch.lost(kLostAt);
  CHECK_FALSE(watch.gained(kLostAt + 200ms));
  CHECK_FALSE(watch.due());
  CHECK_FALSE(watch.tick(kLostAt + 1min));
}

TEST_CASE("losing it twice counts from the first time") {
  FocusWatch watch;
  watch.lost(kLostAt);
  watch.lost(kLostAt + 400ms);
  CHECK(watch.tick(kLostAt + 500ms));
  CHECK(watch.gained(kLostAt + 2s)->detail == "another window for 2.0 s");
}

TEST_CASE("when nobody is watched any more, nothing is told") {
  FocusWatch watch;
  watch.lost(kLostAt);
  watch.reset();
  CHECK_FALSE(watch.tick(kLostAt + 1min));
  CHECK_FALSE(watch.gained(kLostAt + 1min));
}
