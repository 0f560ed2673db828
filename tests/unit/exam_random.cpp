// Properties of decide and evolve over long random histories, each from a fixed seed so that a failure
// repeats.
#include <random>

#include "exam_equal.hpp"
#include "exam_world.hpp"

using namespace examhall::exam;
using namespace examhall::exam::test;

namespace {

class History {
 public:
  explicit History(std::uint64_t seed) : random_{seed} {
    world_.batch.rules.attempts_allowed = 1 + pick(3);
    world_.batch.rules.no_hand_in_last = Span{60'000 * pick(20)};
    if (pick(2) == 0) world_.batch.rules.attempt_time = Span{60'000 * (1 + pick(119))};
    if (pick(2) == 0) world_.batch.rules.navigation = Navigation::forward_only;
    if (pick(2) == 0) world_.batch.rules.late_entry_after.reset();
    now_ = kStart - Span{pick(35 * 60'000)};
    read_back_ = world_.a;
  }

  void step() {
    now_ += pick(10) == 0 ? Span{pick(120'000)} : Span{pick(1'000)};
    if (pick(40) == 0) jump_to_deadline();
    const Command c = command();
    const Attempt before = world_.a;
    const Decision d = world_.give(c, now_);
    check_refusal(c, d);
    for (const Event& e : d.events) check_event(before, e);
    check_state(before, d);
    ++decided_;
    if (!d.events.empty()) ++changed_;
  }

  int decided_ = 0, changed_ = 0, answered_ = 0, ended_ = 0, notified_ = 0, answered_calls_ = 0;

 private:
  int pick(int n) { return std::uniform_int_distribution<int>{0, n - 1}(random_); }
  std::uint32_t upick(std::uint32_t n) { return static_cast<std::uint32_t>(pick(static_cast<int>(n))); }

  void jump_to_deadline() {
    const Instant end = deadline(world_.batch, world_.a, now_) + world_.batch.rules.grace + Span{pick(7) - 3};
    if (end > now_) now_ = end;
  }

  std::uint32_t fence() { return pick(10) == 0 ? upick(5) : world_.a.fence; }
  std::uint32_t number() {
    return pick(4) == 0 ? upick(world_.a.last_no + 2) : world_.a.last_no + 1 + upick(3);
  }
  std::string response() {
    static const std::array<const char*, 4> all{R"("A")", R"(["A","B"])", "null", R"({"x":1})"};
    return all[upick(4)];
  }

  Command command() {
    const Span time{pick(600'000) - 1'000};
    switch (pick(40)) {
      case 0:
        return TakeSeat{"PC", "10.0.0.1", pick(6) != 0};
      case 1:
        return LoseSeat{fence()};
      case 2:
        return Begin{};
      case 3:
        return Visit{fence(), upick(kItems + 1)};
      case 4:
        return Report{fence(), pick(2) == 0 ? "focus_lost" : "focus_gained", ""};
      case 5:
        return pick(4) == 0 ? Command{HandIn{fence(), upick(5)}}
                            : Command{TakeSeat{"PC", "10.0.0.1", pick(6) != 0}};
      case 6:
        return Collect{};
      case 7:
        return pick(4) == 0 ? Command{MarkAbsent{}} : Command{Begin{}};
      case 8:
        return pick(2) == 0 ? Command{Pause{"zhao", "x"}} : Command{Begin{}};
      case 9:
      case 10:
      case 11:
        return Resume{"zhao", "x"};
      case 12:
        return Extend{time, "person", "zhao", "x"};
      case 13:
        return Compensate{time, "outage"};
      case 14:
        return pick(4) == 0 ? Command{Terminate{"zhao", "x"}} : Command{Begin{}};
      case 15:
      case 16:
        return Reinstate{"zhao", "x"};
      case 17:
      case 18:
        return Notify{pick(9) == 0 ? "" : "read the sheet", "person", pick(3), "zhao"};
      case 19:
        return ConfirmNotice{fence(), upick(5), pick(2) == 0};
      case 20:
      case 21:
        return CallProctor{fence(), world_.a.call.no + upick(3), pick(3) != 0, "pen"};
      case 22:
        return AnswerCall{"zhao", "come"};
      case 23:
        return Notify{"no talking", "person", 0, "zhao", true};
      case 24:
        return Move{world_.a.room, world_.a.seat, "306", std::to_string(pick(5)), "zhao", "keyboard"};
      case 25:
        return Admit{"zhao", "train"};
      case 26:
        return ConfirmEnd{fence(), deadline(world_.batch, world_.a, now_) + Span{pick(3) - 1}};
      default:
        return GiveAnswer{fence(), upick(kItems + 1), number(), response(), examhall::base::to_millis(now_)};
    }
  }

  void check_refusal(const Command& c, const Decision& d) {
    if (!d.refusal) return;
    // Beside a refusal only evidence is recorded.
    for (const Event& e : d.events) {
      const bool evidence =
          std::holds_alternative<AnswerRefused>(e) || std::holds_alternative<EntryRefused>(e);
      if (!evidence) FAIL("a refused command changed something: " << outcome(d));
    }
    const bool staff = c.index() >= Command{Pause{}}.index();
    if (staff && !d.events.empty()) FAIL("a refused staff act left an event");
  }

  void check_event(const Attempt& before, const Event& e) {
    const Written w = write(e);
    const auto back = read_event(w.kind, w.body);
    REQUIRE(back);
    if (!same(*back, e)) FAIL("not read back as it was: " << w.kind << " " << w.body);
    evolve(read_back_, *back, now_);
    if (std::holds_alternative<Answered>(e)) {
      ++answered_;
      if (has_ended(before.status)) FAIL("an ended attempt gained an answer");
      if (before.status != Status::sitting) FAIL("an answer without sitting");
      if (now_ >= deadline(world_.batch, before, now_) + world_.batch.rules.grace)
        FAIL("an answer after grace");
    }
    if (std::holds_alternative<Retaken>(e)) again_ = true;
  }

  void check_state(const Attempt& before, const Decision& d) {
    const Attempt& a = world_.a;
    if (!same(read_back_, a)) FAIL("the events that were read back fold to another state");
    if (a.last_no < before.last_no) FAIL("last_no went back");
    if (a.fence < before.fence) FAIL("the fence went back");
    if (a.call.no < before.call.no) FAIL("a call's number went back");
    if (a.notices.size() < before.notices.size()) FAIL("a notice is gone");
    for (std::size_t i = 0; i < before.notices.size(); ++i) {
      if (a.notices[i].id != i + 1) FAIL("notices are not numbered in order");
      if (before.notices[i].read && !a.notices[i].read) FAIL("a notice was unread again");
      if (a.notices[i].read && !a.notices[i].delivered) FAIL("read, and never there");
    }
    if (has_ended(a.status) && a.call.state == Calling::open) FAIL("somebody who has gone calls");
    if (a.notices.size() > before.notices.size()) ++notified_;
    if (a.call.state == Calling::answered && before.call.state == Calling::open) ++answered_calls_;
    if (a.round < before.round) FAIL("the round went back");
    if (a.position < before.position && !again_) FAIL("the position went back");
    if (d.events.empty() && !same(a, before)) FAIL("a state changed without an event");
    if (has_ended(a.status) != a.ended_at.has_value()) FAIL("ended, and no time of it; or the reverse");
    if ((a.status == Status::sitting || a.status == Status::paused) && !a.begun_at)
      FAIL("sitting without a beginning");
    if (a.status == Status::paused && !a.paused_at) FAIL("paused without a time of it");
    if (deadline(world_.batch, a, now_) < deadline(world_.batch, before, now_) && !again_) {
      if (before.begun_at || !a.begun_at) FAIL("a deadline came nearer");
    }
    if (a.end_moves.size() < before.end_moves.size() && !again_) FAIL("a move of the end is forgotten");
    if (a.end_known_at < before.end_known_at && !again_) FAIL("a screen that forgot what it showed");
    if (has_ended(a.status) && !has_ended(before.status)) ++ended_;
    again_ = false;
  }

  std::mt19937_64 random_;
  World world_;
  Attempt read_back_;
  Instant now_;
  bool again_ = false;
};

}  // namespace

TEST_CASE("what never happens, over random histories") {
  int decided = 0, changed = 0, answered = 0, ended = 0, notified = 0, answered_calls = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    History history{seed};
    for (int i = 0; i < 300; ++i) history.step();
    decided += history.decided_;
    changed += history.changed_;
    answered += history.answered_;
    ended += history.ended_;
    notified += history.notified_;
    answered_calls += history.answered_calls_;
  }
  // The histories are worth something only if enough happens in them.
  CHECK(decided == 90'000);
  CHECK(changed > 10'000);
  CHECK(answered > 1'300);
  CHECK(ended > 150);
  CHECK(notified > 1'000);
  CHECK(answered_calls > 50);
}

TEST_CASE("an event applied to any state leaves one that can be folded on") {
  // What is in the journal has happened: even an order that decide() would never allow must not break
  // anything.
  std::mt19937_64 random{7};
  const std::vector<Event> events{Seated{1, "", "", false},
                                  SeatLost{1},
                                  Retaken{2, 1},
                                  Begun{},
                                  Answered{1, 999, 1, "1", 0},
                                  Visited{999},
                                  HandedIn{0},
                                  Collected{kEnd},
                                  MarkedAbsent{},
                                  Paused{"", ""},
                                  Resumed{"", ""},
                                  Terminated{"", ""},
                                  Reinstated{"", ""},
                                  Extended{1min, "", "", ""},
                                  Notified{1, "x", "", 0, ""},
                                  NoticeDelivered{1, 1},
                                  NoticeRead{1, 999},
                                  ProctorCalled{1, 1, ""},
                                  CallWithdrawn{1, 0},
                                  CallAnswered{"", ""},
                                  Warned{1, "x", 0, ""},
                                  Moved{9, "", "", "", "", kStart, kEnd, "", ""},
                                  Moved{1, "", "", "", "", kEnd, kStart, "", ""},
                                  Admitted{"", ""},
                                  PersonIncident{},
                                  EndShown{1, kEnd}};
  for (int history = 0; history < 200; ++history) {
    Attempt a;
    Instant now = kStart;
    for (int i = 0; i < 50; ++i) {
      evolve(a, events[random() % events.size()], now);
      now += Span{static_cast<int>(random() % 1000)} - Span{300};  // not even in order
    }
    CHECK(a.answers.empty());
    CHECK(deadline(junior(), a, now) >= kEnd);
  }
}
