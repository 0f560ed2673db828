#pragma once
// What the tests of the rules share: the notice's junior batch, an attempt that is given commands as the hall
// gives them, and short words for what came of a command. One thread.
#include <catch2/catch.hpp>

#include <array>
#include <chrono>
#include <string>

#include "exam/event_json.hpp"
#include "exam/fold.hpp"

namespace examhall::exam::test {

using namespace std::chrono_literals;

inline constexpr Span kOne{1};
inline constexpr std::uint32_t kItems = 5;

// 2023-05-20, 9:30 to 11:30 in Shanghai.
inline const Instant kStart = *base::parse_utc_text("2023-05-20T01:30:00.000Z");
inline const Instant kEnd = kStart + 2h;

inline Batch junior() {
  Batch b;
  b.id = 7;
  b.code = "2023-04-J";
  b.title = "第四批 初级";
  b.certificate = "efar";
  b.level = "junior";
  b.number = 4;
  b.zone = "Asia/Shanghai";
  b.window = {kStart, kEnd};
  b.paper = std::string(64, 'a');
  b.rules.late_entry_after = 15min;
  b.rules.hand_in_after = 30min;
  return b;
}

inline Attempt enrolled(Span accommodation = Span{0}) {
  Attempt a;
  a.id = 41;
  evolve(a, Registered{"20230400001", "305", 99, accommodation, kItems}, kStart - 24h);
  return a;
}

/// "seated begun", "answer_refused / too_late", "/ not_possible_now"; "done before" for neither.
inline std::string outcome(const Decision& d) {
  std::string out;
  for (const Event& e : d.events) out += (out.empty() ? "" : " ") + std::string{write(e).kind};
  if (d.refusal) out += (out.empty() ? "/ " : " / ") + std::string{to_text(d.refusal->id)};
  return out.empty() ? "done before" : out;
}

/// One candidate in a batch: decides, then applies what was decided.
struct World {
  Batch batch = junior();
  Attempt a = enrolled();

  Decision decide_only(const Command& c, Instant now) const { return decide(batch, a, c, now); }
  Decision give(const Command& c, Instant now) {
    Decision d = decide(batch, a, c, now);
    for (const Event& e : d.events) evolve(a, e, now);
    return d;
  }
  std::string said(const Command& c, Instant now) { return outcome(give(c, now)); }
  std::string answer(std::uint32_t item, std::uint32_t no, const std::string& response, Instant now) {
    return said(GiveAnswer{a.fence, item, no, response, base::to_millis(now)}, now);
  }
  /// In the seat ten minutes before the start, sitting from the start on.
  World& sit() {
    REQUIRE(said(TakeSeat{"PC-1", "10.0.0.1"}, batch.window.start - 10min) == "seated");
    REQUIRE(said(Begin{}, batch.window.start) == "begun");
    return *this;
  }
};

inline constexpr std::array kStatuses{Status::registered, Status::seated,    Status::sitting,
                                      Status::paused,     Status::handed_in, Status::collected,
                                      Status::terminated, Status::absent};

/// An attempt in the given state, as it is at any time from a quarter of an hour after the start on.
/// Two notices were sent, the second was read; where time runs, a proctor is called. The end has moved, and the
/// client has not said that it shows that.
inline World in_status(Status status) {
  World w;
  w.a.end_moves.push_back({kStart + 3min, 0min, "resumed", ""});
  evolve(w.a, Notified{1, "bring a pen", "batch", 1, "zhao"}, kStart - 12min);
  evolve(w.a, Notified{2, "sit down", "room", 2, "zhao"}, kStart - 11min);
  evolve(w.a, NoticeRead{0, 2}, kStart - 11min);
  if (status == Status::registered) return w;
  if (status == Status::absent) {
    evolve(w.a, MarkedAbsent{}, kStart + 15min);
    return w;
  }
  evolve(w.a, Seated{1, "PC-1", "10.0.0.1", false}, kStart - 10min);
  if (status == Status::seated) return w;
  evolve(w.a, Begun{}, kStart);
  evolve(w.a, Answered{1, 0, 1, R"("B")", 0}, kStart + 1min);
  if (status == Status::sitting) evolve(w.a, ProctorCalled{1, 1, "pen"}, kStart + 2min);
  if (status == Status::paused) evolve(w.a, Paused{"zhao", "fire alarm"}, kStart + 5min);
  if (status == Status::handed_in) evolve(w.a, HandedIn{4}, kStart + 5min);
  if (status == Status::collected) evolve(w.a, Collected{kStart + 5min}, kStart + 5min);
  if (status == Status::terminated) evolve(w.a, Terminated{"zhao", "phone"}, kStart + 5min);
  return w;
}

}  // namespace examhall::exam::test
