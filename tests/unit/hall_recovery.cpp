// A crash at any moment of an exam: what a new hall makes of the journal is what the rules' own fold says.
#include <random>

#include "hall_bench.hpp"

namespace examhall::hall::test {
namespace {

constexpr int kCandidates = 4;

/// An exam in which anything happens, by a seed.
class RandomExam {
 public:
  explicit RandomExam(std::uint32_t seed) : rng_{seed}, batch_{junior()} {
    batch_.rules.attempts_allowed = 1 + pick(2);
    batch_.rules.no_hand_in_last = pick(2) * Span{5min};
    if (pick(3) == 0) batch_.rules.attempt_time = 90min;
    if (pick(3) == 0) {
      batch_.rules.navigation = exam::Navigation::forward_only;
      batch_.rules.shuffle_items = false;
    }
    bench.hall->publish(publication());
  }
  Publication publication() const { return Bench::publication(kCandidates, batch_); }
  void run(int steps) {
    for (int i = 0; i < steps; ++i) step();
  }
  int pick(int n) { return std::uniform_int_distribution<int>{0, n - 1}(rng_); }

  Bench bench{kStart - 40min};
  std::vector<LinkPtr> everyone;  // that ever connected

 private:
  void step() {
    const int i = pick(kCandidates);
    const LinkPtr& link = links_[static_cast<std::size_t>(i)];
    switch (pick(16)) {
      case 0:
        return come(i);
      case 1:
        return link ? bench.hall->closed(link) : come(i);
      case 2:
      case 3:
      case 4:
      case 12:
      case 13:
      case 14:
      case 15:
        return give_answer(link);
      case 5:
        return say_something(link);
      case 6:
        return pick(4) == 0 ? act(i) : give_answer(link);
      case 7:
      case 8:
        bench.record.commit(*bench.hall, static_cast<std::size_t>(pick(8)));
        return;
      case 9:
        bench.clock.advance(Span{pick(400'000)});
        return;
      default:
        bench.hall->run_due();
    }
  }
  void come(int i) {
    auto& link = links_[static_cast<std::size_t>(i)];
    link = bench.connect();
    everyone.push_back(link);
    bench.login(link, i, pick(2) == 0);
  }
  void give_answer(const LinkPtr& link) {
    if (!link) return;
    const bool again = pick(5) == 0;
    bench.answer(link, again ? no_ : ++no_, static_cast<std::uint32_t>(pick(kItems)),
                 std::string(1, char('A' + pick(4))));
  }
  void say_something(const LinkPtr& link) {
    if (!link) return;
    if (pick(8) == 0) return bench.send(link, protocol::HandIn{1});
    if (pick(8) == 0) return bench.send(link, protocol::Leave{});
    if (pick(2) == 0) return bench.send(link, protocol::Visit{static_cast<std::uint32_t>(pick(kItems))});
    bench.send(link, protocol::Report{"focus_lost", ""});
  }
  void act(int i) {
    static const std::vector<std::string> kinds{"pause",     "resume",    "extend",
                                                "terminate", "reinstate", "resume"};
    const std::string& kind = kinds[static_cast<std::size_t>(pick(6))];
    const Span time = kind == "extend" ? Span{1000 * (1 + pick(600))} : Span{0};
    if (pick(10) == 0) return bench.hall->act(moved(), [](const StaffOutcome&) {});
    StaffAct a = pick(4) == 0 ? on_room(kind, pick(2) == 0 ? "305" : "306", time) : on_person(kind, i, time);
    if (pick(15) == 0) a = on_batch("extend", Span{60'000});
    bench.act(a);
  }
  StaffAct moved() {
    StaffAct a = reschedule(kStart + Span{60'000 * (pick(20) - 10)}, kEnd + Span{60'000 * (pick(20) - 10)});
    if (pick(2) == 0) a.start = kStart;
    a.batch = kBatch;
    a.by = "qian";
    return a;
  }

  std::mt19937 rng_;
  exam::Batch batch_;
  std::array<LinkPtr, kCandidates> links_{};
  std::uint32_t no_ = 0;
};

std::string counts(const exam::Fold& fold) {
  std::map<std::string, int> by_status;
  for (const auto& [id, a] : fold.attempts) ++by_status[std::string{to_text(a.attempt.status)}];
  std::string out;
  for (const auto& [status, n] : by_status)
    out += (out.empty() ? "" : " ") + std::to_string(n) + " " + status;
  return out;
}

void check_receipt(const FakeLink& link, const exam::FoldedAttempt& f) {
  const auto json = base::Json::parse(*link.last<protocol::Ended>().receipt);
  CHECK(json["seq"] == f.ending->seq);
  CHECK(json["link"] == f.ending->link);
  CHECK(json["how"] == to_text(f.ending->status));
  CHECK(json["round"] == f.ending->round);
  CHECK(json["at"] == base::to_millis(f.ending->at));
  CHECK(json["answered"] == f.attempt.answered());
}

void check_outline(const FakeLink& link, const exam::Attempt& a, const exam::Rules& rules) {
  const auto outline = link.last<protocol::Outline>();
  CHECK(outline.order == paper()->order(a.seed, rules.shuffle_items, rules.shuffle_options).items);
  std::size_t held = 0;
  for (std::uint32_t i = 0; i < kItems; ++i) {
    if (a.answers[i].no == 0) continue;
    REQUIRE(held < outline.answers.size());
    CHECK(outline.answers[held].item == i);
    CHECK(outline.answers[held].no == a.answers[i].no);
    CHECK(outline.answers[held].response.dump() == a.answers[i].response);
    ++held;
  }
  CHECK(outline.answers.size() == held);
}

/// Logs a candidate in and holds what they are told against what the rules say of the folded state.
void check_candidate(Bench& b, const exam::Fold& fold, int i) {
  exam::FoldedAttempt f = fold.attempts.at(attempt_id(i));
  const exam::Batch& batch = fold.batches.at(kBatch).batch;
  const Instant now = b.clock.now();
  const auto decision = exam::decide(batch, f.attempt, exam::TakeSeat{"PC", "10.0.0.1"}, now);
  for (const exam::Event& e : decision.events) exam::fold_into(f, e, {kBatch, attempt_id(i), now, 0, {}});
  const auto link = b.connect();
  b.login(link, i);
  b.record.commit(*b.hall, SIZE_MAX);
  if (decision.refusal) {
    const auto errors = link->all<protocol::Error>();
    REQUIRE(errors.size() == 1);
    CHECK(errors[0].id == to_text(decision.refusal->id));
    CHECK(errors[0].when == decision.refusal->when);
    if (f.ending && f.ending->status != exam::Status::absent) check_receipt(*link, f);
    return;
  }
  const auto w = link->last<protocol::Welcome>();
  CHECK(w.status == to_text(f.attempt.status));
  CHECK(w.fence == f.attempt.fence);
  CHECK(w.next_no == f.attempt.last_no + 1);
  CHECK(w.batch.start == batch.window.start);
  CHECK(w.batch.end == batch.window.end);
  CHECK(w.deadline.has_value() == f.attempt.begun_at.has_value());
  if (w.deadline) CHECK(*w.deadline == exam::deadline(batch, f.attempt, now));
  if (f.attempt.status == exam::Status::sitting) check_outline(*link, f.attempt, batch.rules);
}

void check_all(Bench& b, const exam::Fold& fold) {
  CHECK(b.status_counts() == counts(fold));
  for (int i = 0; i < kCandidates; ++i) check_candidate(b, fold, i);
}

/// Whatever was acknowledged stands in the journal at the place that was named.
std::size_t checked_acks(const RandomExam& exam) {
  std::map<std::uint64_t, std::string> answered;
  for (const auto& e : exam.bench.record.entries) {
    if (e.draft.kind == "answered") answered[e.place.seq] = e.draft.body;
  }
  std::size_t acks = 0;
  for (const auto& link : exam.everyone) {
    for (const auto& ack : link->all<protocol::Ack>()) {
      REQUIRE(answered.contains(ack.seq));
      if (ack.link.empty()) continue;
      const auto json = base::Json::parse(answered[ack.seq]);
      CHECK(json["no"] == ack.no);
      CHECK(json["item"] == ack.item);
      ++acks;
    }
  }
  return acks;
}

/// The exam goes on to its end: every batch closes, and hands over the answers that were on disk.
void check_end(Bench& b, const exam::Fold& crashed) {
  for (int i = 0; i < 400 && b.closed.empty(); ++i) {
    b.act(on_batch("resume"));
    b.at(b.clock.now() + 1min);
  }
  if (crashed.batches.at(kBatch).closed) return;
  REQUIRE(b.closed.size() == 1);
  const exam::Fold fold = b.record.fold();
  for (const auto& c : b.closed[0].candidates) {
    const auto& folded = fold.attempts.at(c.attempt);
    CHECK(c.status == folded.attempt.status);
    CHECK(c.tries.size() == folded.earlier.size() + (c.status == exam::Status::absent ? 0 : 1));
    const auto& before = crashed.attempts.at(c.attempt);
    if (before.attempt.answered() == 0) continue;
    const auto& same_try = c.tries.at(static_cast<std::size_t>(before.attempt.round - 1));
    for (std::size_t item = 0; item < kItems; ++item) {
      CHECK(same_try.answers[item].response == before.attempt.answers[item].response);
    }
  }
}

std::size_t all_registered(const FakeRecord& record) {
  std::size_t seen = 0;
  for (std::size_t n = 0; n < record.entries.size(); ++n) {
    if (record.entries[n].draft.kind == "registered" && ++seen == kCandidates) return n + 1;
  }
  return SIZE_MAX;
}

}  // namespace

TEST_CASE("the live state is the fold of the journal") {
  std::size_t acks = 0;
  for (std::uint32_t seed = 1; seed <= 24; ++seed) {
    CAPTURE(seed);
    RandomExam exam{seed};
    exam.run(800);
    exam.bench.record.commit(*exam.bench.hall, SIZE_MAX);
    acks += checked_acks(exam);
    check_all(exam.bench, exam.bench.record.fold());
  }
  CHECK(acks > 400);
}

TEST_CASE(
    "a new hall on any prefix of the journal is the fold of that prefix, and brings the exam to its end") {
  for (std::uint32_t seed = 1; seed <= 24; ++seed) {
    RandomExam exam{seed};
    exam.run(800);
    const FakeRecord& record = exam.bench.record;
    const std::size_t least = all_registered(record);
    REQUIRE(least < record.entries.size());
    for (int cut = 0; cut < 4; ++cut) {
      const std::size_t n =
          least + static_cast<std::size_t>(exam.pick(static_cast<int>(record.entries.size() - least)));
      CAPTURE(seed, n);
      const exam::Fold fold = record.fold(n);
      Instant latest{};
      for (std::size_t i = 0; i < n; ++i) latest = std::max(latest, record.entries[i].draft.at);
      Bench again{exam.bench, latest + 1s, exam.publication(), n};
      check_all(again, fold);
      check_end(again, fold);
    }
  }
}

TEST_CASE("a crash between the start of the batch and that of its last candidate") {
  Bench before;
  before.publish(3);
  for (int i = 0; i < 3; ++i) before.seated(i);
  const std::size_t seated = before.record.entries.size();
  before.at(kStart);
  for (std::size_t n = seated; n <= seated + 4; ++n) {
    Bench again{before, kStart + 5s, Bench::publication(3), n};
    again.settle();
    CHECK(again.status_counts() == "3 sitting");
    CHECK(again.record.count("batch_started") == 1);
    CHECK(again.record.count("begun") == 3);
    again.at(kEnd + kGrace);
    CHECK(again.closed.size() == 1);
  }
}

TEST_CASE("a crash in the middle of a further login") {
  exam::Batch batch = junior();
  batch.rules.attempts_allowed = 2;
  Bench before;
  const auto link = before.sitting(1, batch).front();
  before.answer(link, 1, 0, "A");
  before.send(link, protocol::HandIn{3});
  before.settle();
  const std::size_t handed_in = before.record.entries.size();
  before.seated(0, true);
  for (std::size_t n = handed_in; n <= handed_in + 3; ++n) {  // retaken, seated, begun
    CAPTURE(n - handed_in);
    Bench again{before, kStart + 5min, Bench::publication(1, batch), n};
    again.settle();
    again.at(kEnd + kGrace);
    REQUIRE(again.closed.size() == 1);
    CHECK(again.closed[0].candidates[0].tries.at(0).answers[0].response == "\"A\"");
  }
}

TEST_CASE("a batch that closed before the crash and was not graded is handed over at the return") {
  Bench before;
  before.sitting(1);
  before.at(kEnd + kGrace);
  Bench again{before, kEnd + 1h, Bench::publication(1)};
  REQUIRE(again.hall->ungraded().size() == 1);
  again.hall->note_outage(kEnd + 1min);
  again.settle();
  CHECK(again.closed.empty());  // closed once
  CHECK(again.record.count("outage_noted") == 0);
  CHECK(again.seated(0)->heard() == "!attempt_ended ended");
}

TEST_CASE("the journal decides the schedule, whatever the office publishes after a restart") {
  Bench before;
  before.publish(1);
  before.acted(reschedule(kStart + 1h, kEnd + 1h));
  Bench again{before, kStart - 1min, Bench::publication(1)};
  again.at(kStart + 1h - 1ms);
  CHECK(again.record.count("batch_started") == 0);
  again.at(kStart + 1h);
  CHECK(again.record.count("batch_started") == 1);
}

TEST_CASE("an attempt that the roster has lost is collected and graded all the same") {
  Bench b;
  const auto links = b.sitting(2);
  b.answer(links[1], 1, 0, "A");
  b.settle();
  Bench again{b, kStart + 10min, Bench::publication(1)};
  again.settle();
  CHECK(again.status_counts() == "2 sitting");
  const auto link = again.seated(1);  // no roster, no code: no way in
  CHECK(link->heard() == "!login_refused");
  again.at(kEnd + kGrace);
  REQUIRE(again.closed.size() == 1);
  REQUIRE(again.closed[0].candidates.size() == 2);
  CHECK(again.closed[0].candidates[1].ticket == ticket(1));
  CHECK(again.closed[0].candidates[1].tries.at(0).answers.at(0).response == R"("A")");
}

TEST_CASE("an attempt that comes back to the roster is let in again") {
  Bench b;
  b.sitting(2);
  Bench again{b, kStart + 10min, Bench::publication(1)};
  again.settle();
  again.publish(2);
  CHECK(again.status_counts() == "2 sitting");
  CHECK(again.seated(1)->last<protocol::Welcome>().status == "sitting");
}

}  // namespace examhall::hall::test
