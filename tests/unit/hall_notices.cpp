// Notices from staff and calls for a proctor: to whom they go, when, and what a restart leaves of them.
#include "hall_bench.hpp"

namespace examhall::hall::test {
namespace {

StaffAct message(StaffAct whom, std::string text) {
  whom.kind = "message";
  whom.reason = std::move(text);
  return whom;
}

/// The candidates of Bench::sitting(), with clients that ask for notices.
std::vector<LinkPtr> hearing(Bench& b, int n) {
  auto links = b.sitting(n);
  for (const auto& link : links) {
    b.send(link, protocol::Notices{});
    link->heard();
  }
  return links;
}

std::string texts(const LinkPtr& link) {
  std::string out;
  for (const auto& n : link->all<protocol::Notice>()) out += n.text + (n.read ? "(read) " : " ");
  return out;
}

}  // namespace

TEST_CASE("a notice goes to a person, a room, all; and says to whom") {
  Bench b;
  const auto links = hearing(b, 4);
  const auto [act, to, whom] = GENERATE(std::tuple{on_person("", 1), "you", std::vector{1U}},
                                        std::tuple{on_room("", "306"), "room", std::vector{1U, 3U}},
                                        std::tuple{on_batch(""), "all", std::vector{0U, 1U, 2U, 3U}});
  const auto said = b.act(message(act, "检查草稿纸"));
  for (const auto& link : links) CHECK(link->heard().empty());  // not before it is on disk
  CHECK(said->empty());
  b.settle();
  CHECK(*said == "applied " + std::to_string(whom.size()));
  for (std::uint32_t i = 0; i < 4; ++i) {
    const bool concerned = std::find(whom.begin(), whom.end(), i) != whom.end();
    CHECK(links[i]->heard() == (concerned ? "notice" : ""));
    if (!concerned) continue;
    const auto n = links[i]->last<protocol::Notice>();
    CHECK(n.id == 1);
    CHECK(n.text == "检查草稿纸");
    CHECK(n.at == kStart);
    CHECK(n.to == to);
    CHECK_FALSE(n.read);
  }
  CHECK(b.record.together.back() == whom.size());
}

TEST_CASE("a client that did not ask hears nothing of notices and calls") {
  Bench b;
  const auto link = b.sitting(1).front();
  CHECK(b.acted(message(on_batch(""), "x")) == "applied 1");
  b.send(link, protocol::Call{1, true});
  b.settle();
  CHECK(b.acted(on_person("answer_call", 0)) == "applied 1");
  b.send(link, protocol::Noticed{1, true});
  b.settle();
  CHECK(link->heard().empty());
  CHECK(b.record.count("notice_read") == 1);
}

TEST_CASE("a request that is sent again sends no second notice") {
  Bench b;
  const auto link = hearing(b, 1).front();
  StaffAct act = message(on_person("", 0), "once");
  act.request = 77;
  CHECK(b.acted(act) == "applied 1");
  CHECK(b.acted(act) == "applied 1");
  CHECK(link->heard() == "notice");
  CHECK(b.record.count("notified") == 1);
  CHECK(b.record.last("notified").draft.body.find("\"request\":77") != std::string::npos);
  CHECK(b.record.count("acted") == 1);
  CHECK(b.record.together.back() == 2);  // the notice and its act, or neither
}

TEST_CASE("whoever logs in later, or again, is sent what there is; read ones as read") {
  Bench b;
  b.publish(2);
  CHECK(b.acted(message(on_batch(""), "one")) == "applied 2");  // nobody is in the room yet
  auto link = b.seated(0);
  CHECK(link->heard() == "welcome");
  b.send(link, protocol::Notices{});
  b.settle();
  CHECK(link->heard() == "notice call");
  b.send(link, protocol::Noticed{1, false});
  b.settle();
  CHECK(link->heard() == "noticed");
  b.acted(message(on_person("", 0), "two"));
  b.send(link, protocol::Noticed{2, true});
  b.settle();
  CHECK(link->heard() == "notice noticed");
  CHECK(b.record.count("notice_delivered") == 1);
  CHECK(b.record.count("notice_read") == 1);

  link = b.seated(0);
  b.send(link, protocol::Notices{});
  b.settle();
  CHECK(texts(link) == "one two(read) ");
  b.send(link, protocol::Notices{});  // again on the same connection: what is open
  b.settle();
  CHECK(texts(link) == "one two(read) one ");
}

TEST_CASE("what is said of a notice is confirmed on disk, once, and again for who asks again") {
  Bench b;
  const auto link = hearing(b, 1).front();
  b.acted(message(on_person("", 0), "one"));
  link->heard();
  b.send(link, protocol::Noticed{1, true});
  CHECK(link->heard().empty());
  b.settle();
  CHECK(link->heard() == "noticed");
  b.send(link, protocol::Noticed{1, true});
  b.send(link, protocol::Noticed{1, false});
  CHECK(link->heard() == "noticed noticed");
  CHECK(b.record.waiting.empty());
  b.send(link, protocol::Noticed{2, true});
  b.send(link, protocol::Noticed{0, true});
  CHECK(link->heard() == "!not_possible_now !not_possible_now");
  CHECK(b.record.waiting.empty());
}

TEST_CASE("a restart in any place: notices, what was read, and the call are as the disk had them") {
  Bench b;
  const auto link = hearing(b, 2).front();
  b.acted(message(on_batch(""), "one"));
  b.acted(message(on_person("", 0), "two"));
  b.send(link, protocol::Noticed{1, true});
  b.send(link, protocol::Call{1, true, "pen"});
  b.settle();
  const std::size_t events = b.record.entries.size();
  for (std::size_t n = events - 6; n <= events; ++n) {
    Bench after{b, kStart + 1min, Bench::publication(2), n};
    after.settle();
    const auto again = after.seated(0);
    again->heard();
    after.send(again, protocol::Notices{});
    after.settle();
    const exam::Fold disk = b.record.fold(n);
    const auto& a = disk.attempts.at(attempt_id(0)).attempt;
    const auto notices = again->all<protocol::Notice>();
    REQUIRE(notices.size() == a.notices.size());
    for (std::size_t i = 0; i < notices.size(); ++i) {
      CHECK(notices[i].text == a.notices[i].text);
      CHECK(notices[i].read == a.notices[i].read);
      CHECK(notices[i].at == a.notices[i].at);
    }
    CHECK((again->last<protocol::CallNow>().state == "recorded") == (a.call.state == exam::Calling::open));
    CHECK(again->last<protocol::CallNow>().no == a.call.no);
  }
}

TEST_CASE("a call is told to be recorded once it is on disk; staff answer it; the candidate is told") {
  Bench b;
  const auto link = hearing(b, 2).front();
  CHECK(b.acted(on_person("answer_call", 0)) == "not_possible_now");
  b.send(link, protocol::Call{1, true, "键盘"});
  b.send(link, protocol::Call{1, true, "键盘"});
  CHECK(link->heard().empty());
  b.settle();
  CHECK(link->heard() == "call call");
  CHECK(link->last<protocol::CallNow>().state == "recorded");
  CHECK(link->last<protocol::CallNow>().no == 1);
  CHECK(link->last<protocol::CallNow>().text.empty());
  CHECK(b.record.count("proctor_called") == 1);
  CHECK(b.acted(on_room("answer_call", "305")) == "applied 1");
  CHECK(link->heard() == "call");
  CHECK(link->last<protocol::CallNow>().state == "answered");
  CHECK(link->last<protocol::CallNow>().text == "as asked");
  CHECK(link->last<protocol::CallNow>().at == kStart);
  const auto again = b.seated(0);
  b.send(again, protocol::Notices{});
  b.settle();
  CHECK(again->last<protocol::CallNow>().state == "answered");
}

TEST_CASE("a call is withdrawn, and another comes too soon") {
  Bench b;
  const auto link = hearing(b, 1).front();
  b.send(link, protocol::Call{1, true});
  b.send(link, protocol::Call{2, false});
  b.settle();
  CHECK(link->heard() == "call call");
  CHECK(link->last<protocol::CallNow>().state == "withdrawn");
  b.send(link, protocol::Call{3, true});
  CHECK(link->heard() == "!call_too_soon");
  CHECK(link->last<protocol::Error>().when == kStart + 10s);
  CHECK(link->last<protocol::Error>().about->type == "call");
  b.at(kStart + 10s);
  b.send(link, protocol::Call{3, true});
  b.settle();
  CHECK(link->heard() == "call");
}

TEST_CASE("calls and notices in the waiting room and in a pause") {
  Bench b;
  b.publish(1);
  const auto link = b.seated(0);
  b.send(link, protocol::Notices{});
  b.send(link, protocol::Call{1, true});
  b.acted(message(on_person("", 0), "wait"));
  CHECK(link->heard() == "welcome call call notice");
  b.at(kStart);
  b.acted(on_person("pause", 0));
  link->heard();
  b.acted(message(on_person("", 0), "fire alarm"));
  b.send(link, protocol::Call{2, false});
  b.settle();
  CHECK(link->heard() == "notice call");
}

TEST_CASE("after the end there is nobody to write to, and nobody calls") {
  Bench b;
  const auto link = hearing(b, 1).front();
  b.send(link, protocol::Call{1, true});
  b.settle();
  b.at(kEnd + kGrace);
  link->heard();
  CHECK(b.acted(message(on_batch(""), "too late")) == "not_possible_now");
  CHECK(b.acted(on_person("answer_call", 0)) == "not_possible_now");
  b.send(link, protocol::Call{2, false});
  b.send(link, protocol::Noticed{1, true});
  CHECK(link->heard() == "!attempt_ended !attempt_ended");
}

TEST_CASE("the old connection of a takeover neither hears nor says anything of them") {
  Bench b;
  const auto old_link = hearing(b, 1).front();
  b.acted(message(on_person("", 0), "one"));
  old_link->heard();
  const auto new_link = b.connect("10.0.0.9");
  b.login(new_link, 0);
  b.send(old_link, protocol::Notices{});
  b.send(old_link, protocol::Noticed{1, true});
  b.send(old_link, protocol::Call{1, true});
  const auto said = b.act(message(on_person("", 0), "two"));
  b.settle();
  CHECK(old_link->all<protocol::Notice>().size() == 1);
  CHECK(b.record.count("notice_read") == 0);
  CHECK(b.record.count("proctor_called") == 0);
  CHECK(new_link->all<protocol::Notice>().empty());  // it has not asked yet
  b.send(new_link, protocol::Notices{});
  b.settle();
  CHECK(texts(new_link) == "one two ");
}

TEST_CASE("nothing of them before the login, nor while too much waits for the disk") {
  Settings few;
  few.waiting_limit = 1;
  Bench b{kStart - 10min, few};
  b.publish(2);
  const auto stranger = b.connect();
  b.send(stranger, protocol::Notices{});
  b.send(stranger, protocol::Noticed{1, true});
  b.send(stranger, protocol::Call{1, true});
  CHECK(stranger->heard() == "!not_logged_in !not_logged_in !not_logged_in");
  const auto link = b.seated(0);
  link->heard();
  b.login(b.connect(), 1);  // waits for the disk
  b.send(link, protocol::Notices{});
  b.send(link, protocol::Noticed{1, true});
  b.send(link, protocol::Call{1, true});
  CHECK(link->heard() == "!not_saved !not_saved !not_saved");
}

TEST_CASE("a message that does not fit is refused whole") {
  Bench b;
  hearing(b, 2);
  CHECK(b.acted(message(on_batch(""), "")) == "not_possible_now");
  CHECK(b.acted(message(on_batch(""), std::string(1001, 'x'))) == "text_too_long");
  CHECK(b.acted(message(on_room("", "nowhere"), "x")) == "no_such_candidate");
  CHECK(b.record.count("notified") == 0);
}

}  // namespace examhall::hall::test
