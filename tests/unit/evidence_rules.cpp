// A server that kept its journal sound and signed it, but did not keep to the rules.
#include "evidence_forgery.hpp"

using namespace examhall;
using namespace examhall::test;

namespace {

using Failures = std::vector<std::string>;

/// Two candidates sitting; the test says what happens next.
struct Sitting : Story {
  Folder folder;

  Sitting() {
    publish();
    enrol(11, "T2011", "甲某");
    enrol(12, "T2012", "乙某");
    for (const std::int64_t attempt : {11, 12}) sit(attempt);
    put(exam::BatchStarted{}, kStart);
    for (const std::int64_t attempt : {11, 12}) give(attempt, exam::Begin{}, kStart);
    answer(11, 0, 1, R"("B")", kStart + 1min);
  }
  void close(base::Instant at = kEnd + 2s) {
    for (const std::int64_t attempt : {11, 12}) give(attempt, exam::Collect{}, at);
    put(exam::BatchClosed{}, at);
  }
  evidence::Report look() {
    if (catalogue.versions.empty()) grade(paper);
    REQUIRE(evidence::export_batch(journal, catalogue, kBatch, key, kEnd + 2h, folder / "b"));
    return evidence::verify(folder / "b", {.key = key.public_key()});
  }
  exam::Answered late_answer(std::uint32_t no = 5) const { return {1, 1, no, R"("C")", 0}; }
};

const exam::Custodian kJia{"甲", std::string(64, '1')};
const exam::Custodian kYi{"乙", std::string(64, '2')};

/// A batch with a sealed paper, one candidate in the waiting room; both custodians have released it.
struct SealedSitting : Story {
  Folder folder;

  SealedSitting() {
    settings().sealed = true;
    publish();
    enrol(11, "T2011", "甲某");
    release(kJia);
    release(kYi);
    sit(11);
  }
  void release(const exam::Custodian& who) {
    put(exam::PaperReleased{settings().paper, who, kStart}, kStart - 1h);
  }
  void open(base::Instant at, std::vector<exam::Custodian> by = {kJia, kYi}) {
    put(exam::PaperOpened{settings().paper, std::move(by)}, at);
  }
  void start(base::Instant at) {
    put(exam::BatchStarted{}, at);
    put(11, exam::Begun{}, at);
  }
  evidence::Report look(std::int64_t attempt = 0) {
    give(11, exam::Collect{}, kEnd + 2s);
    put(exam::BatchClosed{}, kEnd + 2s);
    grade(paper);
    const auto done =
        attempt == 0 ? evidence::export_batch(journal, catalogue, kBatch, key, kEnd + 2h, folder / "b")
                     : evidence::export_candidate(journal, catalogue, kBatch, attempt, key, kEnd + 2h, folder / "b");
    REQUIRE(done);
    return evidence::verify(folder / "b", {.key = key.public_key()});
  }
};

}  // namespace

TEST_CASE("a sealed paper that was opened by the rules verifies, in one candidate's file too") {
  SealedSitting s;
  s.open(kStart + 1min);
  s.start(kStart + 1min);
  const std::int64_t attempt = GENERATE(0, 11);
  const auto report = s.look(attempt);
  INFO(evidence::to_text(report, base::Language::en));
  CHECK(report.ok());
  const std::string file = content_of(s.folder / "b");
  CHECK(file.find("paper_released") != std::string::npos);
  CHECK(file.find("paper_opened") != std::string::npos);
}

TEST_CASE("a sealed paper that was not opened by the rules is named") {
  SealedSitting s;
  SECTION("begun without an opening") { s.start(kStart); }
  SECTION("opened before the start") { s.open(kStart - 1ms), s.start(kStart); }
  SECTION("opened by one custodian") { s.open(kStart, {kJia}), s.start(kStart); }
  SECTION("opened by one custodian counted twice") { s.open(kStart, {kJia, kJia}), s.start(kStart); }
  SECTION("opened by one who never released it") {
    s.open(kStart, {kJia, {"丙", std::string(64, '3')}});
    s.start(kStart);
  }
  SECTION("released for another start than the batch had") {
    s.put(exam::PaperReleased{s.settings().paper, kJia, kStart - 1h}, kStart - 2min);
    s.open(kStart);
    s.start(kStart);
  }
  CHECK(has(s.look(), "collection:against_rules"));
}

TEST_CASE("a sitting by the rules has nothing to report") {
  Sitting s;
  s.close();
  CHECK(s.look().ok());
}

TEST_CASE("an answer taken after the deadline") {
  Sitting s;
  SECTION("at the last moment of the grace it is right") {
    s.put(11, s.late_answer(), kEnd + 2s - 1ms);
    s.close();
    CHECK(s.look().ok());
  }
  SECTION("one millisecond later it is named") {
    s.put(11, s.late_answer(), kEnd + 2s);
    s.close();
    const auto report = s.look();
    CHECK(failures(report) == Failures{"collection:answer_after_deadline"});
    const std::string text = words(report, "answer_after_deadline");
    CHECK(text.find("the answer of ticket T2011 to item 2 should not have been accepted") !=
          std::string::npos);
    CHECK(text.find("the deadline was 2023-05-20T03:30:00.000Z") != std::string::npos);
  }
  SECTION("with extra time it is right") {
    s.give(11, exam::Extend{5min, "person", "赵", "x"}, kStart + 2min);
    s.put(11, s.late_answer(), kEnd + 2min);
    s.close(kEnd + 5min + 2s);
    CHECK(s.look().ok());
  }
}

TEST_CASE("an answer gained after the end") {
  Sitting s;
  s.give(11, exam::HandIn{1, 2}, kStart + 31min);
  s.put(11, s.late_answer(), kStart + 32min);
  s.close();
  CHECK(failures(s.look()) == Failures{"collection:answer_after_end"});
}

TEST_CASE(
    "an answer refused that should have been taken, and one refused for another reason than the right one") {
  Sitting s;
  SECTION("should have been taken") {
    s.put(11, exam::AnswerRefused{1, 1, 5, R"("C")", 0, exam::RefusalId::too_late}, kStart + 5min);
    s.close();
    CHECK(failures(s.look()) == Failures{"collection:answer_wrongly_refused"});
  }
  SECTION("another reason") {
    s.put(11, exam::AnswerRefused{9, 1, 5, R"("C")", 0, exam::RefusalId::too_late}, kStart + 5min);
    s.close();
    CHECK(failures(s.look()) == Failures{"collection:against_rules"});
  }
}

TEST_CASE("what the rules do not allow is named, whoever did it") {
  Sitting s;
  const auto only = [&](const char* id) {
    const auto report = s.look();
    INFO(evidence::to_text(report, base::Language::en));
    CHECK(failures(report) == Failures{id});
  };
  SECTION("handed in before it is allowed") {
    s.put(11, exam::HandedIn{2}, kStart + 5min);
    s.close();
    only("collection:against_rules");
  }
  SECTION("collected before the deadline") {
    s.put(11, exam::Collected{kEnd}, kEnd - 1min);
    s.close();
    only("collection:against_rules");
  }
  SECTION("collected with another deadline than the rules give") {
    s.put(11, exam::Collected{kEnd - 1min}, kEnd + 2s);
    s.close();
    only("collection:against_rules");
  }
  SECTION("time granted to one who had ended") {
    s.give(11, exam::HandIn{1, 2}, kStart + 31min);
    s.put(11, exam::Extended{5min, "person", "赵", "x"}, kStart + 40min);
    s.close();
    only("collection:against_rules");
  }
  SECTION("an event that the rules do not know") {
    s.put(kBatch, 11, kStart + 2min, "promoted", "{}");
    s.close();
    only("collection:event_unreadable");
  }
  SECTION("an event of somebody who was never registered") {
    s.put(99, exam::Answered{1, 0, 1, "1", 0}, kStart + 2min);
    s.close();
    only("collection:never_registered");
  }
  SECTION("registered twice") {
    s.put(11, exam::Registered{"T2011", "305", 1, exam::Span{0}, 3}, kStart + 2min);
    s.close();
    const auto report = s.look();
    CHECK(has(report, "collection:registered_twice"));
    CHECK(has(report,
              "scores:score_differs"));  // the server forgot the answers before it, the verifier does not
  }
  SECTION("the batch extended after it was over") {
    s.close();
    s.put(exam::BatchExtended{5min, "赵", "x"}, kEnd + 10s);
    only("collection:against_rules");
  }
  SECTION("closed before everybody had ended") {
    s.give(11, exam::Collect{}, kEnd + 2s);
    s.put(exam::BatchClosed{}, kEnd + 2s);
    s.give(12, exam::Collect{}, kEnd + 3s);
    const auto report = s.look();
    CHECK(has(report, "collection:against_rules"));
    CHECK(has(report, "collection:not_closed"));  // such a closing is not believed
  }
  SECTION("a paper opened that never was sealed") {
    s.put(exam::PaperOpened{s.settings().paper, {kJia, kYi}}, kStart + 1min);
    s.close();
    only("collection:against_rules");
  }
  SECTION("time runs backwards") {
    s.answer(11, 1, 2, R"("C")", kStart + 1h);
    s.put(11, exam::Answered{1, 0, 3, R"("B")", 0}, kStart + 30min);
    s.close();
    CHECK(has(s.look(), "collection:time_backwards"));
  }
}

TEST_CASE("what was only counted is taken as it is, unless it cannot have been") {
  const base::Instant at = kStart + 10min;
  const exam::Counted good{"reported", "focus_lost", 7, 1, at - 1min};
  {
    Sitting s;
    s.put(11, good, at);
    s.put(11, exam::Counted{"entry_refused", "attempt_ended", 95, 1, at}, at);
    s.close();
    CHECK(s.look().ok());
  }
  for (const exam::Counted& wrong : {exam::Counted{"reported", "focus_lost", 7, 2, at},
                                     exam::Counted{"login", "superseded", 7, 1, at + 1ms}}) {
    Sitting s;
    s.put(11, wrong, at);
    s.close();
    CHECK(failures(s.look()) == Failures{"collection:against_rules"});
  }
  Sitting s;
  s.put(kBatch, 11, at, "counted", R"({"count":7,"fence":1,"since":0,"what":"answered","which":""})");
  s.close();
  CHECK(failures(s.look()) == Failures{"collection:event_unreadable"});
}

TEST_CASE("somebody whose paper never came in") {
  Sitting s;
  s.give(11, exam::Collect{}, kEnd + 2s);
  s.put(exam::BatchClosed{}, kEnd + 2s);
  s.publish_rows(s.paper, evidence::grade_attempts(s.paper, s.tries()), "first");
  const auto report = s.look();
  CHECK(has(report, "collection:not_ended"));
  CHECK(words(report, "not_ended") == "the attempt of ticket T2012 never ended (sitting)");
}

TEST_CASE("wrong scores that the server signed and recorded itself") {
  Sitting s;
  s.close();
  auto rows = evidence::grade_attempts(s.paper, s.tries());
  rows[1].points.hundredths = 600;
  s.publish_rows(s.paper, rows, "first");
  CHECK(failures(s.look()) == Failures{"scores:total_differs"});
}

TEST_CASE("results that the journal does not have, and versions out of turn") {
  Sitting s;
  s.close();
  SECTION("changed in the catalogue afterwards") {
    s.grade(s.paper);
    s.catalogue.rows.front()[0].status = "absent";
    const auto report = s.look();
    CHECK(has(report, "results:results_digest"));
    CHECK(has(report, "scores:status_differs"));
  }
  SECTION("a version that was recorded and is gone") {
    s.grade(s.paper);
    s.catalogue.versions.clear();
    REQUIRE(evidence::export_batch(s.journal, s.catalogue, kBatch, s.key, kEnd + 2h, s.folder / "b"));
    CHECK(failures(evidence::verify(s.folder / "b")) == Failures{"results:version_missing"});
  }
  SECTION("a regrading by a paper that asks something else") {
    bank::PaperContent other = s.paper.content();
    other.sections[0].items[0].item.view.text = "另一题";
    other.corrects = s.paper.hash();
    const bank::Paper changed{other};
    s.add_paper(changed);
    s.grade(s.paper);
    s.regrade(changed, "again");
    CHECK(failures(s.look()) == Failures{"paper:paper_other_questions"});
  }
  SECTION("a regrading by a paper that corrects another") {
    bank::PaperContent other = s.paper.content();
    other.title = "x";
    const bank::Paper changed{other};
    s.add_paper(changed);
    s.grade(s.paper);
    s.regrade(changed, "again");
    CHECK(failures(s.look()) == Failures{"paper:paper_foreign"});
  }
}

TEST_CASE("words between staff and candidates that no rule would write are found") {
  Sitting s;
  s.give(11, exam::Notify{"草稿纸", "person", 5, "赵"}, kStart + 2min);
  Failures expected{"collection:against_rules"};
  SECTION("a notice was read that was never sent") { s.put(11, exam::NoticeRead{1, 2}, kStart + 3min); }
  SECTION("a notice out of its turn") {
    s.put(11, exam::Notified{5, "x", "person", 6, "赵"}, kStart + 3min);
  }
  SECTION("read, from a seat that was taken over") { s.put(11, exam::NoticeRead{7, 1}, kStart + 3min); }
  SECTION("a call answered that nobody made") { s.put(12, exam::CallAnswered{"赵", ""}, kStart + 3min); }
  SECTION("two calls within a second") {
    s.put(11, exam::ProctorCalled{1, 1, ""}, kStart + 3min);
    s.put(11, exam::CallWithdrawn{1, 2}, kStart + 3min);
    s.put(11, exam::ProctorCalled{1, 3, ""}, kStart + 3min + 1s);
  }
  SECTION("a longer text than anybody may write") {
    s.put(11, exam::Notified{2, std::string(1001, 'x'), "person", 6, "赵"}, kStart + 3min);
  }
  SECTION("nothing of that") {
    s.give(11, exam::ConfirmNotice{1, 1, true}, kStart + 3min);
    s.give(12, exam::CallProctor{1, 1, true, ""}, kStart + 3min);
    s.give(12, exam::AnswerCall{"赵", ""}, kStart + 4min);
    expected.clear();
  }
  s.close();
  CHECK(failures(s.look()) == expected);
}

TEST_CASE("an approval by whoever asked, a second one, or of nothing is found; so is a note out of its turn") {
  Sitting s;
  const exam::Proposed asked{17, "extend", "site", "一考点", 10min, "赵", "停电"};
  s.put(asked, kStart + 2min);
  Failures expected{"collection:against_rules"};
  SECTION("by the same person") { s.put(exam::Decided{17, true, "赵", "x"}, kStart + 3min); }
  SECTION("of what nobody asked for") { s.put(exam::Decided{18, true, "钱", "x"}, kStart + 3min); }
  SECTION("twice") {
    s.put(exam::Decided{17, false, "钱", "x"}, kStart + 3min);
    s.put(exam::Decided{17, true, "孙", "x"}, kStart + 4min);
  }
  SECTION("asked for twice") { s.put(asked, kStart + 3min); }
  SECTION("a note out of its turn") {
    s.put(exam::BatchIncident{{2, "staff", "batch", "", {}, "赵", "x"}}, kStart + 3min);
  }
  SECTION("a person's note out of its turn") {
    s.put(11, exam::PersonIncident{{2, "staff", "person", "1", {}, "赵", "x"}}, kStart + 3min);
  }
  SECTION("a second person, and notes in their turn") {
    s.put(exam::Decided{17, true, "钱", "x"}, kStart + 3min);
    s.put(exam::BatchIncident{{1, "staff", "batch", "", {}, "赵", "x"}}, kStart + 3min);
    s.put(11, exam::PersonIncident{{2, "staff", "person", "1", {}, "赵", "x"}}, kStart + 4min);
    expected.clear();
  }
  s.close();
  CHECK(failures(s.look()) == expected);
}

TEST_CASE("a move that would give back an hour more is found, and not believed") {
  Sitting s;
  s.put(11, exam::Moved{2, "305", "1", "306", "1", kStart - 1h, kStart + 1h, "赵", "x"}, kStart + 3min);
  s.close();
  const Failures found = failures(s.look());
  CHECK(std::find(found.begin(), found.end(), "collection:against_rules") != found.end());
}
