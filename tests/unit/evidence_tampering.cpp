// Every kind of change to a file is found and named.
#include "evidence_forgery.hpp"

using namespace examhall;
using namespace examhall::test;

namespace {

std::size_t answer_row(const Exhibit& x) { return x.f.find({R"("kind":"answered")", R"("attempt":11)"}, 1); }

void flip(Json& json, const char* member, std::size_t at = 0) {
  std::string text = json[member];
  flip_hex(text, at);
  json[member] = text;
}

std::vector<std::string> all_of(std::initializer_list<std::string> list) { return list; }

}  // namespace

TEST_CASE("an altered event is named, whichever part of it was altered") {
  Exhibit x;
  const std::size_t row = answer_row(x);
  const std::uint64_t seq = Json::parse(x.f.lines[row])["seq"];
  const auto altered = [&](auto change) {
    x.f.edit(row, change);
    const auto report = x.look();
    INFO(evidence::to_text(report, base::Language::en));
    CHECK(has(report, "chain:event_altered"));
    CHECK(has(report, "signatures:file_altered"));
    CHECK(words(report, "event_altered").find("event " + std::to_string(seq) + " ") == 0);
    CHECK(report[evidence::CheckId::chain].findings().size() == 1);  // it and no other
    return words(report, "event_altered");
  };
  SECTION("body") {
    const auto text = altered([](Json& e) {
      std::string body = e["body"];
      body.replace(body.find("\"A\""), 3, "\"C\"");
      e["body"] = body;
    });
    CHECK(text == "event " + std::to_string(seq) +
                      " (kind answered, attempt 11, at 2023-05-20T01:47:00.000Z) was altered");
  }
  SECTION("salt") {
    altered([](Json& e) { flip(e, "salt"); });
  }
  SECTION("at") {
    altered([](Json& e) { e["at"] = e["at"].get<std::int64_t>() + 1; });
  }
  SECTION("kind") {
    altered([](Json& e) { e["kind"] = "answer_refused"; });
  }
  SECTION("attempt") {
    altered([](Json& e) { e["attempt"] = 12; });
  }
  SECTION("batch") {
    altered([](Json& e) { e["batch"] = 8; });
  }
  SECTION("number, to one that is gone by") {
    altered([&](Json& e) { e["seq"] = seq - 1; });
  }
  SECTION("number, to one far ahead") {
    altered([&](Json& e) { e["seq"] = seq + 100000; });
  }
  SECTION("content and link") {
    altered([](Json& e) {
      flip(e, "salt");
      flip(e, "link");
    });
  }
}

TEST_CASE("the first and the last event are protected like the others") {
  Exhibit x;
  SECTION("last") {
    const std::size_t row = x.f.find({R"("kind":"graded")"});
    x.f.edit(row, [](Json& e) { flip(e, "salt"); });
    CHECK(words(x.look(), "event_altered").find("kind graded") != std::string::npos);
  }
  SECTION("last, its link") {
    x.f.edit(x.f.find({R"("kind":"graded")"}), [](Json& e) { flip(e, "link"); });
    CHECK(has(x.look(), "chain:link_altered"));
  }
  SECTION("first") {
    x.f.edit(x.f.find({R"({"t":"leaf")"}), [](Json& e) { flip(e, "leaves"); });
    CHECK(words(x.look(), "event_altered").find("one of the hashes of events 1 to 3") == 0);
  }
}

TEST_CASE("a link alone that was altered is told from an altered event") {
  Exhibit x;
  x.f.edit(answer_row(x), [](Json& e) { flip(e, "link", 10); });
  const auto report = x.look();
  CHECK(failures(report) == all_of({"signatures:file_altered", "chain:link_altered"}));
}

TEST_CASE("altered hashes of others' events are named by their range") {
  Exhibit x;
  x.f.edit(x.f.find({R"({"t":"leaf")"}, 1), [](Json& e) { flip(e, "leaves", 700); });
  const auto report = x.look();
  CHECK(failures(report) == all_of({"signatures:file_altered", "chain:event_altered"}));
  CHECK(words(report, "event_altered").find("one of the hashes of events ") == 0);
}

TEST_CASE("removed rows are named") {
  Exhibit x;
  SECTION("one event") {
    const std::size_t row = answer_row(x);
    const std::uint64_t seq = Json::parse(x.f.lines[row])["seq"];
    x.f.remove(row);
    const auto report = x.look();
    CHECK(words(report, "event_missing") == "event " + std::to_string(seq) + " is missing");
    CHECK(report[evidence::CheckId::chain].findings().size() == 1);
    CHECK(has(report, "header:header_differs"));  // the count
  }
  SECTION("a run of others'") {
    x.f.remove(x.f.find({R"({"t":"leaf")"}, 1));
    CHECK(words(x.look(), "event_missing").find("events 7 to 518 are missing") == 0);
  }
  SECTION("the last") {
    x.f.remove(x.f.find({R"("kind":"graded")"}));
    const auto report = x.look();
    CHECK(words(report, "event_missing").find("is missing") != std::string::npos);
    CHECK(has(report, "results:version_not_recorded"));
  }
  SECTION("two in different places are both named") {
    x.f.remove(answer_row(x));
    x.f.remove(x.f.find({R"("kind":"extended")"}));
    CHECK(x.look()[evidence::CheckId::chain].findings().size() == 2);
  }
}

TEST_CASE("rows in the wrong order are named") {
  Exhibit x;
  const std::size_t row = x.f.find({R"("kind":"answered")", R"("attempt":14)"});
  Json first = Json::parse(x.f.lines[row]);
  Json second = Json::parse(x.f.lines[row + 1]);
  REQUIRE(second["t"] == "event");
  const std::string expected = fmt::format("events {} and {} stand in the wrong order",
                                           first["seq"].get<int>(), second["seq"].get<int>());
  SECTION("the lines") { std::swap(x.f.lines[row], x.f.lines[row + 1]); }
  SECTION("the lines, renumbered") {
    std::swap(x.f.lines[row], x.f.lines[row + 1]);
    x.f.edit(row, [&](Json& e) { e["seq"] = first["seq"]; });
    x.f.edit(row + 1, [&](Json& e) { e["seq"] = second["seq"]; });
  }
  SECTION("what happened in them, with the links left in place") {
    for (const char* member : {"at", "attempt", "kind", "body", "salt"})
      std::swap(first[member], second[member]);
    x.f.edit(row, [&](Json& e) {
      for (auto& [k, v] : first.items())
        if (k != "t") e[k] = v;
    });
    x.f.edit(row + 1, [&](Json& e) {
      for (auto& [k, v] : second.items())
        if (k != "t") e[k] = v;
    });
  }
  const auto report = x.look();
  INFO(evidence::to_text(report, base::Language::en));
  CHECK(words(report, "event_swapped") == expected);
  CHECK(report[evidence::CheckId::chain].findings().size() == 1);
  CHECK_FALSE(report[evidence::CheckId::collection].failed());  // read in the true order
}

TEST_CASE("a row moved far away, and one repeated, are named") {
  Exhibit x;
  const std::size_t row = answer_row(x);
  const std::string line = x.f.lines[row];
  SECTION("moved") { x.f.remove(row); }
  x.f.lines.insert(x.f.lines.begin() + static_cast<std::ptrdiff_t>(x.f.find({R"("kind":"batch_closed")"})),
                   line);
  CHECK(has(x.look(), "chain:event_out_of_place"));
}

TEST_CASE("an answer rewritten with every link after it does not reach the signed end") {
  Exhibit x;
  const std::size_t row = answer_row(x);
  const std::uint64_t seq = Json::parse(x.f.lines[row])["seq"];
  const journal::Event& before = x.story.events()[seq - 2];
  const journal::Event& after = x.story.last_of("extended");
  x.f.edit(row, [](Json& e) { flip(e, "salt"); });
  const std::string seal = x.f.lines.back();
  x.f.relink(x.story.journal.journal_id());
  SECTION("the signed checkpoint left as it was") {
    x.f.lines.back() = seal;
    x.f.reseal();
    const auto report = x.look();
    CHECK(has(report, "chain:chain_rewritten"));
    CHECK(has(report, "signatures:signature_invalid"));
  }
  SECTION("the checkpoint rewritten too") {
    x.f.reseal();
    CHECK(failures(x.look()) == all_of({"signatures:signature_invalid", "signatures:signature_invalid"}));
  }
  SECTION("even signed anew by the server itself, acks kept by candidates show it and bracket it") {
    x.f.reseal(&x.story.key);
    CHECK(x.look().ok());
    const auto report = x.look({.key = x.story.key.public_key(),
                                .kept = {{before.seq, before.link, true}, {after.seq, after.link, true}}});
    CHECK(failures(report) == all_of({"kept:kept_differs"}));
    CHECK(words(report, "kept_differs")
              .find(fmt::format("events after {} and up to {} were rewritten", before.seq, after.seq)) !=
          std::string::npos);
  }
}

TEST_CASE("what was kept elsewhere is compared") {
  Exhibit x;
  const journal::Event& ack = x.story.last_of("answered");
  const auto with = [&](evidence::Kept kept) {
    return x.look({.key = x.story.key.public_key(), .kept = {kept}});
  };
  CHECK(with({ack.seq, ack.link, true}).ok());
  CHECK(failures(with({ack.seq, base::sha256("else"), true})) == all_of({"kept:kept_differs"}));
  const journal::Event& foreign = x.story.events()[100];
  CHECK(foreign.kind == "other");
  CHECK(with({foreign.seq, foreign.link, false}).ok());
  CHECK(failures(with({foreign.seq, foreign.link, true})) == all_of({"kept:kept_event_hidden"}));
  CHECK(with({x.story.events().size(), x.story.events().back().link, false}).ok());
  const auto beyond = with({x.story.events().size() + 5, ack.link, false});
  CHECK(beyond.ok());
  CHECK(beyond[evidence::CheckId::kept].findings().front().id == "kept_not_comparable");
}

TEST_CASE("the paper cannot be changed") {
  Exhibit x;
  const std::size_t row = x.f.find({R"({"t":"paper")"});
  SECTION("a key") {
    x.f.edit(row, [](Json& p) { p["paper"]["items"][0]["key"]["answer"] = "A"; });
  }
  SECTION("a text") {
    x.f.edit(row, [](Json& p) { p["paper"]["items"][0]["view"]["text"] = "另一题"; });
  }
  SECTION("the pass mark") {
    x.f.edit(row, [](Json& p) { p["paper"]["paper"]["pass"] = "1"; });
  }
  SECTION("its name") {
    x.f.edit(row, [](Json& p) { p["paper"]["hash"] = std::string(64, '0'); });
  }
  const auto report = x.look();
  CHECK(has(report, "paper:paper_altered"));
  CHECK(has(report, "paper:paper_missing"));
}

TEST_CASE("another sound paper in its place is not taken for it") {
  Exhibit x;
  x.f.edit(x.f.find({R"({"t":"paper")"}), [&](Json& p) { p["paper"] = bank::to_json(x.story.corrected()); });
  CHECK(has(x.look(), "paper:paper_missing"));
}

TEST_CASE("a changed result names ticket, item and both values") {
  Exhibit x;
  const std::size_t row = x.f.find({R"({"t":"row")", R"("attempt":15)"});
  const auto edit_sheet = [&](auto change) {
    x.f.edit(row, [&](Json& r) {
      Json sheet = Json::parse(r["sheet"].get<std::string>());
      change(sheet);
      r["sheet"] = sheet.dump();
    });
  };
  SECTION("one score, consistently") {
    edit_sheet([](Json& s) {
      s["lines"][0]["earned"] = "2";
      s["sections"][0]["earned"] = "4";
      s["total"] = "4";
      s["passed"] = true;
    });
    x.f.edit(row, [](Json& r) { r["hundredths"] = 400; });
    const auto report = x.look();
    CHECK(words(report, "score_differs") ==
          "ticket T2015, item 1 (single-001): the file says 2 points, the answer gives 0");
    CHECK(words(report, "total_differs") == "ticket T2015: the file's total is 4, computed again it is 2");
    CHECK(has(report, "results:results_digest"));
    CHECK(has(report, "signatures:file_altered"));
  }
  SECTION("the answer shown in the sheet") {
    edit_sheet([](Json& s) { s["lines"][0]["response"] = "B"; });
    CHECK(words(x.look(), "sheet_differs").find("response: the file says B, it is D") != std::string::npos);
  }
  SECTION("the pass mark of one person") {
    edit_sheet([](Json& s) { s["pass"] = "1"; });
    CHECK(words(x.look(), "sheet_differs") == "ticket T2015, pass of the sheet: the file says 1, it is 3");
  }
  SECTION("status") {
    x.f.edit(row, [](Json& r) { r["status"] = "absent"; });
    CHECK(words(x.look(), "status_differs") == "ticket T2015: the file says absent, the events say graded");
  }
  SECTION("no sheet") {
    x.f.edit(row, [](Json& r) { r["sheet"] = ""; });
    CHECK(has(x.look(), "scores:sheet_unreadable"));
  }
  SECTION("row removed") {
    x.f.remove(row);
    CHECK(has(x.look(), "scores:rows_missing"));
  }
  SECTION("row repeated") {
    x.f.lines.insert(x.f.lines.begin() + static_cast<std::ptrdiff_t>(row), x.f.lines[row]);
    CHECK(has(x.look(), "scores:row_of_nobody"));
  }
  SECTION("the reason of the version") {
    x.f.edit(x.f.find({R"({"t":"result")"}), [](Json& r) { r["reason"] = "other"; });
    CHECK(has(x.look(), "results:version_differs"));
  }
  SECTION("the whole version") {
    while (x.f.lines[x.f.lines.size() - 2].starts_with(R"({"t":"row")")) x.f.remove(x.f.lines.size() - 2);
    x.f.remove(x.f.lines.size() - 2);
    CHECK(has(x.look(), "results:version_missing"));
  }
}

TEST_CASE("a forger without the key cannot make a changed score stand") {
  Exhibit x;
  // The score, its sums, the results' digest in the `graded` event, all links, root and file digest.
  auto rows = x.story.catalogue.rows.front();
  auto& mine = *std::find_if(rows.begin(), rows.end(), [](const auto& r) { return r.attempt == 15; });
  Json sheet = Json::parse(mine.sheet);
  sheet["lines"][0]["earned"] = "2";
  sheet["sections"][0]["earned"] = "4";
  sheet["total"] = "4";
  sheet["passed"] = true;
  mine.sheet = sheet.dump();
  mine.points.hundredths = 400;
  x.f.edit(x.f.find({R"({"t":"row")", R"("attempt":15)"}), [&](Json& r) {
    r["sheet"] = mine.sheet;
    r["hundredths"] = 400;
  });
  x.f.edit(x.f.find({R"("kind":"graded")"}), [&](Json& e) {
    Json body = Json::parse(e["body"].get<std::string>());
    body["results"] = evidence::results_digest(rows);
    e["body"] = body.dump();
  });
  x.f.relink(x.story.journal.journal_id());
  SECTION("unsigned") {
    x.f.reseal();
    const auto report = x.look();
    CHECK(has(report, "signatures:signature_invalid"));
    CHECK(has(report, "scores:score_differs"));
    CHECK_FALSE(report[evidence::CheckId::results].failed());
  }
  SECTION("signed with a key of the forger's own") {
    const auto own = base::SigningKey::generate();
    x.f.edit(1, [&](Json& k) { k["public_key"] = base::to_base64(own.public_key()); });
    x.f.reseal(&own);
    const auto report = x.look();
    CHECK(has(report, "signatures:key_differs"));
    CHECK(has(report, "signatures:signed_by_another_key"));
    CHECK(has(report, "scores:score_differs"));
    CHECK(has(x.look(evidence::VerifyOptions{}), "scores:score_differs"));  // even without the server's key
  }
  SECTION("signed by the server itself") {
    x.f.reseal(&x.story.key);
    const auto report = x.look();
    CHECK(has(report, "scores:score_differs"));
    for (const std::string& failure : failures(report)) CHECK(failure.starts_with("scores:"));
  }
}
