// The client says which end it shows: after every announcement, until the server could take it.
#include <catch2/catch.hpp>

#include "client_support.hpp"

using namespace examhall;
using namespace examhall::test;

namespace {

std::vector<Instant> shown(const Room& r) {
  std::vector<Instant> out;
  for (const auto& m : r.line.all<protocol::DeadlineShown>()) out.push_back(m.ends_at);
  return out;
}
using Ends = std::vector<Instant>;

protocol::Deadline moved(Instant to) { return {to, 5min, "extended", "power cut"}; }

}  // namespace

TEST_CASE("every announcement is confirmed, a welcome and a start are not") {
  Room r;
  r.seat();
  CHECK(shown(r).empty());
  r.say(moved(kStart + 125min));
  CHECK(shown(r) == Ends{kStart + 125min});
  r.say(moved(kStart + 130min));
  CHECK(shown(r) == Ends{kStart + 125min, kStart + 130min});
}

TEST_CASE("a confirmation that could not be kept is said again, with the end as it is by then") {
  Room r;
  r.seat();
  r.say(moved(kStart + 125min));
  const char* const id = GENERATE("not_saved", "too_many_messages");
  r.error(id, "deadline_shown");
  CHECK(shown(r).size() == 1);
  r.pass(20s);
  CHECK(shown(r) == Ends{kStart + 125min, kStart + 125min});
  r.pass(20s);
  CHECK(shown(r).size() == 2);
  CHECK(r.heard.errors.empty());  // nothing that a candidate could do about it
}

TEST_CASE("a server that does not count is not asked twice") {
  Room r;
  r.seat();
  r.say(moved(kStart + 125min));
  r.error("unknown_type", "deadline_shown");
  r.pass(60s);
  CHECK(shown(r).size() == 1);
  CHECK(r.heard.errors.empty());
}

TEST_CASE("after a lost line it waits for the announcement to be repeated") {
  Room r;
  r.seat();
  r.say(moved(kStart + 125min));
  r.error("not_saved", "deadline_shown");
  r.reconnect();
  r.seat();
  r.pass(20s);
  CHECK(shown(r).empty());
  r.say(moved(kStart + 125min));
  CHECK(shown(r).size() == 1);
}
