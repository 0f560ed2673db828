// What staff do in the room: another seat, a warning, somebody late let in, a note of what happened.
#include "hall_bench.hpp"

using namespace examhall;
using namespace examhall::hall;
using namespace examhall::hall::test;

namespace {

StaffAct move(int i, std::string room, std::string seat) {
  StaffAct a = on_person("move", i);
  a.to_room = std::move(room);
  a.to_seat = std::move(seat);
  return a;
}

StaffAct incident(StaffAct a, std::string category) {
  a.kind = "incident";
  a.category = std::move(category);
  return a;
}

}  // namespace

TEST_CASE("a move ends the old session, and the time until somebody sits at the new seat is given back") {
  Bench b;
  const auto links = b.sitting(3);
  b.answer(links[0], 1, 0, "A");
  b.settle();
  links[0]->heard();
  b.at(kStart + 20min);
  CHECK(b.acted(move(0, "306", "9")) == "applied 1");
  CHECK(links[0]->heard() == "taken_over");
  CHECK(links[0]->last<protocol::TakenOver>().machine == "306 · 9");
  CHECK(links[0]->close_code == CloseCode::taken_over);
  b.answer(links[0], 2, 1, "B");  // was under way
  b.settle();
  CHECK(b.record.count("answered") == 1);
  CHECK(b.record.last("answer_refused").draft.body.find("seat_taken_over") != std::string::npos);

  b.clock.set(kStart + 23min);
  const auto there = b.seated(0);
  const auto welcome = there->last<protocol::Welcome>();
  CHECK(welcome.person.room == "306");
  CHECK(welcome.person.seat == "9");
  CHECK(welcome.deadline == kEnd + 3min);
  CHECK(b.record.last("seated").draft.body.find(R"("time_ms":180000)") != std::string::npos);
  b.at(kEnd + 3min + kGrace - 1ms);
  CHECK(b.record.count("collected") == 2);
  b.at(kEnd + 3min + kGrace);
  CHECK(b.record.count("collected") == 3);
}

TEST_CASE("whoever had dropped before the move gets the time since, up to the batch's limit") {
  Bench b;
  const auto links = b.sitting(1);
  b.at(kStart + 10min);
  b.hall->closed(links[0]);
  b.settle();
  const auto [moved_at, back_at, given] =
      GENERATE(std::tuple{kStart + 15min, kStart + 17min, base::Span{7min}},
               std::tuple{kStart + 60min, kStart + 61min, base::Span{31min}},   // the limit, and the way
               std::tuple{kStart + 15min, kStart + 40min, base::Span{20min}});  // not for a walk of 25 minutes
  b.at(moved_at);
  CHECK(b.acted(move(0, "305", "77")) == "applied 1");
  b.at(back_at);
  CHECK(b.seated(0)->last<protocol::Welcome>().deadline == kEnd + given);
}

TEST_CASE("nobody is put where somebody sits, into a room that is not there, or where they are") {
  Bench b;
  b.sitting(4);  // 0 and 2 in room 305, 1 and 3 in 306
  CHECK(b.acted(move(0, "306", "1")) == "seat_occupied");
  CHECK(b.acted(move(0, "999", "1")) == "no_such_room");
  CHECK(b.acted(move(0, "305", "0")) == "not_possible_now");
  CHECK(b.acted(move(0, "305", "")) == "not_possible_now");
  CHECK(b.acted(move(9, "305", "5")) == "no_such_candidate");
  CHECK(b.acted(on_person("terminate", 1)) == "applied 1");
  CHECK(b.acted(move(1, "305", "5")) == "not_possible_now");
  CHECK(b.acted(move(0, "306", "1")) == "applied 1");  // that seat is free now
  CHECK(b.record.count("moved") == 1);
}

TEST_CASE("a move holds through a restart and a roster that still has the old seat") {
  Bench b;
  b.sitting(2);
  b.at(kStart + 5min);
  b.acted(move(0, "306", "9"));
  b.hall->publish(Bench::publication(2));
  CHECK(b.acted(on_room("pause", "306")) == "applied 2");
  Bench again{b, kStart + 6min, Bench::publication(2)};
  again.settle();
  CHECK(again.acted(on_room("resume", "306")) == "applied 2");
  CHECK(again.seated(0)->last<protocol::Welcome>().person.seat == "9");
}

TEST_CASE("the absent are let in by an act, until the end and with no more time than the window has") {
  Bench b;
  b.sitting(1);
  b.hall->publish(Bench::publication(3));
  b.at(kStart + 16min);
  CHECK(b.status_counts() == "2 absent 1 sitting");
  auto link = b.connect();
  b.login(link, 1);
  b.settle();
  CHECK(link->heard() == "!entry_too_late");
  CHECK(b.acted(on_person("admit", 1)) == "applied 1");
  CHECK(b.acted(on_person("admit", 1)) == "not_possible_now");
  CHECK(b.acted(on_person("admit", 0)) == "not_possible_now");
  CHECK(b.seated(1)->last<protocol::Welcome>().deadline == kEnd);
  CHECK(b.acted(on_person("admit", 2)) == "applied 1");  // and never comes
  b.at(kEnd + kGrace);
  CHECK(b.status_counts() == "1 absent 2 collected");
  CHECK(b.record.count("batch_closed") == 1);
  CHECK(b.acted(on_person("admit", 2)) == "batch_over");
}

TEST_CASE("a warning comes as a notice that says what it is, and is counted apart") {
  Bench b;
  const auto links = b.sitting(1);
  b.send(links[0], protocol::Notices{});
  b.settle();
  StaffAct warn = on_person("warn", 0);
  warn.reason = "请勿交谈";
  CHECK(b.acted(warn) == "applied 1");
  CHECK(links[0]->last<protocol::Notice>().text == "【警告 · Warning】请勿交谈");
  CHECK(b.record.last("warned").draft.body.find("请勿交谈") != std::string::npos);
  warn.reason = std::string(951, 'x');
  CHECK(b.acted(warn) == "text_too_long");
}

TEST_CASE("incidents are numbered in the batch, whomever they are about, and change nothing") {
  Bench b;
  const auto links = b.sitting(2);
  CHECK(b.acted(incident(on_person("", 0), "technical")) == "applied 0");
  CHECK(b.acted(incident(on_room("", "305"), "environment")) == "applied 0");
  StaffAct with = incident(on_batch(""), "staff");
  with.attachment = "考生自述：\n手机属于他人";
  CHECK(b.acted(with) == "applied 0");
  CHECK(b.record.last("batch_incident").draft.body.find("手机属于他人") != std::string::npos);
  CHECK(b.acted(incident(on_person("", 0), "weather")) == "unknown_act");
  CHECK(b.acted(incident(on_person("", 9), "staff")) == "no_such_candidate");
  CHECK(b.record.last("incident").draft.attempt == attempt_id(0));
  CHECK(b.record.last("batch_incident").draft.attempt == 0);
  CHECK(b.record.last("batch_incident").draft.body.find(R"("no":3)") != std::string::npos);
  CHECK(links[0]->heard().empty());
  const auto fold = b.record.fold();
  CHECK(fold.batches.at(kBatch).incidents.size() == 3);
}
