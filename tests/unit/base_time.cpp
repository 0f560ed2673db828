#include <catch2/catch.hpp>

#include "base/clock.hpp"

using namespace examhall::base;

TEST_CASE("an instant survives its text") {
  for (const std::int64_t ms : {0LL, 1LL, 999LL, 951782399999LL, 1684546200000LL, 4102444799999LL}) {
    CHECK(parse_utc_text(to_utc_text(from_millis(ms))) == from_millis(ms));
  }
  CHECK(to_utc_text(from_millis(1684546200000)) == "2023-05-20T01:30:00.000Z");
}

TEST_CASE("what is not an instant is refused") {
  for (const char* bad : {"", "2023-05-20", "2023-05-20T01:30:00", "2023-02-30T00:00:00Z", "2023-05-20T24:00:00Z",
                          "2023-05-20T01:60:00Z", "2023-05-20T01:30:00.1Z", "2023-05-20T01:30:00Zx", "1969-12-31T23:59:59Z"}) {
    INFO(bad);
    CHECK_FALSE(parse_utc_text(bad));
  }
}

TEST_CASE("the anchored clock never starts before what the journal knows") {
  const Instant far = std::chrono::time_point_cast<Span>(std::chrono::system_clock::now()) + std::chrono::hours{5};
  const AnchoredClock clock{far};
  CHECK(clock.now() >= far);
  CHECK(clock.now() < far + std::chrono::minutes{1});
  CHECK(clock.divergence() < -std::chrono::hours{4});
}

TEST_CASE("a clock made from an anchor goes on in the same time") {
  const AnchoredClock before{Instant{} + std::chrono::hours{24 * 365 * 80}};
  const AnchoredClock after{before.anchor()};
  const Span difference = after.now() - before.now();
  CHECK(difference >= Span{-1});
  CHECK(difference < Span{500});
  CHECK(before.anchor().boot_id == boot_id());
}
