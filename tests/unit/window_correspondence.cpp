// Notices, and staff's answers to calls among them.
#include <catch2/catch.hpp>

#include "client/window/correspondence.hpp"

using namespace examhall;
using namespace std::chrono_literals;
using window::Correspondence;

namespace {
const base::Instant kNow = base::from_millis(1'684'546'200'000);
}

TEST_CASE("a notice is news once, and not if it was read on another machine") {
  client::NoticeBoard board;
  Correspondence c;
  board.apply(protocol::Notice{1, "read elsewhere", kNow, "all", true});
  board.apply(protocol::Notice{2, "new", kNow + 1s, "you", false});
  const auto news = c.take(board);
  REQUIRE(news.size() == 1);
  CHECK(news[0].text == "new");
  CHECK(c.notices().size() == 2);
  CHECK(c.take(board).empty());
  CHECK_FALSE(c.read_here(2));  // that is for the server to hear
  board.read(2);
  c.take(board);
  CHECK(c.notices()[1].read);
}

TEST_CASE("the answer to a call stands among the notices, by its time, and is read here") {
  client::NoticeBoard board;
  Correspondence c;
  board.apply(protocol::CallNow{0, "none"});
  board.want_call(true, "");
  c.take(board);
  board.call_to_send();
  board.apply(protocol::CallNow{1, "answered", kNow + 5s, "马上来"});
  board.apply(protocol::Notice{1, "later", kNow + 9s, "you", false});
  const auto news = c.take(board);
  REQUIRE(news.size() == 2);
  CHECK(news[0].text == "马上来");
  CHECK(c.take(board).empty());
  CHECK(c.read_here(news[0].id));
  CHECK(c.notices()[0].read);
  c.take(board);
  CHECK(c.notices()[0].read);  // also after the next change
}

TEST_CASE("an answer from before this program ran, or without words, is not shown") {
  client::NoticeBoard board;
  Correspondence c;
  board.apply(protocol::CallNow{3, "answered", kNow, "an hour ago"});
  CHECK(c.take(board).empty());
  board.want_call(true, "");
  c.take(board);
  CHECK(c.notices().empty());
  board.call_to_send();
  board.apply(protocol::CallNow{4, "answered", kNow, ""});
  CHECK(c.take(board).empty());
}
