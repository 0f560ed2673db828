// The practice paper and its desk, which confirms answers by itself.
#include <catch2/catch.hpp>
#include <QCoreApplication>
#include <QFile>
#include <QSignalSpy>

#include "client/window/practice_desk.hpp"
#include "client/window/practice_paper.hpp"

using namespace examhall;
using namespace std::chrono_literals;
using base::Json;
using client::AnswerState;
using client::Phase;
using window::PracticeDesk;

namespace {

const base::Instant kPractisedAt = base::from_millis(1'684'546'200'000);

std::string resource() {
  QFile file{":/examhall/practice.json"};
  REQUIRE(file.open(QIODevice::ReadOnly));
  return file.readAll().toStdString();
}

struct Practice {
  base::ManualClock clock{kPractisedAt};
  PracticeDesk desk{{base::Language::zh, {}, "Asia/Shanghai", 5s}, clock, 0ms};
  void settle() {
    for (int i = 0; i < 5; ++i) QCoreApplication::processEvents();
  }
  AnswerState state(std::uint32_t item) const { return desk.state().answers().at(item).state; }
};

}  // namespace

TEST_CASE("the practice paper has every type in both languages, and they differ only in words") {
  const auto zh = window::read_practice_paper(resource(), base::Language::zh);
  const auto en = window::read_practice_paper(resource(), base::Language::en);
  REQUIRE(zh.bodies.size() == 6);
  REQUIRE(en.bodies.size() == zh.bodies.size());
  CHECK(zh.outline.order == en.outline.order);
  CHECK(zh.outline.options == en.outline.options);
  std::map<std::string, int> types;
  int images = 0;
  for (std::size_t i = 0; i < zh.bodies.size(); ++i) {
    ++types[zh.bodies[i]["type"]];
    images += static_cast<int>(zh.bodies[i]["images"].size());
    CHECK(zh.bodies[i]["type"] == en.bodies[i]["type"]);
    CHECK(zh.bodies[i]["text"] != en.bodies[i]["text"]);
    CHECK(zh.bodies[i]["content"].value("options", Json::array()).size() ==
          en.bodies[i]["content"].value("options", Json::array()).size());
  }
  CHECK(types ==
        std::map<std::string, int>{{"single", 2}, {"multiple", 1}, {"true_false", 1}, {"numeric", 2}});
  CHECK(images == 1);
  CHECK_THROWS_AS(window::read_practice_paper("{}", base::Language::zh), std::runtime_error);
}

TEST_CASE("the practice sits at once, by the server's clock, with the whole paper") {
  const Practice p;
  CHECK(p.desk.practice());
  CHECK(p.desk.state().phase() == Phase::sitting);
  CHECK(p.desk.state().paper_complete());
  CHECK(p.desk.server_time() == kPractisedAt + 5s);
  CHECK(p.desk.state().remaining(kPractisedAt) == PracticeDesk::kTime);
}

TEST_CASE("an answer in practice goes the way of a real one: typing, sent, stored") {
  Practice p;
  QSignalSpy changes{&p.desk, &sheet::Desk::changed};
  p.desk.typing(0);
  CHECK(p.state(0) == AnswerState::none);  // as with a server nothing is different before the call returns
  QCoreApplication::processEvents();
  CHECK(p.state(0) == AnswerState::typing);
  p.desk.answer(0, "A");
  p.settle();
  CHECK(p.state(0) == AnswerState::stored);
  CHECK(p.desk.state().answers().at(0).stored == Json("A"));
  CHECK(p.desk.state().answers().at(0).stored_at == kPractisedAt + 5s);
  CHECK(changes.size() >= 2);
  p.desk.answer(99, "A");  // no such item
  p.settle();
}

TEST_CASE("practice is handed in with what was answered last, and nothing is taken after it") {
  Practice p;
  QSignalSpy ended{&p.desk, &sheet::Desk::ended};
  p.desk.answer(4, "156.00");
  p.desk.hand_in();
  p.desk.hand_in();
  p.settle();
  REQUIRE(ended.size() == 1);
  CHECK(p.desk.state().phase() == Phase::ended);
  CHECK(p.state(4) == AnswerState::stored);
  p.desk.answer(0, "A");
  p.settle();
  CHECK(p.state(0) == AnswerState::none);
}

TEST_CASE("calling and being answered can be practised") {
  Practice p;
  QSignalSpy notices{&p.desk, &sheet::Desk::notice_arrived};
  p.desk.call_proctor(true);
  CHECK(p.desk.call_state() == sheet::CallState::calling);
  p.settle();
  CHECK(p.desk.call_state() == sheet::CallState::recorded);
  REQUIRE(notices.size() == 1);
  REQUIRE(p.desk.notices().size() == 1);
  p.desk.read_notice(p.desk.notices()[0].id);
  CHECK(p.desk.notices()[0].read);
  p.desk.call_proctor(false);
  CHECK(p.desk.call_state() == sheet::CallState::none);
}

TEST_CASE("the chart is drawn when it is asked for, and nothing else is") {
  Practice p;
  CHECK_FALSE(p.desk.image(window::practice_image_hash("sales.png")).isNull());
  CHECK(p.desk.image("00").isNull());
}
