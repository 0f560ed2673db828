// How guessing is slowed down, and that its owner is not kept out of an account.
#include "staff/throttle.hpp"

#include <catch2/catch.hpp>

using namespace examhall;
using namespace examhall::staff;
using namespace std::chrono_literals;

namespace {
const base::Instant kStart = base::from_millis(1'684'546'200'000);
}

TEST_CASE("three attempts are free, then the wait doubles up to eight seconds and never passes it") {
  Throttle throttle;
  const auto key = Throttle::key("lin", "192.0.2.7");
  base::Instant now = kStart;
  for (const base::Span wait : {0s, 0s, 0s, 1s, 2s, 4s, 8s, 8s, 8s, 8s, 8s}) {
    CAPTURE(wait.count());
    if (wait > 0s) {
      CHECK(throttle.admit(key, now) == wait);
      CHECK(throttle.admit(key, now + wait - 1ms) == base::Span{1});
    }
    now += wait;
    CHECK_FALSE(throttle.admit(key, now).has_value());
  }
}

TEST_CASE("asking too early makes the wait no longer") {
  Throttle throttle;
  const auto key = Throttle::key("lin", "192.0.2.7");
  for (int i = 0; i < 3; ++i) CHECK_FALSE(throttle.admit(key, kStart));
  for (int i = 0; i < 1000; ++i) CHECK(throttle.admit(key, kStart + base::Span{i}) == base::Span{1000 - i});
  CHECK_FALSE(throttle.admit(key, kStart + 1s));
}

TEST_CASE("failures from elsewhere, or upon another account, cost nothing here") {
  Throttle throttle;
  base::Instant now = kStart;
  for (int i = 0; i < 50; ++i) throttle.admit(Throttle::key("lin", "203.0.113.9"), now += 8s);
  CHECK(throttle.admit(Throttle::key("lin", "203.0.113.9"), now).has_value());
  CHECK_FALSE(throttle.admit(Throttle::key("lin", "192.0.2.7"), now));
  CHECK_FALSE(throttle.admit(Throttle::key("an", "203.0.113.9"), now));
  CHECK(Throttle::key("lin1", "92.0.2.7") != Throttle::key("lin", "192.0.2.7"));
}

TEST_CASE("success clears, what was not checked is not counted, ten quiet minutes forget") {
  Throttle throttle;
  const auto key = Throttle::key("lin", "192.0.2.7");
  for (int i = 0; i < 3; ++i) throttle.admit(key, kStart);
  CHECK(throttle.admit(key, kStart).has_value());
  throttle.forgiven(key);
  CHECK_FALSE(throttle.admit(key, kStart));
  CHECK(throttle.admit(key, kStart).has_value());
  throttle.succeeded(key);
  CHECK(throttle.size() == 0);
  throttle.forgiven(key);
  for (int i = 0; i < 3; ++i) CHECK_FALSE(throttle.admit(key, kStart));
  for (int i = 0; i < 3; ++i) throttle.forgiven(key);
  CHECK(throttle.size() == 0);
  base::Instant now = kStart;
  for (int i = 0; i < 9; ++i) throttle.admit(key, now += 8s);
  CHECK(throttle.admit(key, now).has_value());
  now += Throttle::kForgottenAfter;
  for (int i = 0; i < 3; ++i) CHECK_FALSE(throttle.admit(key, now));
  CHECK(throttle.admit(key, now) == 1s);
}

TEST_CASE("what it remembers is bounded, and the fresh stays") {
  Throttle throttle;
  const auto fresh = Throttle::key("lin", "192.0.2.7");
  for (std::size_t i = 0; i < Throttle::kMostKeys; ++i) {
    throttle.admit(Throttle::key("x" + std::to_string(i), ""), kStart);
  }
  for (int i = 0; i < 3; ++i) throttle.admit(fresh, kStart + 1s);
  for (int i = 0; i < 20; ++i) throttle.admit(Throttle::key("y" + std::to_string(i), ""), kStart + 1s);
  CHECK(throttle.size() == Throttle::kMostKeys);
  CHECK(throttle.admit(fresh, kStart + 1s).has_value());
  throttle.admit(Throttle::key("late", ""), kStart + 1h);
  CHECK(throttle.size() == 1);
}
