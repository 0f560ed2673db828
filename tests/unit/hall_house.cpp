// Events of the house itself and notes for a batch, in between everything else that is recorded.
#include "hall_bench.hpp"

using namespace examhall;
using namespace examhall::hall;
using namespace examhall::hall::test;

TEST_CASE("an event of the house is told once it is on disk, in its order, and changes nothing") {
  Bench b;
  b.publish(2);
  const auto link = b.connect();
  b.login(link, 0);
  bool told = false;
  b.hall->note_of_house("staff_signed_in", "{}", [&] { told = true; });
  b.login(b.connect(), 1);
  CHECK(b.record.pending() == "seated staff_signed_in seated");
  b.commit(1);
  CHECK_FALSE(told);
  CHECK(link->heard().starts_with("welcome"));
  b.commit(1);
  CHECK(told);
  b.settle();
  CHECK(b.status_counts().find("2 seated") != std::string::npos);
  const auto& entry = b.record.last("staff_signed_in");
  CHECK(entry.draft.batch == 0);
  CHECK(entry.draft.attempt == 0);
  CHECK(entry.draft.at == b.clock.now());
}

TEST_CASE("a note stands in its batch, also once it is closed, and in none that is not there") {
  Bench b;
  b.sitting(1);
  b.hall->note(kBatch, {"forbidden", "zhao", "extend room 305"});
  b.hall->note(kBatch + 1, {"forbidden", "zhao", "watch batch"});
  CHECK(b.record.pending() == "noted");
  b.at(kEnd + 1h);
  REQUIRE(b.closed.size() == 1);
  b.hall->note(kBatch, {"outside_grants", "zhao", "pause batch "});
  b.settle();
  CHECK(b.record.count("noted") == 2);
  CHECK(b.record.last("noted").draft.batch == kBatch);
}

TEST_CASE("whoever counts wrong tickets and codes is told where they came from") {
  std::vector<std::string> from;
  Settings settings;
  settings.on_login_refused = [&](const std::string& address) { from.push_back(address); };
  Bench b{kStart - 10min, settings};
  b.publish(1);
  b.send(b.connect("10.0.0.7"), protocol::Login{ticket(0), "WRONG", "c", "PC", std::nullopt});
  b.send(b.connect("10.0.0.8"), protocol::Login{"nobody", code(0), "c", "PC", std::nullopt});
  b.login(b.connect("10.0.0.9"), 0);
  CHECK(from == std::vector<std::string>{"10.0.0.7", "10.0.0.8"});
}
