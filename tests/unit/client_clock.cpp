#include <catch2/catch.hpp>

#include "client/core/backoff.hpp"
#include "client/core/clock_offset.hpp"

using namespace examhall;
using namespace std::chrono_literals;
using base::from_millis;
using base::Span;

namespace {

// The server's clock is `ahead`; the way there and the way back take different times.
client::TimeSample sample(base::Instant asked, Span ahead, Span there, Span back, Span held = 0ms) {
  const base::Instant received = asked + there + ahead;
  return {asked, received, received + held, asked + there + held + back};
}

}  // namespace

TEST_CASE("the quickest exchange decides the offset, however lopsided the slow ones were") {
  client::ClockOffset clock;
  const auto t = from_millis(1'000'000);
  clock.add(sample(t, 5000ms, 900ms, 10ms));
  CHECK(clock.offset() == 5445ms);  // misled by half of the asymmetry
  clock.add(sample(t + 1s, 5000ms, 4ms, 6ms, 40ms));
  clock.add(sample(t + 2s, 5000ms, 10ms, 2000ms));
  CHECK(clock.offset() == 4999ms);
  CHECK(clock.round_trip() == 10ms);
  CHECK(clock.server_time(t) == t + 4999ms);
  CHECK(clock.local_time(t + 4999ms) == t);
}

TEST_CASE("an old quick exchange is forgotten after eight later ones") {
  client::ClockOffset clock;
  const auto t = from_millis(1'000'000);
  clock.add(sample(t, 1000ms, 1ms, 1ms));
  for (int i = 1; i < 8; ++i) clock.add(sample(t + i * 1s, 1500ms, 20ms, 20ms));
  CHECK(clock.offset() == 1000ms);
  clock.add(sample(t + 9s, 1500ms, 20ms, 20ms));
  CHECK(clock.offset() == 1500ms);
}

TEST_CASE("a guess counts until there is a sample, and samples that cannot be are ignored") {
  client::ClockOffset clock;
  CHECK_FALSE(clock.known());
  clock.guess(from_millis(9000), from_millis(2000));
  CHECK(clock.offset() == 7000ms);
  CHECK_FALSE(clock.round_trip());
  clock.add(
      {from_millis(100), from_millis(0), from_millis(0), from_millis(50)});  // answered before it was asked
  clock.add(
      {from_millis(100), from_millis(0), from_millis(90), from_millis(150)});  // held longer than it took
  CHECK(clock.offset() == 7000ms);
  clock.add(sample(from_millis(2000), -300ms, 5ms, 5ms));
  CHECK(clock.offset() == -300ms);
  clock.guess(from_millis(9000), from_millis(2000));
  CHECK(clock.offset() == -300ms);
  clock.start_over();
  CHECK(clock.offset() == -300ms);
  clock.add(sample(from_millis(3000), 250ms, 50ms, 50ms));
  CHECK(clock.offset() == 250ms);
}

TEST_CASE("back-off doubles to its limit and is spread over the whole delay") {
  client::Backoff backoff{200ms, 10s};
  double chance = 1.0;
  const client::Random random = [&] { return chance; };
  std::vector<Span> delays;
  for (int i = 0; i < 8; ++i) delays.push_back(backoff.next(random));
  CHECK(delays == std::vector<Span>{200ms, 400ms, 800ms, 1600ms, 3200ms, 6400ms, 10s, 10s});
  chance = 0.0;
  CHECK(backoff.next(random) == 0ms);
  chance = 0.25;
  CHECK(backoff.next(random) == 2500ms);
  backoff.reset();
  CHECK(backoff.next(random) == 50ms);
}

TEST_CASE("the system's random numbers are in range and differ") {
  const client::Random random = client::system_random();
  double least = 1, most = 0;
  for (int i = 0; i < 1000; ++i) {
    const double x = random();
    REQUIRE((x >= 0.0 && x < 1.0));
    least = std::min(least, x);
    most = std::max(most, x);
  }
  CHECK((least < 0.1 && most > 0.9));
}
