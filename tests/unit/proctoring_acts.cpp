// What is done for whom: acts and approvals, from the page to the office and back.
#include "proctoring_world.hpp"

using namespace examhall;
using namespace examhall::proctoring;
using namespace examhall::proctoring::test;

namespace {

/// The requests that wait for a second person, as this page was told last.
base::Json open_for(const PageLink& link) {
  for (auto m = link.said.rbegin(); m != link.said.rend(); ++m) {
    if ((*m)["type"] == "requests") return (*m)["open"];
  }
  return {};
}

}  // namespace

TEST_CASE("an act goes to the office with its place, its author and its name, and is answered") {
  World w;
  w.bench.publish(4);
  const auto link = w.watching();
  w.say(link, act(1, "pause", ticket(0)));
  REQUIRE(w.reception.acts.size() == 1);
  CHECK(w.reception.acts[0].key == "key-of-act-1");
  CHECK(w.reception.acts[0].kind == "pause");
  CHECK(w.reception.acts[0].by == "zhao");
  CHECK(w.reception.acts[0].batch == kBatch);
  CHECK(link->heard().empty());
  w.reception.waiting[0](5, {true, "", 1, {}});
  CHECK(link->heard() == "act_result");
  CHECK(link->said.back()["state"] == "applied");
  CHECK(link->said.back()["request"] == 0);  // nobody else has to approve it

  w.say(link, act(2, "message", "一考点/305", "room"));
  REQUIRE(w.reception.acts.size() == 2);
  CHECK(w.reception.acts[1].scope == "room");
  CHECK(w.reception.acts[1].target == "305");
  CHECK(w.reception.acts[1].site == "一考点");
}

TEST_CASE("sent again over another line it is asked for under the same name") {
  World w;
  w.bench.publish(4);
  const auto cut = w.watching();
  w.say(cut, act(1, "pause", ticket(0)));
  w.console.door().closed(cut);
  const auto link = w.watching();
  base::Json again = act(1, "pause", ticket(0));
  again["no"] = 9;
  w.say(link, again);
  REQUIRE(w.reception.acts.size() == 2);
  CHECK(w.reception.acts[1].key == w.reception.acts[0].key);
  for (const auto& done : w.reception.waiting) done(5, {true, "", 1, {}});
  CHECK(link->heard() == "act_result");
  CHECK(link->said.back()["no"] == 9);
}

TEST_CASE("what was done before is answered with what came of it, although it would be refused by now") {
  World w;
  w.bench.publish(4);
  const auto link = w.watching();
  w.reception.book["zhao key-of-act-1"] = {17, {true, "", 30, {}}};
  base::Json elsewhere = act(1, "pause", ticket(0));
  elsewhere["batch"] = "ANOTHER";
  w.say(link, elsewhere);
  w.say(link, act(1, "pause", "一考点", "site"));
  w.say(link, act(1, "terminate", ticket(0)));
  w.say(link, act(1, "pause", "no such ticket"));
  // After a reconnect the page does not find the request that it has decided itself, and names none.
  const base::Json decision{{"type", "approve"},     {"no", 1},      {"batch", "2023-04-J"},
                            {"key", "key-of-act-1"}, {"request", 0}, {"yes", true},
                            {"reason", "confirmed"}};
  w.say(link, decision);
  CHECK(link->heard() == "act_result act_result act_result act_result act_result");
  for (std::size_t i = link->said.size() - 5; i < link->said.size(); ++i) {
    CHECK(link->said[i]["state"] == "applied");
    CHECK(link->said[i]["affected"] == 30);
    CHECK(link->said[i]["request"] == 0);  // no second person is awaited
  }
  CHECK(w.reception.acts.empty());
  CHECK(w.reception.refusals.empty());
}

TEST_CASE("what was meant for another batch, or has no name, is not done") {
  World w;
  w.bench.publish(4);
  const auto link = w.watching();
  base::Json other = act(1, "pause", ticket(0));
  other["batch"] = "ANOTHER";
  w.say(link, other);
  CHECK(link->said.back()["state"] == "refused");
  CHECK(link->said.back()["why"] == "other_batch");
  const base::Json decision{{"type", "approve"}, {"no", 2},     {"batch", "ANOTHER"},   {"key", "key-of-2"},
                            {"request", 1},      {"yes", true}, {"reason", "confirmed"}};
  w.say(link, decision);
  CHECK(link->heard() == "act_result act_result");
  for (const std::string key : {"short", "no spaces", "key/of/act", ""}) {
    base::Json nameless = act(3, "pause", ticket(0));
    nameless["key"] = key;
    w.say(link, nameless);
    CHECK(link->heard() == "!bad_message");
  }
  base::Json without = act(4, "pause", ticket(0));
  without.erase("key");
  w.say(link, without);
  CHECK(link->heard() == "!bad_message");
  CHECK(w.reception.acts.empty());
}

TEST_CASE("what is not granted is not done, and what is not seen is not there") {
  World w;
  w.bench.publish(4);
  const auto link = w.open();
  w.say(link, act(1, "pause", ticket(0)));
  CHECK(link->heard() == "hello !nothing_watched");
  const auto desk = w.watching();
  w.say(desk, act(2, "pause", ticket(1)));  // of the other room
  w.say(desk, act(3, "pause", "no such ticket"));
  w.say(desk, act(4, "pause", "一考点/306", "room"));
  w.say(desk, act(5, "terminate", ticket(0)));
  w.say(desk, act(6, "pause", "", "batch"));
  w.say(desk, act(7, "dance", ticket(0)));
  w.say(desk, act(8, "terminate", "一考点/305", "room"));
  base::Json silent = act(9, "pause", ticket(0));
  silent["reason"] = " ";
  w.say(desk, silent);
  base::Json timeless = act(10, "extend", ticket(0));
  w.say(desk, timeless);
  CHECK(desk->heard() ==
        "!no_such_candidate !no_such_candidate !no_such_candidate !forbidden !forbidden !bad_message "
        "!bad_message !bad_message !bad_message");
  CHECK(w.reception.acts.empty());
  CHECK(w.reception.refusals == std::vector<std::string>{"7 outside_grants zhao: pause person " + ticket(1),
                                                         "7 outside_grants zhao: pause room 一考点/306",
                                                         "7 forbidden zhao: terminate person " + ticket(0),
                                                         "7 forbidden zhao: pause batch "});
}

TEST_CASE("what an act was judged by goes with it") {
  World w;
  w.bench.publish(2);
  const auto link = w.watching();
  const Visitor then = w.reception.who;
  w.reception.who.grants.clear();
  w.say(link, act(1, "pause", ticket(0)));
  REQUIRE(w.reception.judged_by.size() == 1);
  CHECK(w.reception.judged_by[0].session == 11);
  CHECK(w.reception.judged_by[0].grants == then.grants);
}

TEST_CASE("a page that has gone hears no answer") {
  World w;
  w.bench.publish(2);
  auto link = w.watching();
  w.say(link, act(1, "pause", ticket(0)));
  w.console.door().closed(link);
  const std::size_t said = link->said.size();
  w.reception.waiting[0](5, {true, "", 1, {}});
  CHECK(link->said.size() == said);
}

TEST_CASE("a move, an incident and a late entry carry what they need, and nothing else does") {
  World w;
  w.reception.who.grants = {{Role::chief, kBatch, "一考点", ""}};
  w.bench.publish(4);
  const auto link = w.watching();
  base::Json move = act(1, "move", ticket(0));
  w.say(link, move);
  move["room"] = "306";
  w.say(link, move);
  move["seat"] = "9";
  w.say(link, move);
  base::Json incident = act(2, "incident", "一考点/305", "room");
  w.say(link, incident);
  incident["category"] = "environment";
  w.say(link, incident);
  w.say(link, act(3, "admit", ticket(1)));
  incident["no"] = 7;
  incident["attachment"] = "what was said";
  w.say(link, incident);
  base::Json quiet = act(8, "pause", ticket(1));
  quiet["attachment"] = "x";
  w.say(link, quiet);
  base::Json warn = act(4, "warn", ticket(1));
  warn["seat"] = "9";
  w.say(link, warn);
  CHECK(link->heard() == "!bad_message !bad_message !bad_message !bad_message !bad_message");
  REQUIRE(w.reception.acts.size() == 4);
  CHECK(w.reception.acts[3].attachment == "what was said");
  CHECK(w.reception.acts[0].to_room == "306");
  CHECK(w.reception.acts[0].to_seat == "9");
  CHECK(w.reception.acts[1].category == "environment");
  CHECK(w.reception.acts[1].target == "305");
}

TEST_CASE("an outage is given back by when it began, which the card says of the oldest that waits") {
  World w;
  w.reception.who.grants = {{Role::office, kBatch, "", ""}};
  w.bench.publish(4);
  const auto link = w.watching();
  base::Json approval = act(1, "approve_outage", "", "batch");
  w.say(link, approval);
  base::Json pause = act(2, "pause", "", "batch");
  pause["outage"] = 7;
  w.say(link, pause);
  CHECK(link->heard() == "!bad_message !bad_message");
  approval["outage"] = base::to_millis(kStart);
  w.say(link, approval);
  REQUIRE(w.reception.acts.size() == 1);
  CHECK(w.reception.acts[0].outage == kStart);

  hall::LiveBatch batch;
  batch.state.batch = junior();
  CHECK(card_for_all(batch, kStart)["outage_from"] == 0);
  const auto lost = [](Instant from, const char* outcome) {
    return exam::OutageNoted{from, from + 1min, 1min, outcome};
  };
  batch.state.outages = {lost(kStart, "proposed"), lost(kStart + 5min, "proposed"),
                         lost(kStart, "compensated"), lost(kStart + 9min, "proposed")};
  CHECK(card_for_all(batch, kStart)["outage_from"] == base::to_millis(kStart + 5min));
  CHECK(card_for_all(batch, kStart)["outage_proposed"] == 60'000);
}

TEST_CASE("a proctor moves within the room, and into no other") {
  World w;
  w.bench.publish(4);
  const auto link = w.watching();
  base::Json move = act(1, "move", ticket(0));
  move["room"] = "306";
  move["seat"] = "9";
  w.say(link, move);
  move["no"] = 2;
  move["room"] = "305";
  w.say(link, move);
  CHECK(link->heard() == "!forbidden");
  CHECK(w.reception.acts.size() == 1);
}

TEST_CASE("other scores are approved by another of the office at the page, and never asked for there") {
  World w;
  w.bench.sitting(1);
  w.bench.at(kEnd + hall::test::kGrace);
  w.bench.hall->note_graded(kBatch, {1, std::string(64, 'b'), std::string(64, 'a'), "first"},
                            [](std::string_view) {});
  hall::StaffAct asked = hall::test::on_batch("regrade");
  asked.target = std::string(64, 'c');
  asked.request = 17;
  REQUIRE(w.bench.acted(asked) == "applied 0");
  w.reception.who.grants = {{Role::auditor, kBatch, "", ""}};
  w.reception.who.login = "wang";
  CHECK(open_for(*w.watching())[0]["may_approve"] == false);
  w.reception.who.grants = {{Role::office, kBatch, "", ""}};
  w.reception.who.login = "zhao";
  CHECK(open_for(*w.watching())[0]["mine"] == true);
  w.reception.who.login = "qian";
  const auto office = w.watching();
  CHECK(open_for(*office)[0]["may_approve"] == true);
  CHECK(open_for(*w.watching())[0]["kind"] == "regrade");
  w.say(office, act(1, "regrade", std::string(64, 'd'), "batch"));
  w.say(office, act(2, "approve_scores", "", "batch"));
  CHECK(w.reception.acts.empty());
  w.say(office, {{"type", "approve"},
                 {"no", 3},
                 {"batch", "2023-04-J"},
                 {"key", "key-of-3"},
                 {"request", 1},
                 {"yes", true},
                 {"reason", "checked"}});
  REQUIRE(w.reception.acts.size() == 1);
  CHECK((w.reception.acts[0].kind == "approve" && w.reception.acts[0].target == "17"));
}

TEST_CASE("time for a site is shown to those who see the whole of it, and approved by another") {
  World w;
  w.bench.publish(4);
  w.reception.who = {2, 12, "qian", "钱主考", {{Role::chief, kBatch, "一考点", ""}}};
  const auto chief = w.watching();
  w.reception.who = {3, 13, "sun", "孙考务", {{Role::office, kBatch, "", ""}}};
  const auto office = w.watching();
  w.reception.who = {1, 11, "zhao", "赵监考", {{Role::proctor, kBatch, "一考点", "305"}}};
  const auto proctor = w.watching();

  base::Json asked = act(1, "extend", "一考点", "site");
  asked["time"] = 600000;
  w.say(chief, asked);
  REQUIRE(w.reception.acts.size() == 1);
  hall::StaffAct proposal = w.reception.acts[0];
  proposal.request = 17;
  w.bench.hall->act(proposal, [&](const hall::StaffOutcome& o) { w.reception.waiting[0](17, o); });
  w.bench.settle();
  const auto told = std::find_if(chief->said.begin(), chief->said.end(),
                                 [](const base::Json& m) { return m["type"] == "act_result"; });
  REQUIRE(told != chief->said.end());
  CHECK((*told)["state"] == "awaiting_second");
  CHECK((*told)["request"] == 1);  // the first that this page hears of, whatever the catalogue calls it
  w.console.tick();
  CHECK(chief->heard().find("requests") != std::string::npos);
  CHECK(office->heard().find("requests") != std::string::npos);
  CHECK(proctor->heard().find("requests") == std::string::npos);
  CHECK(open_for(*chief)[0]["mine"] == true);
  CHECK(open_for(*chief)[0]["may_approve"] == false);
  CHECK(open_for(*office)[0]["may_approve"] == true);
  CHECK(open_for(*office)[0]["time"] == 600000);
  for (const auto& page : {chief, office}) CHECK(open_for(*page)[0]["request"] == 1);

  const base::Json yes{{"type", "approve"}, {"no", 5},     {"batch", "2023-04-J"}, {"key", "key-of-5"},
                       {"request", 1},      {"yes", true}, {"reason", "confirmed"}};
  w.say(chief, yes);
  w.say(proctor, yes);
  base::Json other = yes;
  other["request"] = 17;
  w.say(office, other);
  CHECK(chief->heard() == "!own_request");
  CHECK(proctor->heard() == "!no_such_request");
  CHECK(office->heard() == "!no_such_request");
  base::Json good = yes;
  good["no"] = 6;
  w.say(office, good);
  REQUIRE(w.reception.acts.size() == 2);
  CHECK(w.reception.acts[1].kind == "approve");
  CHECK(w.reception.acts[1].target == "17");
  CHECK(w.reception.acts[1].by == "sun");
  hall::StaffAct approval = w.reception.acts[1];
  approval.request = 18;
  w.bench.hall->act(approval, [&](const hall::StaffOutcome& o) { w.reception.waiting[1](18, o); });
  w.bench.settle();
  w.console.tick();
  CHECK(office->said.back()["type"] != "error");
  CHECK(open_for(*office).empty());
  CHECK(open_for(*chief).empty());
  CHECK(w.bench.record.count("extended") == 4);
}
