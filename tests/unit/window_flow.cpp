// Every way through an exam, without a window.
#include <catch2/catch.hpp>

#include "client/window/flow.hpp"

using namespace examhall;
using client::Phase;
using client::StopReason;
using window::holds_a_seat;
using window::is_watched;
using window::Page;
using window::page_of;
using window::Situation;
using window::Steps;

namespace {

Situation at(Phase phase, Steps steps = {}) { return {true, phase, std::nullopt, steps}; }
constexpr Steps kAll{true, true, true, false, false};

}  // namespace

TEST_CASE("without a server there is nothing to log in to") {
  CHECK(page_of({}) == Page::server);
  CHECK(page_of(at(Phase::outside)) == Page::login);
}

TEST_CASE("before the start a candidate confirms, accepts, checks and waits, in this order") {
  CHECK(page_of(at(Phase::waiting)) == Page::person);
  CHECK(page_of(at(Phase::waiting, {true})) == Page::rules);
  CHECK(page_of(at(Phase::waiting, {true, true})) == Page::checks);
  CHECK(page_of(at(Phase::waiting, kAll)) == Page::waiting);
  CHECK(page_of(at(Phase::waiting, {true, true, true, true})) == Page::practice);
}

TEST_CASE("the start opens the paper from wherever one is, once one has said who one is") {
  for (const Steps& steps : {Steps{true}, Steps{true, true}, kAll, Steps{true, true, true, true}}) {
    CHECK(page_of(at(Phase::sitting, steps)) == Page::exam);
    CHECK(page_of(at(Phase::paused, steps)) == Page::paused);
  }
  CHECK(page_of(at(Phase::sitting)) == Page::person);
  CHECK(page_of(at(Phase::paused)) == Page::person);
}

TEST_CASE("the end shows the receipt, whatever was on the screen") {
  for (const Steps& steps : {Steps{}, kAll, Steps{true, true, true, true, true}}) {
    CHECK(page_of(at(Phase::ended, steps)) == Page::receipt);
    Situation s = at(Phase::ended, steps);
    for (const StopReason reason : {StopReason::ended, StopReason::attempt_ended, StopReason::terminated}) {
      s.stop = reason;
      CHECK(page_of(s) == Page::receipt);
    }
  }
}

TEST_CASE("a stop without an end goes to the login or says why it is over") {
  const std::vector<std::pair<StopReason, Page>> expected{
      {StopReason::left, Page::login},          {StopReason::refused, Page::login},
      {StopReason::taken_over, Page::closing},  {StopReason::too_late, Page::closing},
      {StopReason::terminated, Page::closing},  {StopReason::attempt_ended, Page::closing},
      {StopReason::incompatible, Page::closing}};
  for (const Phase phase : {Phase::outside, Phase::waiting, Phase::sitting, Phase::paused}) {
    for (const auto& [reason, page] : expected) {
      Situation s = at(phase, kAll);
      s.stop = reason;
      CHECK(page_of(s) == page);
      CHECK_FALSE(holds_a_seat(s));
      CHECK_FALSE(is_watched(s));
    }
  }
}

TEST_CASE("staff who free the machine cover the paper, and a candidate can go back") {
  Steps leaving = kAll;
  leaving.leaving = true;
  for (const Phase phase : {Phase::waiting, Phase::sitting, Phase::paused})
    CHECK(page_of(at(phase, leaving)) == Page::leaving);
  CHECK(page_of(at(Phase::outside, leaving)) == Page::login);
}

TEST_CASE("who has a seat is not closed by accident; only a running exam is watched") {
  CHECK_FALSE(holds_a_seat(at(Phase::outside)));
  CHECK(holds_a_seat(at(Phase::waiting)));
  CHECK(holds_a_seat(at(Phase::sitting)));
  CHECK(holds_a_seat(at(Phase::paused)));
  CHECK_FALSE(holds_a_seat(at(Phase::ended)));
  CHECK(is_watched(at(Phase::sitting)));
  for (const Phase phase : {Phase::outside, Phase::waiting, Phase::paused, Phase::ended})
    CHECK_FALSE(is_watched(at(phase)));
}
