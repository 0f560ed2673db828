#include <catch2/catch.hpp>

#include "client/core/local_journal.hpp"
#include "client_support.hpp"

using namespace examhall;
using namespace examhall::test;
using client::AnswerState;
using client::LocalJournal;
using client::Phase;

namespace {

using Numbers = std::vector<std::uint32_t>;

// Notes the order of keeping and sending; can be told to fail.
class Diary final : public client::AnswerKeeper {
 public:
  client::Recalled open(const client::AttemptName& a) override {
    attempt = a;
    return {};
  }
  void keep(const client::KeptAnswer& a) override {
    if (full) throw std::runtime_error("no space left");
    kept.push_back(a.no);
    if (on_keep) on_keep();
  }
  void settle(std::uint32_t, std::uint32_t no) override { settled.push_back(no); }
  void reached(std::uint32_t) override {}
  void flag(std::uint32_t, bool) override {}
  void forget() override { ++forgotten; }

  client::AttemptName attempt;
  Numbers kept, settled;
  int forgotten = 0;
  bool full = false;
  std::function<void()> on_keep;
};

protocol::Ended ended(const Room& room, const std::vector<std::pair<std::uint32_t, std::string>>& answers) {
  protocol::Receipt r;
  r.batch = "2023-04-J";
  r.ticket = "T001";
  r.paper = std::string(64, 'a');
  r.how = "handed_in";
  r.answers = base::to_hex(base::sha256(protocol::answers_text(answers)));
  const auto s = protocol::sign_receipt(r, room.key);
  return {"handed_in", room.server_now(), s.text, s.signature};
}

}  // namespace

TEST_CASE("an answer is on disk before it is sent") {
  Diary diary;
  Room room{diary};
  room.seat();
  std::size_t sent_when_kept = 99;
  diary.on_keep = [&] { sent_when_kept = room.line.all<protocol::Answer>().size(); };
  REQUIRE(room.sitting.answer(2, "B"));
  CHECK(sent_when_kept == 0);
  CHECK(room.answer_numbers() == Numbers{1});
  CHECK(room.sitting.state().answers().at(2).state == AnswerState::sent);
  CHECK(diary.attempt.batch == "2023-04-J");
  room.ack(1, 2);
  CHECK(diary.settled == Numbers{1});
  CHECK(room.sitting.state().answers().at(2).state == AnswerState::stored);
}

TEST_CASE("a full disk is reported and the answer goes to the server all the same") {
  Diary diary;
  diary.full = true;
  Room room{diary};
  room.seat();
  CHECK(room.sitting.answer(0, true));
  CHECK(room.heard.problems == std::vector<std::string>{"journal_failed"});
  CHECK(room.answer_numbers() == Numbers{1});
}

TEST_CASE("answers given without a line wait here and go in order once it is back") {
  Room room;
  room.seat();
  room.sitting.answer(0, "A");
  room.ack(1, 0);
  room.sitting.answer(1, "B");
  room.sitting.answer(2, "C");
  room.sitting.line_closed({"lost", {"", ""}});
  room.sitting.answer(3, "D");
  room.sitting.answer(4, "E");
  CHECK(room.sitting.state().answers().at(1).state == AnswerState::kept_here);
  room.clock.set(*room.alarm);
  room.sitting.tick();
  room.sitting.line_opened();
  CHECK(room.answer_numbers().empty());
  room.say(room.welcome(3));
  CHECK(room.answer_numbers().empty());  // first it must know what the server holds
  room.say(room.outline({{0, 1, "A"}, {1, 2, "B"}}));
  CHECK(room.answer_numbers() == Numbers{3, 4, 5});
  CHECK(room.heard.found.size() == 1);
  for (std::uint32_t no = 3; no <= 5; ++no) room.ack(no, no - 1);
  for (std::uint32_t i = 0; i < kItems; ++i)
    CHECK(room.sitting.state().answers().at(i).state == AnswerState::stored);
}

TEST_CASE("a repeated ack is not reported twice") {
  Room room;
  room.seat();
  room.sitting.answer(0, "A");
  room.ack(1, 0);
  room.ack(1, 0);
  room.ack(9, 0);
  CHECK(room.heard.acks.size() == 1);
}

TEST_CASE("after a crash a second instance sends what the first had kept") {
  Folder folder;
  {
    LocalJournal journal{folder.path(), "7Q2M-AAAA"};
    Room room{journal};
    room.seat();
    room.sitting.answer(0, "A");
    room.ack(1, 0);
    room.sitting.answer(1, "B");
    room.sitting.answer(2, "C");
    room.sitting.flag(4, true);
    room.sitting.flag(99, true);
  }  // the machine dies: neither 2 nor 3 was acknowledged, and 2 had arrived
  LocalJournal journal{folder.path(), "7Q2M-AAAA"};
  Room room{journal};
  room.seat(3, {{0, 1, "A"}, {1, 2, "B"}});
  CHECK(room.answer_numbers() == Numbers{3});
  CHECK(room.line.all<protocol::Answer>().at(0).response == "C");
  CHECK(room.sitting.state().answers().at(1).state == AnswerState::stored);
  CHECK(room.sitting.state().answers().at(4).flagged);
  CHECK_FALSE(room.sitting.state().answers().at(2).flagged);
  room.ack(3, 2);
  CHECK(room.sitting.answer(3, "D"));
  CHECK(room.answer_numbers() == Numbers{3, 4});
}

TEST_CASE("after a crash and a seat elsewhere, numbers used there are not used again") {
  Folder folder;
  {
    LocalJournal journal{folder.path(), "7Q2M-AAAA"};
    Room room{journal};
    room.seat();
    room.sitting.line_closed({"lost", {"", ""}});
    room.sitting.answer(1, "mine");
    room.sitting.answer(2, "mine");
  }
  LocalJournal journal{folder.path(), "7Q2M-AAAA"};
  Room room{journal};
  room.seat(4, {{2, 1, "there"}, {3, 3, "there"}});
  REQUIRE(room.heard.outdone.size() == 1);
  CHECK(room.heard.outdone[0].item == 2);
  REQUIRE(room.answer_numbers() == Numbers{4});
  CHECK(room.line.all<protocol::Answer>()[0].item == 1);
  // The new number is on disk too: a third instance finds it confirmed or sends it under that number.
  room.ack(4, 1);
  CHECK_FALSE(room.sitting.state().answers().waiting());
}

TEST_CASE("what the disk of the server could not take is sent again, and at once when it can") {
  Room room;
  room.seat();
  room.sitting.answer(0, "A");
  room.sitting.answer(1, "B");
  room.say(protocol::Storage{false});
  CHECK_FALSE(room.sitting.state().storage_ok());
  room.error("not_saved", "answer", 1);
  room.error("not_saved", "answer", 2);
  CHECK(room.sitting.state().answers().at(0).state == AnswerState::kept_here);
  room.pass(999ms);
  CHECK(room.answer_numbers() == Numbers{1, 2});
  room.pass(1s);
  CHECK(room.answer_numbers() == Numbers{1, 2, 1, 2});
  room.error("not_saved", "answer", 1);
  room.error("not_saved", "answer", 2);
  room.say(protocol::Storage{true});
  CHECK(room.answer_numbers() == Numbers{1, 2, 1, 2, 1, 2});
  CHECK(room.heard.storage == std::vector<bool>{false, true});
  CHECK(room.heard.refused.empty());
}

TEST_CASE("a number that was used sends the answer under a new one") {
  Diary diary;
  Room room{diary};
  room.seat();
  room.sitting.answer(0, "A");
  room.error("number_used", "answer", 1);
  CHECK(room.answer_numbers() == Numbers{1, 2});
  CHECK(diary.kept == Numbers{1, 2});
  room.ack(2, 0);
  CHECK(room.sitting.state().answers().at(0).state == AnswerState::stored);
}

TEST_CASE("an answer in flight when the exam was paused is sent when time goes on") {
  Room room;
  room.seat();
  room.sitting.answer(0, "A");
  room.say(protocol::PausedNow{"停电"});
  room.error("attempt_paused", "answer", 1);
  CHECK_FALSE(room.sitting.answer(1, "B"));
  room.pass(10s);
  CHECK(room.answer_numbers() == Numbers{1});
  room.say(protocol::Deadline{kStart + 3h, 0ms, "resumed", ""});
  CHECK(room.answer_numbers() == Numbers{1, 1});
  CHECK(room.sitting.answer(1, "B"));
}

TEST_CASE("a refusal for good is reported with its reason and kept no longer") {
  Diary diary;
  Room room{diary};
  room.seat();
  room.sitting.answer(0, "A");
  room.error("too_late", "answer", 1, kStart + 2h);
  CHECK(room.heard.refused == std::vector<std::string>{"too_late"});
  CHECK(diary.settled == Numbers{1});
  CHECK(room.sitting.state().answers().at(0).state == AnswerState::refused);
  CHECK(room.sitting.state().answers().at(0).reason == "too_late");
}

TEST_CASE("too many messages slow it down and lose nothing") {
  Room room;
  room.seat();
  room.sitting.answer(0, "A");
  room.say(protocol::make_error("too_many_messages"));
  room.pass(999ms);
  CHECK(room.answer_numbers() == Numbers{1});
  room.pass(1ms);
  CHECK(room.answer_numbers() == Numbers{1, 1});
}

TEST_CASE("no more than the window is under way") {
  Room room;
  room.seat();
  room.sitting.line_closed({"lost", {"", ""}});
  // One item, answered again and again, costs one message.
  for (int i = 0; i < 100; ++i) room.sitting.answer(0, i);
  room.clock.set(*room.alarm);
  room.sitting.tick();
  room.seat();
  CHECK(room.answer_numbers().size() == 1);
  for (int i = 0; i < 100; ++i) room.sitting.answer(0, i);
  CHECK(room.answer_numbers().size() == 32);
  CHECK(room.sitting.state().answers().pending() == 33);  // of those that had to wait only the last is left
}

TEST_CASE("a clogged line is replaced by a new one") {
  Room room;
  room.seat();
  room.line.clogged = true;
  room.sitting.answer(0, "A");
  CHECK(room.heard.line.state == client::LineState::offline);
  room.line.clogged = false;
  room.clock.set(*room.alarm);
  room.sitting.tick();
  room.seat();
  CHECK(room.answer_numbers() == Numbers{1});
}

TEST_CASE("what cannot be an answer is not taken") {
  Room room;
  CHECK_FALSE(room.sitting.answer(0, "A"));
  room.seat();
  CHECK_FALSE(room.sitting.answer(kItems, "A"));
  CHECK_FALSE(room.sitting.answer(0, std::string(9000, 'x')));
  CHECK(room.sitting.answer(0, nullptr));
}

TEST_CASE("a hand-in waits for the last ack, tells what is unanswered, and survives a lost line") {
  Room room;
  room.seat();
  room.sitting.answer(0, "A");
  room.sitting.hand_in();
  CHECK(room.line.all<protocol::HandIn>().empty());
  room.ack(1, 0);
  REQUIRE(room.line.all<protocol::HandIn>().size() == 1);
  CHECK(room.line.all<protocol::HandIn>()[0].unanswered == 4);
  room.reconnect();
  room.seat(2, {{0, 1, "A"}});
  CHECK(room.line.all<protocol::HandIn>().size() == 1);
  room.error("hand_in_too_early", "hand_in", {}, kStart + 1h);
  REQUIRE(room.heard.hand_in);
  CHECK(room.heard.hand_in->when == kStart + 1h);
  CHECK_FALSE(room.sitting.handing_in());
  room.pass(10s);
  CHECK(room.line.all<protocol::HandIn>().size() == 1);
}

TEST_CASE("the receipt is checked, the journal removed, and the sitting is over") {
  Diary diary;
  Room room{diary};
  room.seat();
  room.sitting.answer(0, "A");
  room.ack(1, 0);
  room.say(ended(room, {{0, "\"A\""}}));
  REQUIRE(room.heard.receipt);
  CHECK(room.heard.receipt->valid());
  CHECK(room.heard.receipt->answers_match);
  CHECK(diary.forgotten == 1);
  CHECK(room.heard.phases.back() == Phase::ended);
  room.pass(0ms);
  REQUIRE(room.heard.stop);
  CHECK(room.heard.stop->reason == client::StopReason::ended);
}

TEST_CASE("a receipt that is not the server's, or not about these answers, is not taken for good") {
  Diary diary;
  Room room{diary};
  room.seat();
  room.sitting.answer(0, "A");
  room.ack(1, 0);
  protocol::Ended forged = ended(room, {{0, "\"A\""}});
  forged.receipt->replace(forged.receipt->find("handed_in"), 9, "terminate");
  room.say(forged);
  REQUIRE(room.heard.receipt);
  CHECK_FALSE(room.heard.receipt->valid());
  CHECK(diary.forgotten == 0);

  Room other;
  other.seat();
  other.sitting.answer(0, "A");
  other.ack(1, 0);
  other.say(ended(other, {{0, "\"B\""}}));
  CHECK(other.heard.receipt->valid());
  CHECK_FALSE(other.heard.receipt->answers_match);
}

TEST_CASE("answers still under way at the end get their last words, and stay here if none came") {
  Diary diary;
  Room room{diary};
  room.seat();
  room.sitting.answer(0, "A");
  room.sitting.answer(1, "B");
  room.say(ended(room, {}));
  CHECK(diary.forgotten == 0);
  room.error("attempt_ended", "answer", 1);
  CHECK(room.heard.refused == std::vector<std::string>{"attempt_ended"});
  CHECK_FALSE(room.heard.stop);
  room.pass(3s);
  REQUIRE(room.heard.stop);
  REQUIRE(room.heard.stop->unconfirmed.size() == 1);
  CHECK(room.heard.stop->unconfirmed[0].no == 2);
  CHECK(diary.forgotten == 0);
}

TEST_CASE("whoever lost the line at the end gets the receipt at the next login") {
  Room room;
  room.seat();
  room.sitting.answer(0, "A");
  room.ack(1, 0);
  room.sitting.hand_in();
  room.reconnect();
  room.sitting.line_opened();
  room.error("attempt_ended", "login", {}, kStart + 1h);
  CHECK_FALSE(room.heard.stop);
  room.say(ended(room, {{0, "\"A\""}}));
  REQUIRE(room.heard.receipt);
  CHECK(room.heard.receipt->valid());
  room.sitting.line_closed({"closed", {"", ""}, "ended", client::kClosedEnded});
  REQUIRE(room.heard.stop);
  CHECK(room.heard.stop->reason == client::StopReason::ended);
}

TEST_CASE("an attempt that had ended and of which no receipt comes stops it") {
  Room room;
  room.sitting.begin();
  room.sitting.line_opened();
  room.error("attempt_ended", "login");
  room.pass(3s);
  REQUIRE(room.heard.stop);
  CHECK(room.heard.stop->reason == client::StopReason::attempt_ended);
}

TEST_CASE("visits are told only where candidates may not go back") {
  Room room;
  room.seat();
  room.sitting.visit(1);
  CHECK(room.line.all<protocol::Visit>().empty());
  Room forward;
  forward.sitting.begin();
  forward.sitting.line_opened();
  auto w = forward.welcome();
  w.batch.forward_only = true;
  forward.say(w);
  forward.sitting.visit(1);
  CHECK(forward.line.all<protocol::Visit>().size() == 1);
  forward.sitting.report("focus_lost", "");
  CHECK(forward.line.all<protocol::Report>().size() == 1);
}
