// What is exported, who may see what in it, and that it verifies.
#include "evidence_world.hpp"

using namespace examhall;
using namespace examhall::test;
using evidence::CheckId;
using evidence::State;

namespace {

std::string text_of(const evidence::Report& report) { return evidence::to_text(report, base::Language::en); }

}  // namespace

TEST_CASE("a batch's evidence verifies with the file alone and with the server's key") {
  Story story;
  story.run();
  story.grade(story.paper);
  const Folder folder;
  const auto path = folder / "batch.jsonl";
  std::uint64_t done = 0;
  evidence::ExportOptions options;
  options.progress = [&](std::uint64_t at, std::uint64_t) { done = at; };
  const auto exported =
      evidence::export_batch(story.journal, story.catalogue, kBatch, story.key, kEnd + 2h, path, options);
  REQUIRE(exported);
  CHECK(done == story.events().size());
  CHECK(exported->events + exported->leaves == story.events().size());
  CHECK(exported->leaves == 705);
  CHECK(exported->bytes == std::filesystem::file_size(path));

  const auto alone = evidence::verify(path);
  INFO(text_of(alone));
  CHECK(alone.ok());
  CHECK(alone[CheckId::kept].state() == State::skipped);
  const auto report = evidence::verify(path, {.key = story.key.public_key()});
  INFO(text_of(report));
  CHECK(report.ok());
  for (const CheckId id :
       {CheckId::file, CheckId::signatures, CheckId::chain, CheckId::header, CheckId::roster, CheckId::paper,
        CheckId::collection, CheckId::scores, CheckId::results}) {
    CHECK(report[id].state() == State::passed);
    CHECK(report[id].findings().empty());
  }
  const evidence::Summary& s = report.summary;
  CHECK(s.candidates == 5);
  CHECK(s.events == exported->events);
  CHECK(s.answers == 8);
  CHECK(s.refused == 2);
  CHECK(s.handed_in == 1);
  CHECK(s.collected == 2);
  CHECK(s.absent == 1);
  CHECK(s.terminated == 1);
  CHECK(s.graded == 3);
  CHECK(s.passed == 2);
  CHECK(s.versions == 1);
  CHECK(evidence::to_json(report)["ok"] == true);
}

TEST_CASE("no ID number leaves with the evidence") {
  FinishedStory story;
  const Folder folder;
  REQUIRE(evidence::export_batch(story.journal, story.catalogue, kBatch, story.key, kEnd + 2h, folder / "b"));
  const std::string all = content_of(folder / "b");
  CHECK(all.find("11**") == std::string::npos);
  CHECK(all.find("示例职业学院") != std::string::npos);
  CHECK(all.find("elsewhere") == std::string::npos);  // others' events are hashes
}

TEST_CASE("one candidate's evidence shows nothing of any other") {
  FinishedStory story;
  const Folder folder;
  const auto path = folder / "one.jsonl";
  const auto exported =
      evidence::export_candidate(story.journal, story.catalogue, kBatch, 11, story.key, kEnd + 2h, path);
  REQUIRE(exported);
  const std::string all = content_of(path);
  CHECK(all.find("T2011") != std::string::npos);
  for (const char* other : {"T2012", "T2013", "T2014", "T2015", "乙某", "丙某", "丁某", "戊某", "PC-12",
                            "elsewhere", R"("attempt":12)", R"("attempt":14)", "1,234.5", "phone"}) {
    INFO(other);
    CHECK(all.find(other) == std::string::npos);
  }
  // Nor a hash by which an answer could be tried out: the leaves in proofs are salted, links of others
  // absent.
  for (const journal::Event& e : story.events()) {
    const bool own = e.batch == kBatch && (e.attempt == 11 || (e.attempt == 0 && e.kind != "noted"));
    if (!own) CHECK(all.find(base::to_hex(e.salt)) == std::string::npos);
  }
  const auto report = evidence::verify(path, {.key = story.key.public_key()});
  INFO(text_of(report));
  CHECK(report.ok());
  CHECK(report[CheckId::chain].state() == State::passed);
  CHECK(report[CheckId::scores].state() == State::passed);
  CHECK(report.summary.candidates == 1);
  CHECK(report.summary.answers == 3);
  CHECK(report.summary.refused == 1);
  CHECK(report.summary.passed == 1);
}

TEST_CASE("every candidate of the batch can have evidence, the absent and the terminated too") {
  FinishedStory story;
  const Folder folder;
  for (const std::int64_t attempt : {11, 12, 13, 14, 15}) {
    REQUIRE(evidence::export_candidate(story.journal, story.catalogue, kBatch, attempt, story.key, kEnd + 2h,
                                       folder / "c"));
    const auto report = evidence::verify(folder / "c", {.key = story.key.public_key()});
    INFO(attempt << "\n" << text_of(report));
    CHECK(report.ok());
  }
}

TEST_CASE("receipts are what the server signs") {
  FinishedStory story;
  const Folder folder;
  REQUIRE(evidence::export_batch(story.journal, story.catalogue, kBatch, story.key, kEnd + 2h, folder / "b"));
  const auto plain = evidence::verify(folder / "b");
  REQUIRE(plain.receipts.size() == 4);

  const journal::Event& end = story.last_of("handed_in");
  protocol::Receipt receipt;
  receipt.batch = "2023-04-J";
  receipt.ticket = "T2011";
  receipt.paper = base::to_hex(story.paper.hash());
  receipt.how = "handed_in";
  receipt.at = end.at;
  receipt.items = 3;
  receipt.answered = 2;
  receipt.answers = base::to_hex(base::sha256(protocol::answers_text({{0, R"("B")"}, {1, R"("C")"}})));
  receipt.seq = end.seq;
  receipt.link = base::to_hex(end.link);
  const auto signed_receipt = protocol::sign_receipt(receipt, story.key);
  const auto mine =
      std::find_if(plain.receipts.begin(), plain.receipts.end(), [](auto& r) { return r.ticket == "T2011"; });
  REQUIRE(mine != plain.receipts.end());
  CHECK(mine->text == signed_receipt.text);
  CHECK(mine->code == protocol::check_code(signed_receipt));

  evidence::VerifyOptions options{.key = story.key.public_key(), .receipts = {signed_receipt}};
  CHECK(evidence::verify(folder / "b", options).ok());
  SECTION("a receipt that names another answer") {
    receipt.answered = 3;
    options.receipts = {protocol::sign_receipt(receipt, story.key)};
    const auto report = evidence::verify(folder / "b", options);
    CHECK(failures(report) == std::vector<std::string>{"kept:receipt_differs"});
    CHECK(words(report, "receipt_differs").find("answered: 3 / 2") != std::string::npos);
  }
  SECTION("a forged receipt") {
    options.receipts = {protocol::sign_receipt(receipt, base::SigningKey::generate())};
    CHECK(failures(evidence::verify(folder / "b", options)) ==
          std::vector<std::string>{"kept:receipt_not_signed"});
  }
  SECTION("a receipt of somebody the file does not know") {
    receipt.ticket = "T2099";
    options.receipts = {protocol::sign_receipt(receipt, story.key)};
    CHECK(failures(evidence::verify(folder / "b", options)) ==
          std::vector<std::string>{"kept:receipt_without_attempt"});
  }
}

TEST_CASE("a receipt of a paper that was handed in before a termination still stands") {
  Story story;
  story.run();
  const journal::Event before = story.last_of("handed_in");
  story.give(11, exam::Terminate{"赵", "found out later"}, kEnd + 30min);
  story.grade(story.paper);
  const Folder folder;
  REQUIRE(evidence::export_batch(story.journal, story.catalogue, kBatch, story.key, kEnd + 2h, folder / "b"));
  const auto report = evidence::verify(folder / "b");
  CHECK(report.ok());
  const auto with_link = [&](const auto& r) {
    return r.text.find(base::to_hex(before.link)) != std::string::npos;
  };
  CHECK(std::any_of(report.receipts.begin(), report.receipts.end(), with_link));
}

TEST_CASE("regraded results stand beside the first ones, each by its own paper") {
  FinishedStory story;
  const bank::Paper corrected = story.corrected();
  story.add_paper(corrected);
  story.regrade(corrected, "key of item 2 was wrong");
  const Folder folder;
  REQUIRE(evidence::export_batch(story.journal, story.catalogue, kBatch, story.key, kEnd + 2h, folder / "b"));
  const auto report = evidence::verify(folder / "b", {.key = story.key.public_key()});
  INFO(text_of(report));
  CHECK(report.ok());
  CHECK(report.summary.versions == 2);
  CHECK(report.summary.passed == 1);  // 11 answered C, which was right before
}

TEST_CASE("scores that no second person has approved are not what the rules allow") {
  FinishedStory story;
  const bank::Paper corrected = story.corrected();
  story.add_paper(corrected);
  SECTION("nobody asked for them") { story.grade(corrected, "alone"); }
  SECTION("approved by whoever asked") { story.regrade(corrected, "alone", "赵"); }
  const Folder folder;
  REQUIRE(evidence::export_batch(story.journal, story.catalogue, kBatch, story.key, kEnd + 2h, folder / "b"));
  const auto report = evidence::verify(folder / "b", {.key = story.key.public_key()});
  INFO(text_of(report));
  CHECK_FALSE(report.ok());
  CHECK(text_of(report).find("is not what the rules allow") != std::string::npos);
}

TEST_CASE("a mock may be sat more than once") {
  Story story;
  story.settings().rules.attempts_allowed = 2;
  story.publish();
  story.enrol(11, "T2011", "甲某");
  story.sit(11);
  story.put(exam::BatchStarted{}, kStart);
  story.give(11, exam::Begin{}, kStart);
  story.answer(11, 0, 1, R"("B")", kStart + 1min);
  story.give(11, exam::HandIn{1, 2}, kStart + 31min);
  story.give(11, exam::TakeSeat{"PC-1", "10.0.0.1", true}, kStart + 40min);
  story.answer(11, 0, 2, R"("A")", kStart + 41min);
  story.give(11, exam::Collect{}, kEnd + 2s);
  story.put(exam::BatchClosed{}, kEnd + 2s);
  story.grade(story.paper);
  const Folder folder;
  REQUIRE(evidence::export_batch(story.journal, story.catalogue, kBatch, story.key, kEnd + 2h, folder / "b"));
  const auto report = evidence::verify(folder / "b");
  INFO(text_of(report));
  CHECK(report.ok());
  CHECK(report.receipts.size() == 2);
  CHECK(story.catalogue.rows.front().front().points.hundredths == 200);
}

TEST_CASE("a batch that is not closed is exported only when told so, and without its paper") {
  Story story;
  story.publish();
  story.enrol(11, "T2011", "甲某");
  story.sit(11);
  const Folder folder;
  const auto refused =
      evidence::export_batch(story.journal, story.catalogue, kBatch, story.key, kStart, folder / "b");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().id == "batch_not_closed");
  CHECK(std::filesystem::is_empty(folder.path()));

  evidence::ExportOptions options;
  options.unfinished = true;
  REQUIRE(evidence::export_batch(story.journal, story.catalogue, kBatch, story.key, kStart, folder / "b",
                                 options));
  CHECK(content_of(folder / "b").find(R"("t":"paper")") == std::string::npos);
  const auto report = evidence::verify(folder / "b");
  INFO(text_of(report));
  CHECK(report.ok());
  CHECK(report[CheckId::paper].state() == State::skipped);
  CHECK(report[CheckId::scores].state() == State::skipped);
}

TEST_CASE("what cannot be exported is refused with the reason, and nothing is left") {
  FinishedStory story;
  const Folder folder;
  const auto id_of = [&](std::int64_t batch, std::int64_t attempt) {
    const auto r = attempt == 0 ? evidence::export_batch(story.journal, story.catalogue, batch, story.key,
                                                         kEnd, folder / "b")
                                : evidence::export_candidate(story.journal, story.catalogue, batch, attempt,
                                                             story.key, kEnd, folder / "b");
    return r ? std::string{} : r.error().id;
  };
  CHECK(id_of(99, 0) == "batch_missing");
  CHECK(id_of(kBatch, 99) == "attempt_missing");
  story.catalogue.batch_list.push_back({.id = 50, .code = "never"});
  CHECK(id_of(50, 0) == "batch_not_in_journal");
  story.catalogue.paper_list.clear();
  CHECK(id_of(kBatch, 0) == "paper_missing");
  CHECK(id_of(kBatch, 11) == "paper_missing");
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("a journal that does not verify is not signed") {
  FinishedStory story;
  journal::Event wrong = story.events().back();
  ++wrong.seq;
  story.journal.put_behind_the_back(wrong);
  const Folder folder;
  const auto refused =
      evidence::export_batch(story.journal, story.catalogue, kBatch, story.key, kEnd, folder / "b");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().id == "journal_broken");
  CHECK(std::filesystem::is_empty(folder.path()));
}
