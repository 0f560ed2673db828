// What the console shows beside the rows, to accounts that see a room, a site or all: never anything of what
// lies outside.
#include "proctoring_world.hpp"

using namespace examhall;
using namespace examhall::proctoring;
using namespace examhall::proctoring::test;

namespace {

const staff::Grant kAll{Role::auditor, kBatch, "", ""};
const staff::Grant kRoom305{Role::proctor, kBatch, "一考点", "305"};

/// "ticket+12 ticket-": who waits, since how many seconds after the start, and who no longer does.
std::string waits(const std::vector<base::Json>& messages) {
  std::string out;
  for (const base::Json& m : messages) {
    for (const auto& row : m["rows"]) {
      const auto since = row[1].get<std::int64_t>();
      const std::string after =
          since == 0 ? "-" : fmt::format("+{}", (since - base::to_millis(kStart)) / 1000);
      out += row[0].get<std::string>().substr(8) + after + " ";
    }
  }
  return out;
}

}  // namespace

TEST_CASE(
    "whose answers wait for the disk is told after three seconds, also while it fails, and when it is over") {
  World w;
  const auto links = w.bench.sitting(4);
  const auto all = w.watching(kAll), room = w.watching(kRoom305);
  w.bench.clock.advance(1s);
  w.bench.answer(links[0], 1, 0, "A");
  w.bench.answer(links[1], 1, 0, "A");
  w.pass(1s);
  w.bench.answer(links[0], 2, 1, "A");
  w.bench.hall->storage(false);
  w.pass(1s);
  CHECK(waits(all->heard("not_saved")).empty());
  w.pass(1s);
  CHECK(waits(all->heard("not_saved")) == "000+1 001+1 ");
  CHECK(waits(room->heard("not_saved")) == "000+1 ");
  w.pass(1s);
  CHECK(all->heard("not_saved").empty());  // told once
  w.bench.commit(2);
  w.pass(1s);
  CHECK(waits(all->heard("not_saved")) == "000+2 001- ");
  CHECK(waits(room->heard("not_saved")) == "000+2 ");
  CHECK_FALSE(room->was_told_of(ticket(1)));
  w.bench.settle();
  w.pass(1s);
  CHECK(waits(all->heard("not_saved")) == "000- ");
  w.pass(10s);
  CHECK(all->heard("not_saved").empty());
}

TEST_CASE("answers that are on disk in time are told to nobody, however many there are") {
  World w;
  const auto links = w.bench.sitting(2);
  const auto all = w.watching(kAll);
  for (std::uint32_t no = 1; no <= 20; ++no) {
    w.bench.answer(links[0], no, 0, "A");
    w.pass(1s);
    w.bench.commit(1);
  }
  CHECK(all->heard("not_saved").empty());
  w.bench.answer(links[1], 1, 0, "A");
  w.pass(5s);
  CHECK(waits(all->heard("not_saved")) == "001+20 ");
  w.say(all, {{"type", "watch"}, {"batch", "2023-04-J"}});
  w.pass(1s);
  CHECK(waits(all->heard("not_saved")) == "001+20 ");  // anew
}

TEST_CASE("an outage past the limit stands on the card until everybody's end was moved after it") {
  hall::LiveBatch batch;
  batch.state.batch = junior();
  const auto shown = [&](std::string_view member) {
    return base::Span{card_for_all(batch, kStart + 2h)[std::string{member}].get<std::int64_t>()};
  };
  const auto away = [&](Instant from, Span lost, std::string outcome) {
    exam::fold_into(batch.state, exam::OutageNoted{from, from + lost, lost, std::move(outcome)}, from + lost);
  };
  CHECK(shown("outage_over_limit") == 0ms);
  away(kStart + 10min, 40min, "over_limit");
  away(kStart + 60min, 31min, "over_limit");
  away(kStart + 95min, 1min, "compensated");
  CHECK(shown("outage_over_limit") == 71min);
  CHECK(shown("outage_proposed") == 0ms);
  exam::fold_into(batch.state, exam::BatchExtended{71min, "qian", "the outages"}, kStart + 100min);
  CHECK(shown("outage_over_limit") == 0ms);
  away(kStart + 101min, 35min, "over_limit");
  CHECK(shown("outage_over_limit") == 35min);
}

namespace {

const staff::Grant kSite{Role::chief, kBatch, "一考点", ""};

/// What staff do in a hall where 0 and 2 sit in 305, 1 and 3 in 306.
struct Doing : World {
  std::int64_t request = 100;

  explicit Doing(int people) { bench.sitting(people); }
  void act(hall::StaffAct a) {
    a.request = ++request;
    CHECK(bench.acted(std::move(a)).starts_with("applied"));
    console.tick();
  }
  std::vector<base::Json> ask(const std::shared_ptr<PageLink>& link) {
    say(link, {{"type", "deeds"}});
    console.tick();
    return link->heard("deeds");
  }
};

hall::StaffAct upon_site(std::string kind, std::string site) {
  hall::StaffAct act = on_batch(std::move(kind));
  act.scope = "site";
  act.target = std::move(site);
  return act;
}
hall::StaffAct incident(hall::StaffAct act) {
  act.kind = "incident";
  act.category = "technical";
  return act;
}

/// "act scope target, …" of each message.
std::string deeds(const std::vector<base::Json>& messages) {
  std::string out;
  for (const base::Json& m : messages) {
    for (const base::Json& d : m["all"])
      out += fmt::format("{} {} {}, ", d["act"].get<std::string>(), d["scope"].get<std::string>(),
                         d["target"].get<std::string>());
  }
  return out;
}

}  // namespace

TEST_CASE(
    "who did what is told on demand, to those who see all that it was upon, and from then on as it comes") {
  Doing w{4};
  const auto all = w.watching(kAll), site = w.watching(kSite), room = w.watching(kRoom305);
  w.act(on_person("message", 0));
  w.act(on_person("message", 1));
  hall::StaffAct there = on_room("message", "305");
  w.act(there);  // whichever site: not of one room of one site
  there.site = "一考点";
  w.act(there);
  w.act(on_batch("message"));
  w.bench.hall->note(kBatch, {"outside_grants", "li", "pause person " + ticket(0)});
  w.bench.settle();
  w.console.tick();
  for (const auto& link : {all, site, room}) CHECK(link->heard("deeds").empty());

  const std::string first = "message person " + ticket(0) + ", ",
                    other = "message person " + ticket(1) + ", ";
  const std::string placed = "message room 一考点/305, ";
  const auto told = w.ask(all);
  CHECK(deeds(told) ==
        first + other + "message room /305, " + placed + "message batch , outside_grants batch , ");
  CHECK(told.at(0)["more"] == false);
  CHECK(told.at(0)["all"][0]["by"] == "zhao");
  CHECK(told.at(0)["all"][3]["affected"] == 2);
  CHECK(deeds(w.ask(site)) == first + other + placed);
  CHECK(deeds(w.ask(room)) == first + placed);

  w.act(on_person("pause", 2));
  w.act(on_person("pause", 3));
  const auto later = all->heard("deeds");
  CHECK(deeds(later) == "pause person " + ticket(2) + ", pause person " + ticket(3) + ", ");
  CHECK_FALSE(later.at(0).contains("more"));
  CHECK(deeds(room->heard("deeds")) == "pause person " + ticket(2) + ", ");
  for (const std::string& foreign : {ticket(1), ticket(3), std::string{"306"}, std::string{"outside_grants"}})
    CHECK_FALSE(room->was_told_of(foreign));
  CHECK(w.bench.record.fold().batches.at(kBatch).deeds.size() == 8);  // and after a restart
}

TEST_CASE("a decision is shown as what was decided, not by the number of its request") {
  Doing w{4};
  const auto all = w.watching(kAll), room = w.watching(kRoom305);
  hall::StaffAct asked = upon_site("extend", "一考点");
  asked.time = 10min;
  w.act(asked);
  w.act(Bench::decision("approve", w.request));
  const auto told = w.ask(all);
  CHECK(deeds(told) == "propose site 一考点, approve site 一考点, ");
  CHECK(told.at(0)["all"][0]["time"] == 600'000);
  CHECK(deeds(w.ask(room)).empty());
}

TEST_CASE("older deeds come on demand, and that there are others that are not seen is not told") {
  Doing w{4};
  for (int i = 1; i <= 205; ++i) w.act(incident(on_person("", i % 2)));
  w.act(incident(on_person("", 1)));
  const auto all = w.watching(kAll), room = w.watching(kRoom305);
  const auto part = [&](const std::shared_ptr<PageLink>& link) {
    const auto told = w.ask(link);
    REQUIRE(told.size() == 1);
    return fmt::format("{} {}", told[0]["all"].size(), told[0]["more"].get<bool>());
  };
  CHECK(part(all) == "100 true");
  CHECK(part(all) == "100 true");
  CHECK(part(all) == "6 false");
  CHECK(part(all) == "0 false");
  CHECK(part(room) == "100 true");
  CHECK(part(room) == "2 false");
}

TEST_CASE("nothing of what was done is told while the disk fails, or to a page that watches nothing") {
  Doing w{2};
  const auto all = w.watching(kAll);
  w.act(on_person("message", 0));
  w.bench.hall->storage(false);
  CHECK(w.ask(all).empty());
  w.bench.hall->storage(true);
  w.console.tick();
  CHECK(deeds(all->heard("deeds")) == "message person " + ticket(0) + ", ");
  w.say(all, {{"type", "watch"}, {"batch", "none"}});
  w.say(all, {{"type", "deeds"}});
  CHECK(all->heard("error").size() == 2);
}
