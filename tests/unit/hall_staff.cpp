// Staff's acts on persons and rooms: what they do, to whom they are told, and why they are refused.
#include "hall_bench.hpp"

namespace examhall::hall::test {

TEST_CASE("an act is told, to candidates and to staff, only once it is on disk") {
  Bench b;
  const auto link = b.sitting(1).front();
  const auto [kind, heard] = GENERATE(std::pair{"pause", "paused"}, std::pair{"extend", "deadline"},
                                      std::pair{"terminate", "ended"});
  const auto said = b.act(on_person(kind, 0, 5min));
  b.hall->run_due();
  CHECK(link->heard().empty());
  CHECK(said->empty());
  b.commit();
  CHECK(link->heard() == heard);
  CHECK(*said == "applied 1");
}

TEST_CASE("an act that waits behind others is done when its own events are on disk") {
  Bench b;
  const auto link = b.sitting(1).front();
  const auto first = b.act(on_person("extend", 0, 5min));
  const auto second = b.act(on_person("extend", 0, 7min));
  b.commit(1);
  CHECK(*first == "applied 1");
  CHECK(second->empty());
  // Only what is on disk is told, though the second is in memory already.
  CHECK(link->last<protocol::Deadline>().ends_at == kEnd + 5min);
  b.commit(1);
  CHECK(*second == "applied 1");
  CHECK(link->last<protocol::Deadline>().ends_at == kEnd + 12min);
}

TEST_CASE("a refused act says why at once and leaves no event") {
  Bench b;
  b.sitting(2);
  b.answer(b.seated(0), 1, 0, "A");  // something waits for the disk
  const auto why = [&](StaffAct a) { return *b.act(std::move(a)); };
  CHECK(why(on_person("dance", 0)) == "unknown_act");
  CHECK(why(on_person("pause", 9)) == "no_such_candidate");
  CHECK(why(on_room("pause", "nowhere")) == "no_such_candidate");
  CHECK(why(on_person("resume", 0)) == "not_possible_now");
  CHECK(why(on_person("reinstate", 0)) == "not_possible_now");
  CHECK(why(on_person("extend", 0, 0s)) == "not_possible_now");
  CHECK(why(on_person("extend", 0, -1s)) == "not_possible_now");
  CHECK(why(on_person("extend", 0, 8 * 24h)) == "not_possible_now");
  CHECK(why(on_batch("finalise")) == "not_closed");
  CHECK(why(on_batch("approve_outage")) == "nothing_proposed");
  CHECK(why(on_batch("extend", 0s)) == "nothing_to_do");
  CHECK(why(reschedule(kStart, kEnd)) == "nothing_to_do");
  CHECK(why(reschedule(kStart + 1min, kEnd)) == "already_started");
  CHECK(why(reschedule(kStart, kStart)) == "end_not_after_start");
  StaffAct elsewhere = on_person("pause", 0);
  elsewhere.batch = 8;
  CHECK(why(elsewhere) == "no_such_batch");
  StaffAct nobody = on_person("pause", 0);
  nobody.scope = "planet";
  CHECK(why(nobody) == "no_such_candidate");
  CHECK(b.record.pending() == "answered");
}

TEST_CASE("pause and resume on a person, a room, the batch") {
  Bench b;
  const auto links = b.sitting(4);
  const auto [pause, resume, whom] =
      GENERATE(std::tuple{on_person("pause", 1), on_person("resume", 1), std::vector{1U}},
               std::tuple{on_room("pause", "306"), on_room("resume", "306"), std::vector{1U, 3U}},
               std::tuple{on_batch("pause"), on_batch("resume"), std::vector{0U, 1U, 2U, 3U}});
  const std::string affected = "applied " + std::to_string(whom.size());
  CHECK(b.acted(pause) == affected);
  b.at(kStart + 5min);
  CHECK(b.acted(resume) == affected);
  for (std::uint32_t i = 0; i < 4; ++i) {
    const bool concerned = std::find(whom.begin(), whom.end(), i) != whom.end();
    CHECK(links[i]->heard() == (concerned ? "paused deadline" : ""));
    if (!concerned) continue;
    CHECK(links[i]->last<protocol::PausedNow>().text == "as asked");
    CHECK(links[i]->last<protocol::Deadline>().ends_at == kEnd + 5min);
    CHECK(links[i]->last<protocol::Deadline>().reason == "resumed");
  }
  b.at(kEnd + kGrace);
  CHECK(b.record.count("collected") == 4 - whom.size());
  b.at(kEnd + 5min + kGrace);
  CHECK(b.record.count("collected") == 4);
}

TEST_CASE("an act on a room touches those it fits, and names how many") {
  Bench b;
  const auto links = b.sitting(4);
  b.acted(on_person("pause", 1));
  CHECK(b.acted(on_room("pause", "306")) == "applied 1");
  CHECK(b.acted(on_room("pause", "306")) == "not_possible_now");
  CHECK(b.status_counts() == "2 paused 2 sitting");
}

TEST_CASE("a room is where the candidate sits now, not where the journal first saw them") {
  Bench b;
  b.sitting(2);
  Publication moved{junior(), nullptr, {enrolled(0)}};
  moved.roster[0].person.room = "306";
  b.hall->publish(std::move(moved));
  CHECK(b.acted(on_room("pause", "306")) == "applied 2");
  CHECK(b.acted(on_room("pause", "305")) == "no_such_candidate");
}

TEST_CASE("a room that several sites have is not meant by its name alone") {
  Bench b;
  Publication two = Bench::publication(4);
  for (std::size_t i = 2; i < 4; ++i) two.roster[i].person.site = "二考点";  // 305 and 306 there too
  b.hall->publish(two);
  b.settle();
  for (int i = 0; i < 4; ++i) b.seated(i);
  b.at(kStart);
  for (const char* kind : {"extend", "pause", "message"}) {
    CHECK(b.acted(on_room(kind, "305", 5min)) == "room_of_several_sites");
    StaffAct there = on_room(kind, "305", 5min);
    there.site = "二考点";
    CHECK(b.acted(there) == "applied 1");
  }
  CHECK(b.record.count("extended") == 1);
}

TEST_CASE("while too much waits for the disk no act is taken: ten thousand events would be next") {
  Settings few;
  few.waiting_limit = 3;
  Bench b{kStart - 10min, few};
  const auto links = b.sitting(2);
  for (std::uint32_t no = 1; no <= 3; ++no) b.answer(links[0], no, no, "A");
  CHECK(*b.act(on_batch("pause")) == "storage");
  CHECK(b.record.pending() == "answered answered answered");
  b.settle();
  CHECK(b.acted(on_batch("pause")) == "applied 2");
}

TEST_CASE("an extension moves the collection, of a person or a room") {
  Bench b;
  const auto links = b.sitting(3);
  CHECK(b.acted(on_person("extend", 0, 10min)) == "applied 1");
  CHECK(b.acted(on_room("extend", "306", 5min)) == "applied 1");
  CHECK(links[0]->last<protocol::Deadline>().by_ms == Span{10min});
  CHECK(links[0]->last<protocol::Deadline>().reason == "extended");
  CHECK(links[0]->last<protocol::Deadline>().text == "as asked");
  CHECK(links[2]->heard().empty());
  b.at(kEnd + kGrace);
  CHECK(b.status_counts() == "1 collected 2 sitting");
  b.at(kEnd + 5min + kGrace - 1ms);
  CHECK(b.status_counts() == "1 collected 2 sitting");
  b.at(kEnd + 5min + kGrace);
  CHECK(b.status_counts() == "2 collected 1 sitting");
  b.at(kEnd + 10min + kGrace - 1ms);
  CHECK(b.closed.empty());
  b.at(kEnd + 10min + kGrace);
  CHECK(b.closed.size() == 1);
}

TEST_CASE("extensions before one sits count too") {
  Bench b;
  b.publish(2);
  const auto link = b.seated(0);
  CHECK(b.acted(on_room("extend", "305", 10min)) == "applied 1");
  CHECK(b.acted(on_person("extend", 1, 10min)) == "applied 1");  // not even in the seat
  b.at(kStart);
  CHECK(link->last<protocol::Start>().deadline == kEnd + 10min);
  CHECK(b.seated(1)->last<protocol::Welcome>().deadline == kEnd + 10min);
}

TEST_CASE("terminated: the paper is taken, nothing more is accepted, no way back in") {
  Bench b;
  const auto link = b.sitting(1).front();
  b.answer(link, 1, 0, "A");
  b.acted(on_person("terminate", 0));
  CHECK(link->heard() == "ack ended");
  CHECK(link->last<protocol::Ended>().how == "terminated");
  b.answer(link, 2, 1, "B");
  b.settle();
  CHECK(b.record.last("answer_refused").draft.body.find("attempt_terminated") != std::string::npos);
  CHECK(b.acted(on_person("terminate", 0)) == "not_possible_now");
}

TEST_CASE("reinstated: goes on where it was, the lost time is given back") {
  Bench b;
  const auto link = b.sitting(1).front();
  b.answer(link, 1, 0, "A");
  b.acted(on_person("terminate", 0));
  b.hall->closed(link);
  b.at(kStart + 20min);
  CHECK(b.acted(on_person("reinstate", 0)) == "applied 1");
  const auto again = b.seated(0);
  CHECK(again->heard() == "welcome start outline item item item item paper_end deadline");
  CHECK(again->last<protocol::Welcome>().deadline == kEnd + 20min);
  CHECK(again->last<protocol::Outline>().answers.size() == 1);
  b.at(kEnd + 20min + kGrace);
  CHECK(again->heard() == "ended");
  CHECK(b.closed.size() == 1);
}

TEST_CASE("terminated and reinstated before the disk knows: the candidate sits on") {
  Bench b;
  const auto link = b.sitting(1).front();
  b.act(on_person("terminate", 0));
  b.act(on_person("reinstate", 0));
  b.settle();
  CHECK(link->heard().empty());
  CHECK_FALSE(link->close_code);
  b.answer(link, 1, 0, "A");
  b.settle();
  CHECK(link->heard() == "ack");
}

TEST_CASE("a hand-in under an undone termination keeps its own place in the journal") {
  const bool all_at_once = GENERATE(true, false);
  Bench b;
  const auto link = b.sitting(1).front();
  b.send(link, protocol::HandIn{4});
  if (!all_at_once) b.settle();
  b.clock.advance(1min);
  b.act(on_person("terminate", 0));
  b.act(on_person("reinstate", 0));
  b.settle();
  b.at(kEnd + kGrace);
  REQUIRE(b.closed.size() == 1);
  const auto& ending = b.closed[0].candidates[0].tries.at(0);
  CHECK(ending.status == exam::Status::handed_in);
  CHECK(ending.seq == b.record.last("handed_in").place.seq);
  CHECK(ending.link == base::to_hex(b.record.last("handed_in").place.link));
  CHECK(ending.seq == b.record.fold().attempts.at(attempt_id(0)).ending->seq);
}

TEST_CASE("a hand-in that is terminated on its way to the disk ends once, as terminated") {
  Bench b;
  const auto link = b.sitting(1).front();
  b.send(link, protocol::HandIn{4});
  b.act(on_person("terminate", 0));
  b.commit(1);
  CHECK(link->heard().empty());
  b.commit();
  CHECK(link->heard() == "ended");
  CHECK(link->last<protocol::Ended>().how == "terminated");
}

TEST_CASE("a seat that is given back after the start begins at once") {
  Bench b;
  b.publish(1);
  const auto link = b.seated(0);
  b.acted(on_person("terminate", 0));
  b.hall->closed(link);
  b.at(kStart + 5min);
  b.acted(on_person("reinstate", 0));
  CHECK(b.status_counts() == "1 sitting");
  b.at(kEnd + kGrace);
  CHECK(b.closed.size() == 1);
}

TEST_CASE("a closed batch has no time left to reinstate anyone into; what was handed in comes back") {
  Bench b;
  const auto links = b.sitting(2);
  b.send(links[1], protocol::HandIn{4});
  b.acted(on_batch("terminate"));
  b.at(kEnd + kGrace);
  REQUIRE(b.closed.size() == 1);
  CHECK(b.acted(on_person("reinstate", 0)) == "already_closed");
  CHECK(b.acted(on_person("reinstate", 1)) == "applied 1");
  CHECK(b.status_counts() == "1 handed_in 1 terminated");
}

TEST_CASE("whoever logs in during a pause is told of it, and gets the paper on resuming") {
  Bench b;
  const auto old_link = b.sitting(1).front();
  b.hall->closed(old_link);
  b.acted(on_person("pause", 0));
  const auto link = b.seated(0);
  CHECK(link->heard() == "welcome paused");
  CHECK(link->last<protocol::Welcome>().status == "paused");
  b.at(kStart + 10min);
  b.acted(on_person("resume", 0));
  CHECK(link->heard() == "deadline start outline item item item item paper_end");
  CHECK(link->last<protocol::Start>().deadline == kEnd + 10min);
}

TEST_CASE("an act's events come to the disk together, with the request that asked for them") {
  Bench b;
  b.sitting(4);
  StaffAct act = on_room("extend", "306", 5min);
  act.request = 17;
  b.act(act);
  CHECK(b.record.pending() == "extended extended acted");
  CHECK(b.record.together == std::vector<std::size_t>{3});
  b.settle();
  CHECK(
      b.record.last("acted").draft.body ==
      R"({"affected":2,"by":"zhao","kind":"extend","reason":"as asked","request":17,"scope":"room","target":"306","time_ms":300000})");
}

TEST_CASE("a request that is sent again is answered and not repeated, after a restart too") {
  const auto [act, outcome] = GENERATE(std::pair{on_room("extend", "306", 5min), "applied 2"},
                                       std::pair{on_person("terminate", 1), "applied 1"},
                                       std::pair{on_batch("extend", 5min), "applied 0"},
                                       std::pair{reschedule(kStart, kEnd + 5min), "applied 4"});
  Bench b;
  b.sitting(4);
  StaffAct asked = act;
  asked.request = 17;
  CHECK(b.acted(asked) == outcome);
  const std::size_t events = b.record.entries.size();
  CHECK(b.acted(asked) == outcome);
  CHECK(b.record.entries.size() == events);

  Bench again{b, kStart + 1min, Bench::publication(4)};
  again.settle();
  const std::size_t after_restart = again.record.entries.size();
  CHECK(again.acted(asked) == outcome);
  CHECK(again.record.entries.size() == after_restart);
  asked.request = 18;
  CHECK(again.acted(on_person("extend", 0, 1min)) == "applied 1");
}

TEST_CASE("an act about the schedule says what the schedule is since, however often it is asked") {
  Bench b;
  b.sitting(1);
  b.acted_by_two(on_batch("extend", 5min), 17);
  StaffAct asked = Bench::decision("approve", 17);
  asked.batch = kBatch;
  std::vector<exam::Window> windows;
  for (int i = 0; i < 2; ++i) {
    b.hall->act(asked, [&](const StaffOutcome& o) { windows.push_back(o.window.value()); });
    b.settle();
  }
  CHECK(windows == std::vector<exam::Window>(2, {kStart, kEnd + 5min}));
}

TEST_CASE("nothing is terminated once the results stand") {
  Bench b;
  b.sitting(1);
  b.at(kEnd + kGrace);
  CHECK(b.acted(on_batch("finalise")) == "applied 0");
  CHECK(b.acted(on_person("terminate", 0)) == "not_possible_now");
}

}  // namespace examhall::hall::test
