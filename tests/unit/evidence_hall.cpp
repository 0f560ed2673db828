// Whatever the live hall writes down is what the verifier's rules give: exams in which anything happens, with
// crashes in between, have nothing to report. A verifier that cried wolf would be worth nothing.
#include <random>

#include "evidence/replay.hpp"
#include "hall_bench.hpp"

namespace examhall::hall::test {
namespace {

constexpr int kCandidates = 4;

class AnyExam {
 public:
  explicit AnyExam(std::uint32_t seed) : rng_{seed} {
    batch_.rules.attempts_allowed = 1 + pick(2);
    batch_.rules.no_hand_in_last = pick(2) * Span{5min};
    if (pick(3) == 0) batch_.rules.attempt_time = 90min;
    if (pick(3) == 0) {
      batch_.rules.navigation = exam::Navigation::forward_only;
      batch_.rules.shuffle_items = false;
    }
    if (pick(3) == 0) batch_.rules.outage = exam::OutageRule::proposed;
    bench_ = std::make_unique<Bench>(kStart - 40min);
    bench_->hall->publish(Bench::publication(kCandidates, batch_));
  }
  void run(int steps) {
    for (int i = 0; i < steps; ++i) step();
  }
  /// All that was written, restarts included, until everything has come to rest.
  const std::vector<FakeRecord::Entry>& written() {
    bench_->settle();
    return bench_->record.entries;
  }
  void to_the_end() {
    for (int i = 0; i < kCandidates; ++i) bench_->acted(on_person("resume", i));
    bench_->at(std::max(bench_->clock.now(), kEnd + 8h));
  }

 private:
  int pick(int n) { return std::uniform_int_distribution<int>{0, n - 1}(rng_); }

  void step() {
    const auto i = static_cast<std::size_t>(pick(kCandidates));
    switch (pick(24)) {
      case 0:
        return come(i);
      case 1:
        return links_[i] ? bench_->hall->closed(links_[i]) : come(i);
      case 2:
        return say(i, protocol::HandIn{1});
      case 3:
        return say(i, protocol::Visit{static_cast<std::uint32_t>(pick(kItems))});
      case 4:
        return say(i, protocol::Report{"focus_lost", ""});
      case 5:
        return act(static_cast<int>(i));
      case 6:
        return bench_->clock.advance(Span{pick(600'000)});
      case 7:
        return bench_->record.commit(*bench_->hall, static_cast<std::size_t>(pick(8)));
      case 8:
        return pick(12) == 0 ? crash() : void(bench_->hall->run_due());
      case 9:
        bench_->hall->run_due();
        return;
      case 10:
        return say(i, protocol::Notices{});
      case 11:
        return say(i, protocol::Noticed{static_cast<std::uint32_t>(pick(4)), pick(2) == 0});
      case 12:
        return say(i, protocol::Call{static_cast<std::uint32_t>(pick(9)), pick(3) != 0, "pen"});
      case 13:
        return pick(8) == 0 ? crowd(i) : answer(i);
      default:
        return answer(i);
    }
  }
  void come(std::size_t i) {
    links_[i] = bench_->connect();
    bench_->login(links_[i], static_cast<int>(i), pick(2) == 0);
  }
  // More than is written one by one.
  void crowd(std::size_t i) {
    for (int n = 0; n < 40; ++n) say(i, protocol::Report{pick(2) == 0 ? "focus_lost" : "focus_gained", ""});
    for (int n = 0; n < 30; ++n) bench_->login(bench_->connect(), static_cast<int>(i));
  }
  template <class M>
  void say(std::size_t i, const M& message) {
    if (links_[i]) bench_->send(links_[i], message);
  }
  // Some frames were received a moment before they are handled.
  void answer(std::size_t i) {
    if (!links_[i]) return;
    const protocol::Answer m{pick(5) == 0 ? no_ : ++no_, static_cast<std::uint32_t>(pick(kItems)),
                             std::string(1, static_cast<char>('A' + pick(4))), 0};
    bench_->send_at(links_[i], m, bench_->clock.now() - Span{pick(2) * pick(3000)});
  }
  void act(int i) {
    static const std::array<const char*, 10> kinds{"pause",          "resume",  "extend",  "terminate",  "reinstate", "resume",
                                                   "approve_outage", "message", "message", "answer_call"};
    const std::string kind = kinds[static_cast<std::size_t>(pick(10))];
    if (kind == "approve_outage") return void(bench_->act(on_batch(kind)));
    const Span time = kind == "extend" ? Span{1000 * (1 + pick(600))} : Span{0};
    if (pick(10) == 0) return void(bench_->act(on_batch("extend", Span{60'000})));
    if (pick(10) == 0) return void(bench_->act(reschedule(kStart, kEnd + Span{60'000 * (pick(20) - 10)})));
    bench_->act(pick(4) == 0 ? on_room(kind, pick(2) == 0 ? "305" : "306", time) : on_person(kind, i, time));
  }
  void crash() {
    const Instant died = bench_->clock.now();
    auto next =
        std::make_unique<Bench>(*bench_, died + Span{pick(900'000)}, Bench::publication(kCandidates, batch_));
    next->hall->note_outage(died);
    bench_ = std::move(next);
    links_ = {};
  }

  std::mt19937 rng_;
  exam::Batch batch_ = junior();
  std::unique_ptr<Bench> bench_;
  std::array<LinkPtr, kCandidates> links_{};
  std::uint32_t no_ = 0;
};

}  // namespace

TEST_CASE("what the hall writes down has nothing to report") {
  std::uint64_t answers = 0;
  std::uint64_t refused = 0;
  std::size_t counted = 0;
  for (std::uint32_t seed = 1; seed <= 60; ++seed) {
    AnyExam any{seed};
    any.run(400);
    any.to_the_end();
    evidence::Check check;
    evidence::Replay replay{evidence::Scope::batch, kBatch, check};
    for (const FakeRecord::Entry& entry : any.written()) {
      journal::Event event;
      static_cast<journal::Draft&>(event) = entry.draft;
      event.seq = entry.place.seq;
      event.link = entry.place.link;
      counted += event.kind == "counted" ? 1 : 0;
      replay.apply(event);
    }
    evidence::Summary summary;
    replay.finish(!replay.batch().closed, summary);
    for (const auto& finding : check.findings()) {
      INFO("seed " << seed << ": " << finding.text.en);
      CHECK(finding.id.empty());
    }
    CHECK(replay.batch().closed);
    answers += summary.answers;
    refused += summary.refused;
  }
  CHECK(answers > 500);
  CHECK(refused > 500);
  CHECK(counted > 50);
}

}  // namespace examhall::hall::test
