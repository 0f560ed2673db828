#include <catch2/catch.hpp>

#include "client_support.hpp"

using namespace examhall;
using namespace examhall::test;
using client::ExamState;
using client::Phase;

namespace {

protocol::Welcome welcome(const std::string& status, std::optional<Instant> deadline = {}) {
  protocol::Welcome w;
  w.status = status;
  w.server_time = kStart;
  w.deadline = deadline;
  return w;
}

}  // namespace

TEST_CASE("the phases follow the server's words") {
  ExamState state;
  CHECK(state.phase() == Phase::outside);
  state.apply(welcome("seated"), kStart);
  CHECK(state.phase() == Phase::waiting);
  CHECK_FALSE(state.remaining(kStart));
  state.apply(protocol::Start{kStart, kStart + 1h}, kStart);
  CHECK(state.phase() == Phase::sitting);
  CHECK(state.remaining(kStart + 10min) == 50min);
  CHECK(state.remaining(kStart + 2h) == 0ms);
  state.apply(protocol::Ended{"collected", kStart + 1h, {}, {}}, kStart + 1h);
  CHECK(state.phase() == Phase::ended);
}

TEST_CASE("time left is by the server's clock") {
  ExamState state;
  const Instant local = kStart - 7min;  // this machine is seven minutes behind
  state.apply(welcome("sitting", kStart + 1h), local);
  CHECK(state.remaining(local) == 1h);
  CHECK(state.remaining(local + 20min) == 40min);
}

TEST_CASE("an extension moves the end; a pause stops the clock until time goes on") {
  ExamState state;
  state.apply(welcome("sitting", kStart + 1h), kStart);
  state.apply(protocol::Deadline{kStart + 70min, 10min, "extended", "停电"}, kStart);
  CHECK(state.remaining(kStart) == 70min);
  CHECK(state.notice() == "停电");
  state.apply(protocol::PausedNow{"等待"}, kStart + 10min);
  CHECK(state.phase() == Phase::paused);
  CHECK(state.remaining(kStart + 30min) == 60min);
  state.apply(protocol::Deadline{kStart + 75min, 5min, "extended", ""}, kStart + 31min);
  CHECK(state.phase() == Phase::paused);
  CHECK(state.remaining(kStart + 32min) == 65min);
  state.apply(protocol::Deadline{kStart + 105min, 0ms, "resumed", ""}, kStart + 40min);
  CHECK(state.phase() == Phase::sitting);
  CHECK(state.remaining(kStart + 40min) == 65min);
}

TEST_CASE("a login during a pause shows time that stands") {
  ExamState state;
  state.apply(welcome("paused", kStart + 30min), kStart);
  CHECK(state.phase() == Phase::paused);
  CHECK(state.remaining(kStart + 10min) == 30min);
  state.apply(protocol::Start{kStart + 10min, kStart + 40min}, kStart + 10min);
  CHECK(state.remaining(kStart + 15min) == 25min);
}

TEST_CASE("the paper is complete when every item is there; the same paper again keeps them") {
  Room room;
  ExamState state;
  const auto body = std::make_shared<const Json>(Json{{"type", "single"}});
  state.item_arrived(0, body);  // before the outline: nowhere to put it
  CHECK(state.items_here() == 0);
  state.apply(room.outline(), kStart);
  for (std::uint32_t i = 0; i < kItems; ++i) {
    CHECK_FALSE(state.paper_complete());
    state.item_arrived(i, body);
    state.item_arrived(i, body);
  }
  state.item_arrived(kItems, body);
  CHECK(state.paper_complete());
  CHECK(state.display_number(4) == 1);
  CHECK(state.display_number(9) == 0);
  CHECK(state.item_at(5) == 0U);
  CHECK_FALSE(state.item_at(0));
  CHECK_FALSE(state.item_at(6));
  state.apply(room.outline(), kStart);
  CHECK(state.paper_complete());
  protocol::Outline other = room.outline();
  other.paper = std::string(64, 'b');
  state.apply(other, kStart);
  CHECK(state.items_here() == 0);
}
