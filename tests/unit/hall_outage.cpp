// The server was away: what its absence cost, and what is given back.
#include "hall_bench.hpp"

namespace examhall::hall::test {
namespace {

exam::Batch ruled(exam::OutageRule rule) {
  exam::Batch batch = junior();
  batch.rules.outage = rule;
  return batch;
}

struct Away {
  /// Candidates 0 and 1 sit since the start (unless it is before it), 2 is enrolled.
  explicit Away(Instant last_alive, Instant back, exam::OutageRule rule = exam::OutageRule::automatic)
      : Away{last_alive, back, ruled(rule)} {}
  Away(Instant last_alive, Instant back, const exam::Batch& batch)
      : publication{Bench::publication(3, batch)} {
    before.publish(3, batch);
    before.seated(0);
    before.seated(1);
    if (last_alive >= kStart) before.at(kStart);
    before.at(last_alive);
    restart(before, last_alive, back);
  }
  void restart(const Bench& from, Instant last_alive, Instant back, std::size_t n = SIZE_MAX) {
    auto next = std::make_unique<Bench>(from, back, publication, n);
    next->hall->note_outage(last_alive);
    next->settle();
    now = std::move(next);
  }
  Instant deadline_of(int i) { return *now->seated(i)->last<protocol::Welcome>().deadline; }
  std::string outcome() const {
    return base::Json::parse(now->record.last("outage_noted").draft.body)["outcome"];
  }

  Bench before;
  Publication publication;
  std::unique_ptr<Bench> now;
};

StaffAct approval(Instant from) {
  StaffAct act = on_batch("approve_outage");
  act.outage = from;
  return act;
}

}  // namespace

TEST_CASE("automatic: everyone's end moves by what was lost") {
  Away a{kStart + 30min, kStart + 40min};
  CHECK(a.outcome() == "compensated");
  CHECK(a.deadline_of(0) == kEnd + 10min);
  CHECK(a.deadline_of(1) == kEnd + 10min);
  a.now->at(kEnd + 10min + kGrace - 1ms);
  CHECK(a.now->record.count("collected") == 0);
  a.now->at(kEnd + 10min + kGrace);
  CHECK(a.now->record.count("collected") == 2);
  CHECK(a.now->closed.size() == 1);
}

TEST_CASE("automatic: the late-entry limit moves with it, and who comes then has the time too") {
  Away a{kStart + 10min, kStart + 20min};  // the limit was at 15
  CHECK(a.now->record.count("marked_absent") == 0);
  a.now->at(kStart + 25min - 1ms);
  CHECK(a.deadline_of(2) == kEnd + 10min);
}

TEST_CASE("up to the limit all of it, past the limit nothing") {
  Away at_limit{kStart + 30min, kStart + 60min};
  CHECK(at_limit.outcome() == "compensated");
  CHECK(at_limit.deadline_of(0) == kEnd + 30min);
  Away past{kStart + 30min, kStart + 60min + 1ms};
  CHECK(past.outcome() == "over_limit");
  CHECK(past.deadline_of(0) == kEnd);
  CHECK(past.now->acted(on_batch("approve_outage")) == "nothing_proposed");
}

TEST_CASE("where nothing is to be given back it is noted all the same") {
  Away a{kStart + 30min, kStart + 40min, exam::OutageRule::none};
  CHECK(a.outcome() == "none");
  CHECK(a.deadline_of(0) == kEnd);
}

TEST_CASE("proposed: given back when approved, once, and told") {
  Away a{kStart + 30min, kStart + 40min, exam::OutageRule::proposed};
  CHECK(a.outcome() == "proposed");
  const auto link = a.now->seated(0);
  CHECK(link->last<protocol::Welcome>().deadline == kEnd);
  link->heard();
  const auto said = a.now->act(approval(kStart + 30min));
  CHECK(link->heard().empty());
  a.now->settle();
  CHECK(*said == "applied 2");  // who is absent by now gets nothing
  CHECK(link->heard() == "deadline");
  CHECK(link->last<protocol::Deadline>().reason == "compensated");
  CHECK(link->last<protocol::Deadline>().ends_at == kEnd + 10min);
  CHECK(a.now->acted(on_batch("approve_outage")) == "nothing_proposed");
  CHECK(a.deadline_of(1) == kEnd + 10min);
}

TEST_CASE("two proposals are approved one by one, across a restart too") {
  Away a{kStart + 30min, kStart + 40min, exam::OutageRule::proposed};
  a.restart(*a.now, kStart + 50min, kStart + 55min);
  CHECK(a.now->acted(approval(kStart + 30min)) == "applied 2");
  CHECK(a.deadline_of(0) == kEnd + 10min);
  a.restart(*a.now, kStart + 55min, kStart + 55min);
  CHECK(a.now->acted(approval(kStart + 50min)) == "applied 2");
  CHECK(a.deadline_of(0) == kEnd + 15min);
  CHECK(a.now->acted(approval(kStart + 50min)) == "nothing_proposed");
}

TEST_CASE("of two people who approve the same, the second does not give back the next") {
  Away a{kStart + 30min, kStart + 40min, exam::OutageRule::proposed};
  a.restart(*a.now, kStart + 50min, kStart + 55min);
  CHECK(a.now->acted(approval(kStart + 30min)) == "applied 2");
  CHECK(a.now->acted(approval(kStart + 30min)) == "other_outage");
  CHECK(a.now->acted(approval(kStart + 50min + 1ms)) == "other_outage");
  CHECK(a.now->acted(on_batch("approve_outage")) == "other_outage");
  CHECK(a.deadline_of(0) == kEnd + 10min);
}

TEST_CASE("any of those that wait can be given back first") {
  Away a{kStart + 30min, kStart + 40min, exam::OutageRule::proposed};
  a.restart(*a.now, kStart + 50min, kStart + 55min);
  CHECK(a.now->acted(approval(kStart + 50min)) == "applied 2");
  CHECK(a.deadline_of(0) == kEnd + 5min);
  CHECK(a.now->acted(approval(kStart + 30min)) == "applied 2");
  CHECK(a.deadline_of(0) == kEnd + 15min);
}

TEST_CASE("who began after the outage gets nothing of an approval") {
  Away a{kStart + 2min, kStart + 4min, exam::OutageRule::proposed};
  a.now->at(kStart + 6min);
  CHECK(a.deadline_of(2) == kEnd);
  CHECK(a.now->acted(approval(kStart + 2min)) == "applied 2");
  CHECK(a.deadline_of(2) == kEnd);
}

TEST_CASE("away before the start only: nothing is noted, nobody has begun") {
  Away a{kStart - 5min, kStart};
  CHECK(a.now->record.count("outage_noted") == 0);
  CHECK(a.deadline_of(0) == kEnd);
}

TEST_CASE("away across the start: those who were seated begin at the return, with all their time") {
  Away a{kStart - 5min, kStart + 12min};
  CHECK(a.now->status_counts() == "1 registered 2 sitting");
  CHECK(a.now->record.last("begun").draft.at == kStart + 12min);
  CHECK(a.deadline_of(0) == kEnd + 12min);
  a.now->at(kStart + 27min - 1ms);
  CHECK(a.now->status_counts() == "1 registered 2 sitting");
  CHECK(a.deadline_of(2) == kEnd + 12min);
}

TEST_CASE("away across the deadline: what was left is left") {
  Away a{kEnd - 10min, kEnd + 5min};
  const auto link = a.now->seated(0);
  CHECK(link->last<protocol::Welcome>().deadline == kEnd + 15min);
  CHECK(link->heard() == "welcome start outline item item item item paper_end deadline");
}

TEST_CASE("away after everything was over: collected at the return, nothing is noted") {
  Away a{kEnd + 1s, kEnd + 1h};
  CHECK(a.now->record.count("outage_noted") == 0);
  CHECK(a.now->record.count("collected") == 2);
  CHECK(a.now->closed.size() == 1);
}

TEST_CASE("over the limit and past the end: collected at the return with what was stored") {
  Away a{kEnd - 10min, kEnd + 1h};
  CHECK(a.outcome() == "over_limit");
  CHECK(a.now->record.count("collected") == 2);
}

TEST_CASE("a pause stretches by itself and is not given back again") {
  Away a{kStart + 30min, kStart + 30min};
  a.now->acted(on_person("pause", 0));
  a.restart(*a.now, kStart + 30min, kStart + 40min);
  a.now->acted(on_person("resume", 0));
  CHECK(a.deadline_of(0) == kEnd + 10min);
  CHECK(a.deadline_of(1) == kEnd + 10min);
}

TEST_CASE("who has a time of their own and has not begun loses only what the window takes") {
  exam::Batch batch = junior();
  batch.rules.late_entry_after.reset();
  batch.rules.attempt_time = 60min;
  Away early{kStart + 10min, kStart + 30min, batch};
  CHECK(early.deadline_of(0) == kStart + 80min);  // began at the start
  CHECK(early.deadline_of(2) == kStart + 90min);  // an hour from now, as for everyone
  Away late{kStart + 65min, kStart + 85min, batch};
  CHECK(late.deadline_of(2) == kEnd + 20min);  // the end of the window comes first
  Away middle{kStart + 50min, kStart + 70min, batch};
  CHECK(middle.deadline_of(2) == kStart + 130min);
}

TEST_CASE("two absences: each is given back once") {
  Away a{kStart + 30min, kStart + 35min};
  a.restart(*a.now, kStart + 50min, kStart + 53min);
  CHECK(a.deadline_of(0) == kEnd + 8min);
  CHECK(a.now->record.count("outage_noted") == 2);
}

TEST_CASE("a run too short for a heartbeat does not give its predecessor's absence back again") {
  Away a{kStart + 30min, kStart + 35min};
  a.restart(*a.now, kStart + 30min, kStart + 36min);
  CHECK(a.deadline_of(0) == kEnd + 6min);
  a.restart(*a.now, kStart + 30min, kStart + 36min);
  CHECK(a.deadline_of(0) == kEnd + 6min);
}

TEST_CASE("a crash while the time is being given back, at every event of it") {
  Away a{kStart + 30min, kStart + 35min};
  const auto& entries = a.now->record.entries;
  const auto first =
      static_cast<std::size_t>(std::find_if(entries.begin(), entries.end(),
                                            [](const auto& e) { return e.draft.kind == "outage_noted"; }) -
                               entries.begin());
  const std::size_t events = a.before.record.entries.size();
  for (std::size_t n = events; n <= first + 4; ++n) {
    CAPTURE(n - events);
    Away again{kStart + 30min, kStart + 35min};
    again.restart(*a.now, kStart + 30min, kStart + 37min, n);
    CHECK(again.deadline_of(0) == kEnd + 7min);
    CHECK(again.deadline_of(1) == kEnd + 7min);
    // and once more in the middle of that
    again.restart(*again.now, kStart + 30min, kStart + 37min, n + 2);
    CHECK(again.deadline_of(0) == kEnd + 7min);
    CHECK(again.deadline_of(1) == kEnd + 7min);
  }
}

TEST_CASE("who gets time back is scheduled by it after a further restart") {
  Away a{kStart + 30min, kStart + 40min};
  a.restart(*a.now, kEnd + 9min, kEnd + 9min);
  a.now->at(kEnd + 10min + kGrace - 1ms);
  CHECK(a.now->record.count("collected") == 0);
  a.now->at(kEnd + 10min + kGrace);
  CHECK(a.now->record.count("collected") == 2);
}

TEST_CASE("approved later: a pause after the outage takes nothing away, a pause in it gives nothing twice") {
  Away a{kStart + 30min, kStart + 30min, exam::OutageRule::proposed};
  a.now->acted(on_person("pause", 1));  // before the outage
  a.restart(*a.now, kStart + 31min, kStart + 41min);
  a.now->acted(on_person("resume", 1));
  a.now->acted(on_person("pause", 0));  // after it
  CHECK(a.now->acted(approval(kStart + 31min)) == "applied 1");
  a.now->acted(on_person("resume", 0));
  CHECK(a.deadline_of(0) == kEnd + 10min);
  CHECK(a.deadline_of(1) == kEnd + 11min);  // its pause, from 30 to 41
}

}  // namespace examhall::hall::test
