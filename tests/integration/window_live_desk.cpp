// The window's desk against the real network code: a thread of its own, nothing on the window's thread waits.
#include "client_rig.hpp"

#include <catch2/catch.hpp>
#include <QBuffer>
#include <QCoreApplication>
#include <QSignalSpy>
#include <thread>

#include "client/window/live_desk.hpp"

using namespace examhall;
using namespace examhall::test;
using client::AnswerState;
using client::LineState;
using client::Phase;
using client::StopReason;
using window::LiveDesk;

namespace {

struct DeskRig : ClientRig {
  std::unique_ptr<LiveDesk> sit(const std::string& code = "RIGHT",
                                std::optional<std::filesystem::path> journal = {}) {
    client::ClientSettings s;
    s.server = {"127.0.0.1", std::to_string(port())};
    s.tls = std::make_shared<client::TlsClient>(certificate.chain());
    s.who = {"T1", code, "PC-1", "test 1"};
    s.journal_folder = std::move(journal);
    s.tuning.backoff_first = s.tuning.backoff_longest = 20ms;
    return std::make_unique<LiveDesk>(std::move(s), clock);
  }
  template <class Ready>
  void until(Ready ready) {
    const auto give_up = std::chrono::steady_clock::now() + kPatience;
    while (!ready()) {
      if (std::chrono::steady_clock::now() > give_up)
        throw std::runtime_error("what was awaited did not happen");
      io.restart();
      io.run_one_for(2ms);
      QCoreApplication::processEvents();
    }
  }
};

AnswerState state_of(const LiveDesk& desk, std::uint32_t item) {
  return desk.state().answers().at(item).state;
}

}  // namespace

TEST_CASE("a desk logs in, shows the paper, and its answers are stored") {
  DeskRig rig;
  const auto desk = rig.sit();
  CHECK(desk->state().phase() == Phase::outside);
  rig.until([&] { return desk->state().paper_complete(); });
  CHECK(desk->state().phase() == Phase::sitting);
  CHECK(desk->line().state == LineState::online);
  desk->typing(3);
  rig.until([&] { return state_of(*desk, 3) == AnswerState::typing; });
  desk->answer(3, true);
  rig.until([&] { return state_of(*desk, 3) == AnswerState::stored; });
  CHECK(rig.hall.stored.at(3).response == Json(true));
}

TEST_CASE("however many messages come, the window hears of them a few times") {
  DeskRig rig;
  rig.hall.items = 400;
  const auto desk = rig.sit();
  QSignalSpy changes{desk.get(), &sheet::Desk::changed};
  // The server sends everything while the window is busy.
  const auto give_up = std::chrono::steady_clock::now() + DeskRig::kPatience;
  while (rig.hall.logins == 0 && std::chrono::steady_clock::now() < give_up)
    rig.io.run_one_for(2ms), rig.io.restart();
  for (int i = 0; i < 200; ++i) rig.io.run_one_for(2ms), rig.io.restart();
  // On a slow machine not everything has come by now, and the window has many more turns.
  qsizetype turns = 0;
  rig.until([&] { return ++turns, desk->state().paper_complete(); });
  CHECK(changes.size() < 20 * turns);
}

TEST_CASE("actions return at once while the server is away, and arrive when it is back") {
  DeskRig rig;
  const auto desk = rig.sit();
  rig.until([&] { return desk->state().paper_complete(); });
  const auto port = rig.port();
  rig.shut();
  rig.until([&] { return desk->line().state != LineState::online; });
  const auto before = std::chrono::steady_clock::now();
  for (std::uint32_t i = 0; i < 40; ++i) {
    desk->typing(i);
    desk->answer(i, i % 2 == 0);
  }
  CHECK(std::chrono::steady_clock::now() - before < 250ms);
  rig.until([&] { return state_of(*desk, 39) == AnswerState::kept_here; });
  rig.serve(port);
  rig.until(
      [&] { return desk->state().answers().pending() == 0 && desk->line().state == LineState::online; });
  CHECK(rig.hall.stored.size() == 40);
}

TEST_CASE("handing in ends with the receipt, then the stop, in this order") {
  DeskRig rig;
  const auto desk = rig.sit();
  std::vector<std::string> heard;
  bool valid = false;
  QObject::connect(desk.get(), &sheet::Desk::ended, [&](const protocol::Ended& e, const auto& receipt) {
    heard.push_back(e.how);
    valid = receipt && receipt->valid() && receipt->answers_match;
    CHECK(desk->state().phase() == Phase::ended);  // the state is at least as new as the event
  });
  QObject::connect(desk.get(), &sheet::Desk::stopped,
                   [&](const client::Stop& s) { heard.emplace_back(to_text(s.reason)); });
  rig.until([&] { return desk->state().paper_complete(); });
  desk->answer(0, true);
  desk->hand_in();
  rig.until([&] { return heard.size() == 2; });
  CHECK(heard == std::vector<std::string>{"handed_in", "ended"});
  CHECK(valid);
}

TEST_CASE("a wrong code stops the desk with the server's words") {
  DeskRig rig;
  const auto desk = rig.sit("WRONG");
  std::optional<client::Stop> stop;
  QObject::connect(desk.get(), &sheet::Desk::stopped, [&](const client::Stop& s) { stop = s; });
  rig.until([&] { return stop.has_value(); });
  CHECK(stop->reason == StopReason::refused);
  CHECK_FALSE(stop->text.zh.empty());
}

TEST_CASE("a desk that is put away leaves its seat; with no server it does not hang") {
  DeskRig rig;
  auto desk = rig.sit();
  rig.until([&] { return desk->state().paper_complete(); });
  REQUIRE(rig.hall.seat);
  std::thread away{[&] { desk.reset(); }};  // the test's thread plays the server meanwhile
  rig.until([&] { return rig.hall.seat == nullptr; });
  away.join();

  rig.shut();
  auto lonely = rig.sit();
  const auto before = std::chrono::steady_clock::now();
  lonely.reset();
  CHECK(std::chrono::steady_clock::now() - before < 5s);
}

TEST_CASE("an image is fetched once it is asked for, and is not decoded by the window") {
  DeskRig rig;
  QImage drawn{8, 8, QImage::Format_RGB32};
  drawn.fill(Qt::red);
  QByteArray png;
  QBuffer out{&png};
  drawn.save(&out, "PNG");
  const base::Digest digest =
      base::sha256(std::string_view{png.constData(), static_cast<std::size_t>(png.size())});
  rig.hall.pictures[digest] = {"image/png", std::make_shared<const std::string>(png.toStdString())};
  const std::string hash = base::to_hex(digest);
  const auto desk = rig.sit();
  QSignalSpy arrived{desk.get(), &sheet::Desk::image_arrived};
  rig.until([&] { return desk->state().paper_complete(); });
  CHECK(desk->image(hash).isNull());
  rig.until([&] { return !arrived.isEmpty(); });
  CHECK(desk->image(hash).size() == QSize{8, 8});
}
