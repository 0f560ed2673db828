// A site learns nothing of another, and nobody waits for others.
#include "proctoring_world.hpp"

using namespace examhall;
using namespace examhall::proctoring;
using namespace examhall::proctoring::test;

namespace {

/// What there is of another site: nothing, people to whom nothing happens, or all that can happen to them.
enum class Second { absent, still, busy };

/// Four at the first site; at the second, whose rooms are called the same, as many as are left.
hall::Publication two_sites(int people) {
  auto p = Bench::publication(people);
  for (std::size_t i = 4; i < p.roster.size(); ++i) p.roster[i].person.site = "二考点";
  return p;
}

/// A batch that is held at the second site only.
hall::Publication elsewhere() {
  exam::Batch batch = junior();
  batch.id = kBatch + 1;
  batch.code = "OTHER";
  hall::Publication p{batch, paper(), {}};
  p.roster.push_back(enrolled(60));
  p.roster[0].person.site = "二考点";
  return p;
}

/// Three pages of the first site, and an office that carries out what they ask for.
struct TwoSites {
  World w;
  Second second;
  std::int64_t requests = 100;
  std::size_t done = 0;
  std::uint32_t no = 0;
  std::shared_ptr<PageLink> chief, wide, proctor;

  explicit TwoSites(Second there) : second{there} {
    w.reception.on_record = [this](std::int64_t batch, const exam::Noted& n) {
      w.bench.hall->note(batch, n);
    };
    w.bench.hall->publish(two_sites(second == Second::absent ? 4 : 10));
    w.bench.settle();
    chief = page("qian", {Role::chief, kBatch, "一考点", ""});
    wide = page("zhou", {Role::chief, 0, "一考点", ""});
    proctor = page("zhao", {Role::proctor, kBatch, "一考点", "305"});
    if (second != Second::absent) w.bench.hall->publish(elsewhere());
    turn();
  }
  std::shared_ptr<PageLink> page(const std::string& login, const staff::Grant& grant) {
    ++w.reception.who.session;
    w.reception.who.login = login;
    w.reception.who.grants = {grant};
    auto link = w.open();
    w.say(link, {{"type", "watch"}, {"batch", "2023-04-J"}});
    return link;
  }
  void turn() {
    for (int i = 0; i < 2; ++i) {
      w.bench.settle();
      w.console.tick();
      w.bench.clock.advance(1s);
    }
  }
  void at(Instant t) {
    w.bench.at(t);
    turn();
  }
  void say(const std::shared_ptr<PageLink>& link, const base::Json& message) {
    w.say(link, message);
    for (; done < w.reception.acts.size(); ++done) {
      hall::StaffAct a = w.reception.acts[done];
      a.request = ++requests;
      w.bench.hall->act(a,
                        [this, a, which = done](const auto& o) { w.reception.waiting[which](a.request, o); });
    }
    turn();
  }
  void asks(const std::shared_ptr<PageLink>& link, std::string kind, std::string target,
            std::string scope = "person", const base::Json& more = base::Json::object()) {
    base::Json message = act(static_cast<int>(++no), std::move(kind), std::move(target), std::move(scope));
    message.update(more);
    say(link, message);
  }
  /// At the second site, where somebody is busy there.
  void there(const std::function<void(Bench&)>& what) {
    if (second == Second::busy) what(w.bench);
    turn();
  }
  void there(hall::StaffAct a) {
    there([&](Bench& bench) {
      a.request = ++requests;
      if (a.scope == "room") a.site = "二考点";
      if (a.scope == "site") a.target = "二考点";
      INFO(a.kind);
      CHECK(bench.acted(a).starts_with("applied"));
    });
  }
  void busy_there() {
    hall::StaffAct incident = on_person("incident", 4);
    incident.category = "technical";
    for (const char* scope : {"person", "room", "site"}) {
      incident.scope = scope;
      incident.target = incident.scope == "room" ? "305" : ticket(4);
      there(incident);
    }
    there(on_room("message", "305"));
    there(on_person("warn", 5));
    there(on_person("pause", 4));
    there(on_person("resume", 4));
    there(on_person("terminate", 5));
    there(on_person("reinstate", 5));
    there(on_person("extend", 4, 40min));
    hall::StaffAct more = on_person("extend", 4, 5min);
    more.scope = "site";
    there(more);
    there([&](Bench& bench) { CHECK(bench.acted(Bench::decision("approve", requests)) == "applied 6"); });
    hall::StaffAct move = on_person("move", 4);
    move.to_room = "306";
    move.to_seat = "99";
    there(move);
    there([&](Bench& bench) { bench.hall->publish(two_sites(13)); });
    there([&](Bench& bench) {
      const auto back = bench.seated(4);
      bench.answer(back, 1, 0, "A");
      bench.send(back, protocol::Call{1, true, "water"});
    });
  }
  /// What a page of the first site can try upon the second.
  void probe(const std::shared_ptr<PageLink>& link) {
    for (const std::string& target : {ticket(4), ticket(9), ticket(60)}) {
      asks(link, "pause", target);
      say(link, {{"type", "timeline"}, {"no", ++no}, {"ticket", target}});
    }
    asks(link, "message", "二考点/305", "room");
    asks(link, "message", "二考点", "site");
    for (const std::uint32_t request : {7U, 101U, 102U, 110U, 111U, 112U}) {
      say(link, {{"type", "approve"},
                 {"no", ++no},
                 {"batch", "2023-04-J"},
                 {"key", fmt::format("key-of-act-{}", no)},
                 {"request", request},
                 {"yes", true},
                 {"reason", "a guess"}});
    }
  }
};

/// All that the three pages are sent, to the byte.
using Sent = std::vector<std::vector<std::string>>;

/// Empty if they are the same.
std::string first_difference(const Sent& sent, const Sent& other) {
  for (std::size_t page = 0; page < sent.size(); ++page) {
    const auto [a, b] =
        std::mismatch(sent[page].begin(), sent[page].end(), other[page].begin(), other[page].end());
    if (a != sent[page].end()) return *a;
    if (b != other[page].end()) return *b;
  }
  return {};
}

Sent sent_to_the_first_site(Second second) {
  TwoSites s{second};
  const auto links = {s.w.bench.seated(0), s.w.bench.seated(1)};
  std::vector<LinkPtr> others;
  s.there([&](Bench& bench) { others = {bench.seated(4), bench.seated(5)}; });
  s.at(kStart);
  s.busy_there();
  for (const auto& link : {s.chief, s.wide, s.proctor}) s.probe(link);
  s.asks(s.chief, "pause", ticket(0));
  s.asks(s.proctor, "resume", ticket(0));
  s.asks(s.chief, "incident", "一考点/305", "room", {{"category", "technical"}});
  s.asks(s.chief, "extend", "一考点", "site", {{"time", 60000}});
  s.say(s.wide, {{"type", "approve"},
                 {"no", ++s.no},
                 {"batch", "2023-04-J"},
                 {"key", "key-of-the-second"},
                 {"request", 1},
                 {"yes", true},
                 {"reason", "confirmed"}});
  s.say(s.proctor, {{"type", "timeline"}, {"no", ++s.no}, {"ticket", ticket(0)}});
  for (const Span after : {-1min, 0min, 2min, 20min, 60min}) s.at(kEnd + after);
  s.say(s.wide, {{"type", "watch"}, {"batch", "OTHER"}});
  s.probe(s.page("li", {Role::chief, kBatch, "一考点", ""}));
  const bool happened =
      s.w.bench.record.count("terminated") == 1 && s.w.bench.record.count("proctor_called") == 1;
  CHECK(happened == (second == Second::busy));
  return {s.chief->frames, s.wide->frames, s.proctor->frames};
}

std::string phase_of(const PageLink& link) {
  std::string phase;
  for (const base::Json& m : link.said) {
    if (m.contains("batch")) phase = m["batch"]["phase"];
  }
  return phase;
}

}  // namespace

TEST_CASE("a site learns nothing of another: not from what is done there, nor by asking for it") {
  const auto alone = sent_to_the_first_site(Second::absent);
  for (const auto& frames : alone) CHECK(frames.size() > 20);
  CHECK(first_difference(sent_to_the_first_site(Second::still), alone) == "");
  CHECK(first_difference(sent_to_the_first_site(Second::busy), alone) == "");
}

TEST_CASE("a batch goes on for a site as long as somebody of that site has time") {
  TwoSites s{Second::busy};
  const auto there = s.page("wu", {Role::chief, kBatch, "二考点", ""});
  const auto office = s.page("sun", {Role::office, kBatch, "", ""});
  s.w.bench.seated(0);
  s.w.bench.seated(4);
  s.at(kStart);
  s.there(on_person("extend", 4, 10min));
  s.at(kEnd + 1min);
  CHECK(phase_of(*s.chief) == "closed");
  CHECK(phase_of(*there) == "running");
  CHECK(phase_of(*office) == "running");
  s.at(kEnd + 11min);
  CHECK(phase_of(*there) == "closed");
  CHECK(phase_of(*office) == "closed");
}

TEST_CASE("a batch appears to those in whose place somebody sits, once somebody does") {
  World w;
  w.bench.publish(2);
  w.reception.who.grants = {{Role::proctor, kBatch, "一考点", "399"}};
  const auto link = w.watching();
  CHECK(link->said[0]["batches"].empty());
  w.bench.settle();
  w.console.tick();
  CHECK(link->heard().empty());
  auto more = Bench::publication(3);
  more.roster[2].person.room = "399";
  w.bench.hall->publish(more);
  w.bench.settle();
  w.console.tick();
  CHECK(link->heard() == "batch");
  w.say(link, {{"type", "watch"}, {"batch", "2023-04-J"}});
  w.console.tick();
  CHECK(link->heard() == "hall seats seats_end incidents_end");
}

TEST_CASE("whoever sees a whole batch sees it before anybody is enrolled") {
  World w;
  w.bench.publish(0);
  w.reception.who.grants = {{Role::office, kBatch, "", ""}};
  CHECK(w.open()->said[0]["batches"].size() == 1);
}

TEST_CASE("a long record comes in messages that do not depend on what others see") {
  World w;
  w.bench.publish(4);
  const auto note = [&](int who) {
    hall::StaffAct a = on_person("incident", who);
    a.category = "technical";
    REQUIRE(w.bench.acted(a) == "applied 0");
  };
  const bool busy = GENERATE(false, true);
  for (int i = 0; i < 150; ++i) {
    for (int other = 0; busy && other < 60; ++other) note(1);
    note(0);
  }
  const auto link = w.open();
  w.say(link, {{"type", "watch"}, {"batch", "2023-04-J"}});
  for (int i = 0; i < 10; ++i) w.console.tick();
  CHECK(link->heard() == "hello hall seats seats_end incidents incidents incidents_end");
  CHECK(link->said[4]["all"].size() == 100);
  CHECK(link->said[5]["all"].back()["seq"] == 150);
  note(1);
  w.console.tick();
  CHECK(link->heard().empty());
  note(0);
  w.console.tick();
  CHECK(link->heard() == "incidents");
  CHECK(link->said.back()["all"][0]["seq"] == 151);
}

TEST_CASE("a record is looked through a part at a time, and goes to a slow line when that is free") {
  World w;
  w.bench.publish(4);
  hall::StaffAct a = on_person("incident", 0);
  a.category = "technical";
  for (int i = 0; i < 5001; ++i) {
    a.target = ticket(i == 5000 ? 0 : 1);
    REQUIRE(w.bench.acted(a) == "applied 0");
  }
  const auto link = w.open();
  w.say(link, {{"type", "watch"}, {"batch", "2023-04-J"}});
  w.console.tick();
  CHECK(link->heard() == "hello hall seats seats_end");
  link->waiting = 1'000'000;
  w.console.tick();
  CHECK(link->heard().empty());
  link->waiting = 0;
  w.console.tick();
  CHECK(link->heard() == "incidents incidents_end");
}

TEST_CASE("an incident is shown to those whose grants cover all that it is about") {
  World w;
  w.bench.publish(4);
  w.reception.who = {3, 13, "sun", "孙考务", {{Role::office, kBatch, "", ""}}};
  const auto office = w.watching();
  w.reception.who = {1, 11, "zhao", "赵监考", {{Role::proctor, kBatch, "一考点", "305"}}};
  const auto proctor = w.watching();
  const auto note = [&](hall::StaffAct a) {
    a.kind = "incident";
    a.category = "technical";
    CHECK(w.bench.acted(a) == "applied 0");
    w.console.tick();
  };
  const auto texts = [](const PageLink& link) {
    std::string out;
    for (const base::Json& m : link.said) {
      if (m["type"] != "incidents") continue;
      for (const base::Json& i : m["all"])
        out += i["seq"].dump() + ":" + i["target"].get<std::string>() + " ";
    }
    return out;
  };
  note(on_person("", 0));
  note(on_person("", 1));
  hall::StaffAct room = on_room("", "305");
  room.site = "一考点";
  note(room);
  note(on_batch(""));
  CHECK(texts(*office) == "1:" + ticket(0) + " 2:" + ticket(1) + " 3:一考点/305 4: ");
  CHECK(texts(*proctor) == "1:" + ticket(0) + " 2:一考点/305 ");  // no gap tells of the others
  CHECK(texts(*w.watching()).starts_with("1:"));
}
