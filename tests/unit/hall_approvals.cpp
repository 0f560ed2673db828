// Time for a site or for the batch, and other scores: asked for by one, decided by another.
#include "hall_bench.hpp"

using namespace examhall;
using namespace examhall::hall;
using namespace examhall::hall::test;

namespace {

StaffAct on_site(std::string kind, std::string site, base::Span time) {
  StaffAct a = on_batch(std::move(kind), time);
  a.scope = "site";
  a.target = std::move(site);
  return a;
}

const std::string kFirst(64, 'b'), kCorrected(64, 'c');

StaffAct other_scores(std::string results) {
  StaffAct a = on_batch("regrade");
  a.target = std::move(results);
  return a;
}

/// One who has handed in, collected.
struct Collected : Bench {
  Collected() {
    sitting(1);
    at(kEnd + kGrace);
  }
  std::string note(int version, const std::string& results) {
    std::string said = "nothing";
    hall->note_graded(kBatch, {version, results, std::string(64, 'a'), "why"},
                      [&](std::string_view why) { said = why.empty() ? "recorded" : why; });
    settle();
    return said;
  }
};

}  // namespace

TEST_CASE("other scores are recorded once two people want these very ones") {
  Collected b;
  CHECK(b.acted(other_scores(kCorrected)) == "not_graded");
  CHECK(b.note(1, kFirst) == "recorded");
  CHECK(b.note(1, kFirst) == "recorded");
  CHECK(b.record.count("graded") == 1);
  CHECK(b.acted(other_scores(kFirst)) == "same_results");
  CHECK(b.acted(other_scores("c")) == "bad_request");
  CHECK(b.note(2, kCorrected) == "not_approved");

  StaffAct asked = other_scores(kCorrected);
  asked.request = 17;
  CHECK(b.acted(asked) == "applied 0");
  CHECK(b.record.last("acted").draft.body.find(R"("kind":"propose_scores")") != std::string::npos);
  CHECK(b.note(2, kCorrected) == "not_approved");
  CHECK(b.acted(Bench::decision("approve", 17, "zhao")) == "own_request");
  CHECK(b.note(2, kCorrected) == "not_approved");
  CHECK(b.acted(Bench::decision("approve", 17)) == "applied 0");
  CHECK(b.note(2, std::string(64, 'd')) == "not_approved");
  CHECK(b.note(2, kCorrected) == "recorded");

  asked = other_scores(std::string(64, 'd'));
  CHECK(b.acted_by_two(asked) == "applied 0");
  CHECK(b.note(3, asked.target) == "recorded");
  CHECK(b.note(4, kCorrected) == "not_approved");  // an approval is good for one version
  CHECK(b.record.count("graded") == 3);
}

TEST_CASE("other scores that were declined, or come after the results are final, are not recorded") {
  Collected b;
  REQUIRE(b.note(1, kFirst) == "recorded");
  StaffAct asked = other_scores(kCorrected);
  asked.request = 17;
  REQUIRE(b.acted(asked) == "applied 0");
  SECTION("declined") {
    CHECK(b.acted(Bench::decision("decline", 17)) == "applied 0");
    CHECK(b.note(2, kCorrected) == "not_approved");
  }
  SECTION("final before the approval") {
    REQUIRE(b.acted(on_batch("finalise")) == "applied 0");
    CHECK(b.acted(Bench::decision("approve", 17)) == "already_finalised");
    CHECK(b.note(2, kCorrected) == "already_finalised");
  }
  SECTION("final after it") {
    REQUIRE(b.acted(Bench::decision("approve", 17)) == "applied 0");
    REQUIRE(b.acted(on_batch("finalise")) == "applied 0");
    CHECK(b.note(2, kCorrected) == "already_finalised");
  }
  CHECK(b.record.count("graded") == 1);
}

TEST_CASE("what one person asks for does nothing until another approves") {
  Bench b;
  const auto links = b.sitting(2);
  const auto act = GENERATE(on_batch("extend", 10min), on_site("extend", "一考点", 10min));
  StaffAct asked = act;
  asked.request = 17;
  std::vector<StaffOutcome> outcomes;
  asked.batch = kBatch;
  asked.by = "zhao";
  b.hall->act(asked, [&](const StaffOutcome& o) { outcomes.push_back(o); });
  b.settle();
  REQUIRE(outcomes.size() == 1);
  CHECK((outcomes[0].applied && outcomes[0].awaits_second));
  CHECK(links[0]->heard().empty());
  CHECK(b.record.last("acted").draft.body.find(R"("kind":"propose")") != std::string::npos);

  CHECK(b.acted(Bench::decision("approve", 17, "zhao")) == "own_request");
  CHECK(b.acted(Bench::decision("approve", 18)) == "no_such_request");
  CHECK(links[0]->heard().empty());
  CHECK(b.acted(Bench::decision("approve", 17)) == "applied 2");
  CHECK(links[0]->last<protocol::Deadline>().ends_at == kEnd + 10min);
  StaffAct again = Bench::decision("decline", 17, "sun");
  again.request = 900;
  CHECK(b.acted(again) == "no_such_request");
  b.hall->act(asked, [&](const StaffOutcome& o) { outcomes.push_back(o); });
  b.settle();
  CHECK_FALSE(outcomes[1].awaits_second);
  CHECK(b.record.count("decided") == 1);
}

TEST_CASE("an approval and what it does come to the disk together, who asked and who approved beside them") {
  Bench b;
  b.sitting(2);
  StaffAct asked = on_site("extend", "一考点", 10min);
  asked.request = 17;
  b.acted(asked);
  b.act(Bench::decision("approve", 17));
  CHECK(b.record.pending() == "extended extended decided acted");
  CHECK(b.record.together.back() == 4);
  b.settle();
  CHECK(b.record.last("extended").draft.body.find(R"("by":"zhao")") != std::string::npos);
  CHECK(b.record.last("decided").draft.body.find(R"("by":"qian")") != std::string::npos);
}

TEST_CASE("a request that was declined is gone, and nothing was done") {
  Bench b;
  const auto links = b.sitting(1);
  StaffAct asked = on_batch("extend", 10min);
  asked.request = 17;
  b.acted(asked);
  CHECK(b.acted(Bench::decision("decline", 17)) == "applied 0");
  StaffAct late = Bench::decision("approve", 17, "sun");
  late.request = 900;
  CHECK(b.acted(late) == "no_such_request");
  CHECK(links[0]->heard().empty());
}

TEST_CASE("a request outlives a restart; what has become impossible is refused and stays open") {
  Bench b;
  b.sitting(1);
  StaffAct asked = on_batch("extend", 10min);
  asked.request = 17;
  b.acted(asked);
  Bench again{b, kStart + 1min, Bench::publication(1)};
  again.settle();
  CHECK(again.acted(asked) == "applied 0");
  CHECK(again.record.count("proposed") == 1);
  SECTION("approved after it") { CHECK(again.acted(Bench::decision("approve", 17)) == "applied 1"); }
  SECTION("too late") {
    again.at(kEnd + 1h);
    CHECK(again.acted(Bench::decision("approve", 17)) == "already_closed");
    CHECK(again.record.count("decided") == 0);
  }
}

TEST_CASE("what could not be granted is not asked for") {
  Bench b;
  b.sitting(1);
  const auto why = [&](StaffAct a) {
    a.request = 17;
    return b.acted(a);
  };
  CHECK(why(on_batch("extend", 0s)) == "nothing_to_do");
  CHECK(why(on_batch("extend", 8 * 24h)) == "time_out_of_range");
  CHECK(why(on_site("extend", "二考点", 1min)) == "no_such_candidate");
  CHECK(b.record.count("proposed") == 0);
}
