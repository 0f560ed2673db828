// What proctors write and the call for one, over lines that break.
#include <catch2/catch.hpp>

#include "client_support.hpp"

using namespace examhall;
using namespace examhall::test;
using client::CallState;

namespace {

/// As the server has it: what it says to `notices`, and to everything else about them.
struct Desk : Room {
  void admit() {
    seat();
    answer_notices();
  }
  void answer_notices() {
    for (const auto& n : sent) say(n);
    say(call);
  }
  void write(std::uint32_t id, const std::string& text) {
    sent.push_back({id, text, server_now(), "you", false});
    say(sent.back());
  }
  void keep_read(std::uint32_t id) {
    for (auto& n : sent) n.read = n.read || n.id == id;
    say(protocol::NoticeKept{id, true});
  }
  void set_call(std::uint32_t no, const std::string& state, const std::string& text = "") {
    call = {no, state, server_now(), text};
    say(call);
  }
  std::vector<std::string> noticed() const {
    std::vector<std::string> out;
    for (const auto& n : line.all<protocol::Noticed>())
      out.push_back(std::to_string(n.id) + (n.read ? " read" : " here"));
    return out;
  }
  CallState state() const { return sitting.state().board().call_state(); }

  std::vector<protocol::Notice> sent;
  protocol::CallNow call{0, "none"};
};

}  // namespace

TEST_CASE("notices are asked for after every welcome, once") {
  Desk r;
  r.admit();
  CHECK(r.line.all<protocol::Notices>().size() == 1);
  r.reconnect();
  r.admit();
  CHECK(r.line.all<protocol::Notices>().size() == 1);
}

TEST_CASE("a notice is told once, said to be here, read, and known to be stored") {
  Desk r;
  r.admit();
  r.write(1, "考试延长");
  CHECK(r.heard.notices == std::vector<std::uint32_t>{1});
  CHECK(r.noticed() == std::vector<std::string>{"1 here"});
  CHECK(r.sitting.state().board().unread() == 1);
  r.sitting.read_notice(1);
  r.sitting.read_notice(1);
  r.sitting.read_notice(9);
  CHECK(r.noticed() == std::vector<std::string>{"1 here", "1 read"});
  const client::Notice* n = r.sitting.state().board().find(1);
  REQUIRE(n != nullptr);
  CHECK(n->text == "考试延长");
  CHECK(n->read);
  CHECK_FALSE(n->stored);
  r.say(protocol::NoticeKept{1, false});
  CHECK_FALSE(r.sitting.state().board().find(1)->stored);
  r.keep_read(1);
  CHECK(r.sitting.state().board().find(1)->stored);
  CHECK(r.heard.notices.size() == 1);
  CHECK(r.heard.notice_changes.back().stored);
}

TEST_CASE("what was read while the line was away is said after the next login, and nothing is new again") {
  Desk r;
  r.admit();
  r.write(1, "one");
  r.write(2, "two");
  r.sitting.drop_line(1s);
  r.sitting.read_notice(2);
  r.pass(2s);
  r.admit();
  CHECK(r.noticed() == std::vector<std::string>{"1 here", "2 read"});
  CHECK(r.heard.notices.size() == 2);
  r.keep_read(2);
  r.reconnect();
  r.admit();
  CHECK(r.noticed() == std::vector<std::string>{"1 here"});
}

TEST_CASE("what was read on another machine comes as read and is not said again") {
  Desk r;
  r.sent.push_back({1, "one", kStart, "all", true});
  r.sent.push_back({2, "two", kStart, "all", false});
  r.admit();
  CHECK(r.heard.notices.size() == 2);
  CHECK(r.sitting.state().board().unread() == 1);
  CHECK(r.noticed() == std::vector<std::string>{"2 here"});
  r.sitting.read_notice(1);
  CHECK(r.noticed().size() == 1);
}

TEST_CASE("notices stand in the order in which they were written") {
  Desk r;
  r.admit();
  r.write(3, "c");
  r.write(1, "a");
  r.write(2, "b");
  std::string order;
  for (const auto& n : r.sitting.state().board().notices()) order += n.text;
  CHECK(order == "abc");
}

TEST_CASE("a call is calling until the server has it, and ends with the answer of staff") {
  Desk r;
  r.admit();
  CHECK(r.state() == CallState::none);
  r.sitting.call_proctor(true, "pen");
  r.sitting.call_proctor(true);
  CHECK(r.state() == CallState::calling);
  const auto said = r.line.all<protocol::Call>();
  REQUIRE(said.size() == 1);
  CHECK(said[0].no == 1);
  CHECK(said[0].wanted);
  CHECK(said[0].text == "pen");
  r.set_call(1, "recorded");
  CHECK(r.state() == CallState::recorded);
  r.set_call(1, "answered", "coming");
  CHECK(r.state() == CallState::none);
  CHECK(r.sitting.state().board().call().text == "coming");
  r.sitting.call_proctor(true);
  CHECK(r.line.all<protocol::Call>().back().no == 2);
  CHECK(r.heard.calls.back() == CallState::calling);
}

TEST_CASE("a call made while the line is away goes with the next login") {
  Desk r;
  r.admit();
  r.sitting.drop_line(1s);
  r.sitting.call_proctor(true);
  CHECK(r.state() == CallState::calling);
  r.pass(2s);
  r.seat();
  CHECK(r.line.all<protocol::Call>().empty());  // its number is known once the server has spoken
  r.answer_notices();
  REQUIRE(r.line.all<protocol::Call>().size() == 1);
  CHECK(r.line.all<protocol::Call>()[0].no == 1);
}

TEST_CASE("a call whose reply was lost is repeated with its number, or not at all") {
  Desk r;
  r.admit();
  r.sitting.call_proctor(true);
  r.reconnect();
  SECTION("it had not arrived") {
    r.admit();
    REQUIRE(r.line.all<protocol::Call>().size() == 1);
    CHECK(r.line.all<protocol::Call>()[0].no == 1);
    CHECK(r.state() == CallState::calling);
  }
  SECTION("it had arrived") {
    r.call = {1, "recorded", kStart};
    r.admit();
    CHECK(r.line.all<protocol::Call>().empty());
    CHECK(r.state() == CallState::recorded);
  }
  SECTION("it was answered meanwhile: the proctor does not come twice") {
    r.call = {1, "answered", kStart, "done"};
    r.admit();
    CHECK(r.line.all<protocol::Call>().empty());
    CHECK(r.state() == CallState::none);
  }
}

TEST_CASE("called and taken back at once: both are said, and the end is what was wished") {
  Desk r;
  r.admit();
  r.sitting.call_proctor(true);
  r.sitting.call_proctor(false);
  const auto said = r.line.all<protocol::Call>();
  REQUIRE(said.size() == 2);
  CHECK(said[1].no == 2);
  CHECK_FALSE(said[1].wanted);
  CHECK(r.state() == CallState::none);
  r.set_call(1, "recorded");  // the first; the second is still under way, and repeated
  CHECK(r.state() == CallState::none);
  CHECK(r.line.all<protocol::Call>().back().no == 2);
  r.set_call(2, "withdrawn");
  CHECK(r.state() == CallState::none);
  CHECK(r.heard.calls.back() == CallState::none);
}

TEST_CASE("a recorded call is taken back; taking back what is not there says nothing") {
  Desk r;
  r.admit();
  r.sitting.call_proctor(false);
  CHECK(r.line.all<protocol::Call>().empty());
  r.set_call(4, "recorded");  // from another machine
  r.sitting.call_proctor(false);
  REQUIRE(r.line.all<protocol::Call>().size() == 1);
  CHECK(r.line.all<protocol::Call>()[0].no == 5);
}

TEST_CASE("a refusal that passes asks again for everything, later") {
  Desk r;
  r.admit();
  r.sitting.call_proctor(true);
  const auto [id, about, least] = GENERATE(std::tuple{"not_saved", "call", Span{1s}},
                                           std::tuple{"too_many_messages", "noticed", Span{1s}},
                                           std::tuple{"call_too_soon", "call", Span{7s}});
  r.error(id, about, {},
          std::string{id} == "call_too_soon" ? std::optional{r.server_now() + 7s} : std::nullopt);
  r.pass(least - 1ms);
  CHECK(r.line.all<protocol::Notices>().size() == 1);
  r.pass(4s);
  CHECK(r.line.all<protocol::Notices>().size() == 2);
  r.answer_notices();
  const auto said = r.line.all<protocol::Call>();
  REQUIRE(said.size() == 2);
  CHECK(said[1].no == 1);
  CHECK(r.state() == CallState::calling);
  r.pass(9s);
  CHECK(r.line.all<protocol::Notices>().size() == 2);
}

TEST_CASE("a call that is refused for good is none") {
  Desk r;
  r.admit();
  r.sitting.call_proctor(true);
  r.error("attempt_ended", "call");
  CHECK(r.state() == CallState::none);
  CHECK(r.heard.errors == std::vector<std::string>{"attempt_ended"});
}

TEST_CASE("a server that knows no notices: no call, and the exam goes on") {
  Desk r;
  r.seat();
  r.error("unknown_type", "notices");
  CHECK_FALSE(r.sitting.state().board().offered());
  CHECK(r.heard.errors.empty());
  r.sitting.call_proctor(true);
  CHECK(r.state() == CallState::none);
  CHECK(r.line.all<protocol::Call>().empty());
  CHECK(r.sitting.answer(0, true));
  CHECK(r.answer_numbers().size() == 1);
}

TEST_CASE("nobody calls after the end") {
  Desk r;
  r.admit();
  r.say(protocol::Ended{"collected", r.server_now(), std::nullopt, std::nullopt});
  r.sitting.call_proctor(true);
  CHECK(r.line.all<protocol::Call>().empty());
  CHECK(r.state() == CallState::none);
}
