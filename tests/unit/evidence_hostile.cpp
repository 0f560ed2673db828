// Files that were never evidence, and evidence with bytes flipped: findings, never an exception, bounded
// memory.
#include <random>

#include "evidence_forgery.hpp"

using namespace examhall;
using namespace examhall::test;

namespace {

evidence::Report look_at(const Folder& folder, const std::string& content) {
  write_content(folder / "f", content);
  return evidence::verify(folder / "f");
}

}  // namespace

TEST_CASE("what is no evidence file fails with a reason") {
  const Folder folder;
  CHECK(has(evidence::verify(folder / "missing"), "file:line_unreadable"));
  CHECK(has(evidence::verify(folder.path()), "file:line_unreadable"));
  const std::string header =
      R"({"t":"header","format":"examhall-evidence/1","scope":"batch","batch":7,"code":"x","journal":"00000000000000000000000000000000","exported_at":"","from":1,"to":1,"events":0,"unfinished":false,"tool":""})";
  for (const std::string& content :
       {std::string{}, std::string{"\n"}, std::string{"\n\n\n"}, std::string(1000, '\0'),
        std::string{"hello"}, std::string(3'000'000, 'x'), std::string{"{\"t\":\"header\"}\n"},
        std::string{"{\"t\":\"seal\"}\n"}, std::string{"\xff\xfe\n"},
        R"({"t":"paper",)" + std::string(100'000, '['), header + "\n", header + "\n{\"t\":\"row\"}\n",
        header + "\n" + header + "\n",
        header + "\n" + R"({"t":"row","version":1,"attempt":1,"status":"","hundredths":0,"sheet":""})" +
            "\n"}) {
    const auto report = look_at(folder, content);
    CHECK_FALSE(report.ok());
    CHECK_FALSE(evidence::to_text(report, base::Language::zh).empty());
    CHECK(evidence::to_json(report)["ok"] == false);
  }
}

TEST_CASE("any flipped byte is found") {
  for (const std::int64_t attempt : {0, 11}) {
    Exhibit x{attempt};
    const std::string whole = x.f.content();
    std::mt19937 random{7};
    for (int i = 0; i < 120; ++i) {
      std::string flipped = whole;
      const std::size_t at = random() % whole.size();
      flipped[at] = static_cast<char>(flipped[at] ^ (1 << (random() % 8)));
      INFO("byte " << at);
      CHECK_FALSE(look_at(x.folder, flipped).ok());
    }
  }
}

TEST_CASE("lines shuffled, doubled and left out are found") {
  Exhibit x;
  std::mt19937 random{11};
  for (int i = 0; i < 60; ++i) {
    Forgery f = x.f;
    const std::size_t a = random() % f.lines.size();
    const std::size_t b = random() % f.lines.size();
    if (a == b) continue;
    switch (i % 3) {
      case 0:
        std::swap(f.lines[a], f.lines[b]);
        break;
      case 1:
        f.lines[a] = f.lines[b];
        break;
      default:
        f.remove(a);
    }
    if (f.content() == x.f.content()) continue;
    CHECK_FALSE(look_at(x.folder, f.content()).ok());
  }
}

TEST_CASE("what a terminal would obey is not printed") {
  Exhibit x;
  x.f.edit(x.f.find({R"({"t":"person")"}), [](Json& p) { p["ticket"] = "\x1b[2J\nT"; });
  const std::string text = evidence::to_text(x.look(), base::Language::en);
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find("\nT") == std::string::npos);
}

TEST_CASE("a crowd with immense papers is refused before it costs memory") {
  Story story;
  story.publish();
  for (std::int64_t attempt = 1; attempt <= 2100; ++attempt) {
    story.put(attempt, exam::Registered{"T" + std::to_string(attempt), "", 1, exam::Span{0}, 1}, kStart - 1h);
  }
  story.put(exam::BatchClosed{}, kEnd + 1h);
  const Folder folder;
  REQUIRE(evidence::export_batch(story.journal, story.catalogue, kBatch, story.key, kEnd + 2h, folder / "b"));
  Forgery f{content_of(folder / "b")};
  for (std::string& line : f.lines) {
    const std::size_t at = line.find(R"(\"items\":1,)");
    if (at != std::string::npos) line.replace(at, 12, R"(\"items\":4096,)");
  }
  CHECK(has(look_at(folder, f.content()), "collection:too_much"));
}
