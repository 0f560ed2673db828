// The file around the events: seal, signatures, header, people, its end; and the file of one candidate.
#include "evidence_forgery.hpp"

using namespace examhall;
using namespace examhall::test;

namespace {

using Failures = std::vector<std::string>;

void flip_base64(Json& json, const char* member) {
  std::string text = json[member];
  text[4] = text[4] == 'A' ? 'B' : 'A';
  json[member] = text;
}

}  // namespace

TEST_CASE("each signature is verified") {
  Exhibit x;
  const std::size_t seal = x.f.lines.size() - 1;
  SECTION("of the file") {
    x.f.edit(seal, [](Json& s) { flip_base64(s, "signature"); });
    CHECK(failures(x.look()) == Failures{"signatures:signature_invalid"});
    CHECK(words(x.look(), "signature_invalid").find("the whole file") != std::string::npos);
  }
  SECTION("of the checkpoint") {
    x.f.edit(seal, [](Json& s) { flip_base64(s, "checkpoint_signature"); });
    CHECK(failures(x.look()) == Failures{"signatures:signature_invalid"});
    CHECK(words(x.look(), "signature_invalid").find("the checkpoint") != std::string::npos);
  }
  SECTION("the digest") {
    x.f.edit(seal, [](Json& s) { s["sha256"] = std::string(64, 'a'); });
    CHECK(failures(x.look()) == Failures{"signatures:signature_invalid", "signatures:file_altered"});
  }
  SECTION("the checkpoint's time") {
    x.f.edit(seal, [](Json& s) {
      Json c = Json::parse(s["checkpoint"].get<std::string>());
      c["at"] = "2023-05-21T00:00:00.000Z";
      s["checkpoint"] = c.dump();
    });
    CHECK(failures(x.look()) == Failures{"signatures:signature_invalid", "header:header_differs"});
  }
  SECTION("its root alone") {
    x.f.edit(seal, [](Json& s) {
      Json c = Json::parse(s["checkpoint"].get<std::string>());
      c["merkle_root"] = std::string(64, 'a');
      s["checkpoint"] = c.dump();
    });
    CHECK(failures(x.look()) == Failures{"signatures:signature_invalid", "chain:root_differs"});
  }
  SECTION("a signature that is none") {
    x.f.edit(seal, [](Json& s) { s["signature"] = "abc"; });
    CHECK(failures(x.look()) == Failures{"file:line_unreadable", "file:no_seal", "signatures:no_signature"});
  }
}

TEST_CASE("another key is named as such") {
  Exhibit x;
  const auto other = base::SigningKey::generate().public_key();
  CHECK(failures(x.look({.key = other})) == Failures{"signatures:key_differs",
                                                     "signatures:signed_by_another_key",
                                                     "signatures:signed_by_another_key"});
  x.f.edit(1, [&](Json& k) { k["public_key"] = base::to_base64(other); });
  CHECK(has(x.look(evidence::VerifyOptions{}), "signatures:signature_invalid"));
  CHECK(has(x.look(), "signatures:key_differs"));
}

TEST_CASE("without the server's key the report says that the file's own was used") {
  Exhibit x;
  const auto report = x.look(evidence::VerifyOptions{});
  CHECK(report.ok());
  CHECK(words(report, "key_not_compared").find(base::to_base64(x.story.key.public_key())) !=
        std::string::npos);
}

TEST_CASE("a header that does not fit its content") {
  Exhibit x;
  const auto with = [&](auto change) {
    x.f.edit(0, change);
    return x.look();
  };
  const auto differs = [&](auto change) {
    const auto report = with(change);
    INFO(evidence::to_text(report, base::Language::en));
    CHECK(has(report, "header:header_differs"));
    CHECK(has(report, "signatures:file_altered"));
    return words(report, "header_differs");
  };
  SECTION("code") {
    CHECK(differs([](Json& h) { h["code"] = "2023-05-J"; }) ==
          "code in the header is 2023-05-J, in the content 2023-04-J");
  }
  SECTION("range") {
    differs([](Json& h) { h["to"] = 5; });
  }
  SECTION("count") {
    differs([](Json& h) { h["events"] = 5; });
  }
  SECTION("time") {
    differs([](Json& h) { h["exported_at"] = "2023-05-21T00:00:00.000Z"; });
  }
  SECTION("unfinished") {
    differs([](Json& h) { h["unfinished"] = true; });
  }
  SECTION("journal") {
    const auto report = with([](Json& h) { h["journal"] = std::string(32, '0'); });
    CHECK(has(report, "header:header_differs"));
    CHECK(has(report, "chain:event_altered"));
  }
  SECTION("batch") {
    CHECK(has(with([](Json& h) { h["batch"] = 8; }), "header:event_of_others"));
  }
  SECTION("scope") {
    CHECK_FALSE(with([](Json& h) { h["scope"] = "candidate"; }).ok());
  }
  SECTION("format") {
    CHECK(has(with([](Json& h) { h["format"] = "examhall-evidence/2"; }), "file:line_unreadable"));
  }
  SECTION("tool: nothing but the signature covers it") {
    CHECK(failures(with([](Json& h) { h["tool"] = "x"; })) == Failures{"signatures:file_altered"});
  }
  SECTION("gone") {
    x.f.remove(0);
    CHECK(has(x.look(), "file:no_header"));
  }
}

TEST_CASE("people are compared with the registrations") {
  Exhibit x;
  const std::size_t row = x.f.find({R"({"t":"person")", "T2012"});
  SECTION("ticket") {
    x.f.edit(row, [](Json& p) { p["ticket"] = "T2099"; });
    CHECK(failures(x.look()) == Failures{"signatures:file_altered", "roster:ticket_differs"});
  }
  SECTION("name: nothing but the signature covers it") {
    x.f.edit(row, [](Json& p) { p["name"] = "别人"; });
    CHECK(failures(x.look()) == Failures{"signatures:file_altered"});
  }
  SECTION("removed") {
    x.f.remove(row);
    CHECK(failures(x.look()) == Failures{"signatures:file_altered", "roster:person_missing"});
  }
  SECTION("one too many") {
    x.f.edit(row, [](Json& p) { p["attempt"] = 77; });
    CHECK(failures(x.look()) ==
          Failures{"signatures:file_altered", "roster:person_missing", "roster:person_unregistered"});
  }
  SECTION("twice") {
    x.f.lines.insert(x.f.lines.begin() + static_cast<std::ptrdiff_t>(row), x.f.lines[row]);
    CHECK(has(x.look(), "file:line_unreadable"));
  }
}

TEST_CASE("a file that was cut off says where") {
  Exhibit x;
  const std::string whole = x.f.content();
  SECTION("between lines") {
    x.f.lines.pop_back();
    const auto report = x.look();
    CHECK(words(report, "no_seal").find(fmt::format("after line {}", x.f.lines.size())) != std::string::npos);
    CHECK(has(report, "signatures:no_signature"));
    CHECK(report[evidence::CheckId::chain].state() == evidence::State::skipped);
  }
  SECTION("anywhere") {
    for (std::size_t cut = 0; cut < whole.size(); cut += 401) {
      write_content(x.folder / "cut", whole.substr(0, cut));
      CHECK(has(evidence::verify(x.folder / "cut"), "file:no_seal"));
    }
  }
  SECTION("at the last line feed") {
    write_content(x.folder / "cut", whole.substr(0, whole.size() - 1));
    CHECK_FALSE(evidence::verify(x.folder / "cut").ok());
  }
}

TEST_CASE("lines that do not belong are named") {
  Exhibit x;
  SECTION("after the seal") {
    x.f.lines.push_back(x.f.lines[2]);
    CHECK(failures(x.look()) == Failures{"file:line_unreadable"});
  }
  SECTION("two seals") {
    x.f.lines.push_back(x.f.lines.back());
    CHECK(failures(x.look()) == Failures{"file:line_unreadable"});
  }
  SECTION("of no known type") {
    x.f.lines.insert(x.f.lines.begin() + 2, R"({"t":"surprise"})");
    CHECK(has(x.look(), "file:line_unreadable"));
  }
  SECTION("a person after the events") {
    x.f.lines.insert(x.f.lines.end() - 1, x.f.lines[x.f.find({R"({"t":"person")"})]);
    CHECK(has(x.look(), "file:line_unreadable"));
  }
  SECTION("a member that nobody knows") {
    x.f.edit(3, [](Json& p) { p["surprise"] = 1; });
    CHECK(has(x.look(), "file:line_unreadable"));
  }
}

TEST_CASE("one candidate's file is protected in the same way") {
  Exhibit x{11};
  const std::size_t row = x.f.find({R"("kind":"answered")"}, 1);
  const Json event = Json::parse(x.f.lines[row]);
  const std::string name = fmt::format("event {}", event["seq"].get<int>());
  REQUIRE(x.look().ok());
  SECTION("body") {
    x.f.edit(row, [](Json& e) { e["body"] = e["body"].get<std::string>() + " "; });
    CHECK(failures(x.look()) == Failures{"signatures:file_altered", "chain:event_altered"});
    CHECK(words(x.look(), "event_altered").find(name + " (kind answered, attempt 11") == 0);
  }
  SECTION("salt") {
    x.f.edit(row, [](Json& e) { e["salt"] = std::string(32, '0'); });
    CHECK(has(x.look(), "chain:event_altered"));
  }
  SECTION("proof") {
    x.f.edit(row, [](Json& e) { e["proof"].erase(0); });
    CHECK(has(x.look(), "chain:event_altered"));
  }
  SECTION("number") {
    x.f.edit(row, [](Json& e) { e["seq"] = e["seq"].get<int>() + 1; });
    CHECK(has(x.look(), "chain:event_altered"));
  }
  SECTION("root") {
    x.f.edit(0, [](Json& h) { h["merkle_root"] = std::string(64, '0'); });
    CHECK(has(x.look(), "chain:root_differs"));
  }
  SECTION("row removed") {
    x.f.remove(row);
    CHECK(words(x.look(), "event_missing") == name + " is missing");
  }
  SECTION("rows swapped") {
    std::swap(x.f.lines[row], x.f.lines[row + 1]);
    CHECK(words(x.look(), "event_swapped").find("stand in the wrong order") != std::string::npos);
    CHECK(x.look()[evidence::CheckId::chain].findings().size() == 1);
  }
  SECTION("last row removed") {
    x.f.remove(x.f.find({R"("kind":"graded")"}));
    CHECK(has(x.look(), "header:header_differs"));
  }
  SECTION("score") {
    x.f.edit(x.f.find({R"({"t":"row")"}), [](Json& r) { r["hundredths"] = 700; });
    CHECK(words(x.look(), "total_differs") == "ticket T2011: the file's total is 7, computed again it is 4");
  }
  SECTION("the row of somebody else smuggled in") {
    Exhibit whole;
    x.f.lines.insert(x.f.lines.begin() + static_cast<std::ptrdiff_t>(row),
                     whole.f.lines[whole.f.find({R"("kind":"answered")", R"("attempt":12)"})]);
    CHECK_FALSE(x.look().ok());
  }
  SECTION("kept acks") {
    const journal::Event& mine = x.story.last_of("handed_in");
    evidence::VerifyOptions options{.key = x.story.key.public_key(), .kept = {{mine.seq, mine.link, true}}};
    CHECK(x.look(options).ok());
    options.kept = {{mine.seq, base::sha256("x"), true}};
    CHECK(failures(x.look(options)) == Failures{"kept:kept_differs"});
    options.kept = {{6, mine.link, true}};  // 12 was registered there
    CHECK(failures(x.look(options)) == Failures{"kept:kept_event_hidden"});
  }
}
