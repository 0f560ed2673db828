// Nothing of a paper leaves before its batch opens, whatever anyone sends.
#include "hall_bench.hpp"

namespace examhall::hall::test {
namespace {

std::vector<std::string> every_message() {
  using namespace protocol;
  std::vector<std::string> out{encode(Login{ticket(0), "WRONG", "c", "PC", std::nullopt}),
                               encode(TimeQuery{1}),
                               encode(Visit{0}),
                               encode(Visit{kItems - 1}),
                               encode(Visit{kItems}),
                               encode(Visit{UINT32_MAX}),
                               encode(Report{"focus_lost", "x"}),
                               encode(HandIn{0}),
                               encode(HandIn{kItems}),
                               "",
                               "null",
                               "{}",
                               "[]",
                               "{",
                               "\"item\"",
                               R"({"type":"outline"})",
                               R"({"type":"item","item":0})",
                               R"({"type":"start"})",
                               R"({"type":"welcome"})",
                               R"({"type":7})",
                               R"({"type":"answer"})",
                               R"({"type":"visit","item":-1})",
                               R"({"type":"visit","item":"0"})",
                               R"({"type":"visit","item":0,"x":1})",
                               R"({"type":"hand_in"})",
                               R"({"type":"login"})",
                               R"({"type":"time","t0":1e99})",
                               "\xff\xfe",
                               std::string(70'000, '['),
                               R"({"type":"answer","no":1,"item":0,"response":[[[[[[[[[[]]]]]]]]]],"at":0})"};
  for (const std::uint32_t item : {0U, kItems - 1, kItems, 1000U, UINT32_MAX}) {
    for (const base::Json& response :
         {base::Json("A"), base::Json(nullptr), base::Json{{"odd", true}}, base::Json(3)}) {
      for (const std::uint32_t no : {0U, 1U, 7U, UINT32_MAX})
        out.push_back(encode(Answer{no, item, response, 0}));
    }
  }
  return out;
}

bool shows_paper(const FakeLink& link) {
  const auto planted = [](const std::string& frame) { return frame.find(kPlanted) != std::string::npos; };
  return std::any_of(link.frames.begin(), link.frames.end(), planted) ||
         !link.all<protocol::Outline>().empty() || !link.all<protocol::Start>().empty() ||
         !link.all<protocol::PaperEnd>().empty();
}

}  // namespace

TEST_CASE("until the last millisecond before the start no message gets anything of the paper") {
  Bench b;
  b.publish(3);
  const auto seated = b.seated(0);
  const auto dropped = b.seated(1);
  b.hall->closed(dropped);
  b.at(kStart - 1ms);
  const auto unseated = b.connect();
  const auto unknown = std::make_shared<FakeLink>("10.0.0.8");  // the hall was never told of it
  for (const std::string& message : every_message()) {
    for (const auto& link : {seated, unseated, unknown, dropped})
      b.hall->received(link, message, b.clock.now());
    b.settle();
  }
  CHECK_FALSE(unseated->frames.empty());
  b.send(seated, protocol::Login{ticket(0), code(0), "c", "PC", std::string(64, 'a')});
  const auto with_paper = b.connect();
  b.send(with_paper, protocol::Login{ticket(2), code(2), "c", "PC", std::string(64, 'a')});
  b.settle();
  for (const auto& link : {seated, unseated, unknown, dropped, with_paper}) CHECK_FALSE(shows_paper(*link));
  CHECK(with_paper->heard() == "welcome");
  CHECK(unknown->frames.empty());
  CHECK(b.status_counts() == "3 seated");
  // The test can fail: a millisecond later the same look finds the paper.
  b.at(kStart);
  CHECK(shows_paper(*seated));
  CHECK(shows_paper(*with_paper));
}

TEST_CASE("refusals before the start do not tell how many items there are, or of which type") {
  Bench b;
  b.publish(1);
  const auto link = b.seated(0);
  b.at(kStart - 1ms);
  link->heard();
  std::set<std::string> answers, visits;
  for (const std::uint32_t item : {0U, kItems - 1, kItems, 4095U, UINT32_MAX}) {
    for (const base::Json& response : {base::Json("A"), base::Json(nullptr), base::Json{{"odd", true}}}) {
      const auto before = link->frames.size();
      b.answer(link, 1, item, response);
      b.settle();
      REQUIRE(link->frames.size() == before + 1);
      answers.insert(link->frames.back());
    }
    b.send(link, protocol::Visit{item});
    b.settle();
    visits.insert(link->frames.back());
  }
  CHECK(answers.size() == 1);
  CHECK(visits.size() == 1);
  CHECK(link->last<protocol::Error>().id == "not_started");
  CHECK(link->last<protocol::Error>().when == kStart);
}

TEST_CASE("images: none before the start, while paused, after the end, or for a stranger") {
  Bench b;
  b.publish(2);
  const auto link = b.seated(0);
  const auto token = link->last<protocol::Welcome>().image_token;
  b.at(kStart - 1ms);
  CHECK_FALSE(b.hall->image(token, image_hash()));
  b.at(kStart);
  REQUIRE(b.hall->image(token, image_hash()));
  CHECK(b.hall->image(token, image_hash())->media == "image/png");
  CHECK_FALSE(b.hall->image("", image_hash()));
  CHECK_FALSE(b.hall->image(std::string(32, '0'), image_hash()));
  b.acted(on_person("pause", 0));
  CHECK_FALSE(b.hall->image(token, image_hash()));
  b.acted(on_person("resume", 0));
  CHECK(b.hall->image(token, image_hash()));
  b.send(link, protocol::HandIn{4});
  CHECK_FALSE(b.hall->image(token, image_hash()));
}

TEST_CASE("a start moved to later keeps the paper shut at the old time") {
  Bench b;
  b.publish(1);
  const auto link = b.seated(0);
  CHECK(b.acted(reschedule(kStart + 1h, kEnd + 1h)) == "applied 1");
  b.at(kStart + 1h - 1ms);
  CHECK_FALSE(shows_paper(*link));
  b.at(kStart + 1h);
  CHECK(shows_paper(*link));
}

TEST_CASE("a login read before the start and handled after it begins like all others") {
  Bench b;
  b.publish(2);
  b.seated(0);
  b.at(kStart - 1s);
  const auto link = b.connect();
  b.at(kStart);
  b.send_at(link, protocol::Login{ticket(1), code(1), "c", "PC", std::nullopt}, kStart - 1ms);
  b.settle();
  CHECK(link->heard() == "welcome start outline item item item item paper_end");
  CHECK(b.status_counts() == "2 sitting");
}

}  // namespace examhall::hall::test
