// What happened, from the file alone: the same entries as from the journal, and none from a file that does
// not verify.
#include "evidence/timeline.hpp"
#include "evidence_forgery.hpp"

using namespace examhall;
using namespace examhall::test;

namespace {

std::vector<base::Json> from_journal(const Story& story, std::int64_t attempt) {
  std::vector<base::Json> out;
  bool registered = false;
  for (const journal::Event& e : story.events()) {
    registered = registered || (attempt != 0 && e.attempt == attempt);
    const bool of_all = registered && e.attempt == 0 && exam::concerns_candidates(e.kind);
    if (e.batch != kBatch || (e.attempt != attempt && !of_all)) continue;
    out.push_back(attempt != 0 ? to_json(exam::entry_of(e.seq, e.at, e.kind, e.body))
                               : to_json(exam::batch_entry_of(e.seq, e.at, e.kind, e.body)));
  }
  return out;
}

template <class Entries>
std::vector<base::Json> json_of(const Entries& entries) {
  std::vector<base::Json> out;
  for (const auto& e : entries) out.push_back(to_json(e));
  return out;
}

}  // namespace

TEST_CASE("a candidate's timeline is the same from the batch's file, from their own and from the journal") {
  FinishedStory story;
  story.put(exam::OutageNoted{kEnd, kEnd + 1h, 1h, "over_limit"}, kEnd + 1h);
  const Folder folder;
  REQUIRE(evidence::export_batch(story.journal, story.catalogue, kBatch, story.key, kEnd + 2h, folder / "b"));
  for (const std::int64_t attempt : {11, 12, 13, 14, 15}) {
    const std::string ticket = "T20" + std::to_string(attempt);
    const auto t = evidence::read_timeline(folder / "b", ticket);
    CHECK(t.report.ok());
    CHECK(t.found);
    CHECK(t.zone == "Asia/Shanghai");
    CHECK(t.of_batch.empty());
    CHECK(json_of(t.events) == from_journal(story, attempt));
    CHECK(t.events.back().kind == "outage_noted");
    const std::string own = "c" + ticket;
    REQUIRE(evidence::export_candidate(story.journal, story.catalogue, kBatch, attempt, story.key, kEnd + 2h,
                                       folder / own.c_str()));
    CHECK(json_of(evidence::read_timeline(folder / own.c_str(), ticket).events) == json_of(t.events));
    CHECK_FALSE(evidence::read_timeline(folder / own.c_str(), "T2099").found);
  }
}

TEST_CASE("what moved everybody's times stands with those who were registered by then") {
  Story story;
  story.publish();
  story.enrol(11, "T2011", "甲某");
  story.put(exam::BatchExtended{10min, "钱", "雪"}, kStart - 20h);
  story.put(exam::Noted{"incident", "赵", "T2012"}, kStart - 20h);
  story.enrol(12, "T2012", "乙某");
  const Folder folder;
  REQUIRE(evidence::export_batch(story.journal, story.catalogue, kBatch, story.key, kStart - 19h,
                                 folder / "b", {.unfinished = true}));
  const auto first = evidence::read_timeline(folder / "b", "T2011");
  INFO(evidence::to_text(first.report, base::Language::en));
  REQUIRE(first.events.size() == 2);
  CHECK(first.events[1].kind == "batch_extended");
  CHECK(first.events[1].text == "雪");
  CHECK(evidence::read_timeline(folder / "b", "T2012").events.size() == 1);
}

TEST_CASE("the batch's timeline holds its own events and every act of staff, in order") {
  FinishedStory story;
  story.put(exam::Acted{5, "message", "batch", "", 4, "赵", "草稿纸请勿带出"}, kEnd + 2h);
  const Folder folder;
  REQUIRE(evidence::export_batch(story.journal, story.catalogue, kBatch, story.key, kEnd + 3h, folder / "b"));
  const auto t = evidence::read_timeline(folder / "b", "");
  INFO(evidence::to_text(t.report, base::Language::en));
  CHECK(t.report.ok());
  CHECK(t.events.empty());
  CHECK(json_of(t.of_batch) == from_journal(story, 0));
  REQUIRE(t.of_batch.back().act == "message");
  CHECK(t.of_batch.back().affected == 4);
}

TEST_CASE("a candidate who is not in the file is not found, and an altered file does not pass") {
  Exhibit x;
  CHECK_FALSE(evidence::read_timeline(x.folder / "true", "T2099").found);
  x.f.edit(x.f.find({R"("kind":"extended")"}), [](Json& e) {
    std::string body = e["body"];
    body.replace(body.find("600000"), 6, "900000");
    e["body"] = body;
  });
  x.look();
  CHECK_FALSE(evidence::read_timeline(x.folder / "forged", "T2015").report.ok());
  CHECK_FALSE(evidence::read_timeline(x.folder / "missing", "T2015").report.ok());
}
