#include "evidence_story.hpp"

#include <fstream>
#include <iterator>

#include "bank/json_reader.hpp"
#include "evidence/answer_proof.hpp"
#include "evidence/export.hpp"
#include "evidence/grade_batch.hpp"
#include "evidence/results_digest.hpp"
#include "target.hpp"

namespace examhall::fuzz {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t kBatch = 7;
constexpr std::int64_t kCandidate = 11;
constexpr base::Instant kStart = base::from_millis(1'684'546'200'000);
constexpr base::Instant kLater = kStart + 9h;

const char* const kItems = R"({"format":"examhall-bank/1","bank":"t","title":"t","items":[
{"id":"S","type":"single","topic":"x","difficulty":1,"text":"a","options":["甲","乙"],"answer":"B","points":"2"},
{"id":"N","type":"numeric","topic":"x","difficulty":1,"text":"b","answer":"10","points":"3"}]})";

bank::Paper paper_of_two() {
  const auto reading = bank::parse_bank_json(kItems, "items");
  require(reading.usable(), "the items are sound");
  bank::PaperContent content{.title = "t", .certificate = "t", .level = "t", .pass = {300}};
  for (const auto& item : reading.bank.items)
    content.sections.push_back(
        {.title = item.id, .type = item.view.type, .points = item.points, .items = {{item}}});
  return bank::Paper{std::move(content)};
}

std::string content_of(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  const std::string content{std::istreambuf_iterator<char>{in}, {}};
  std::filesystem::remove(path);
  return content;
}

std::filesystem::path fresh_path() {
  return std::filesystem::temp_directory_path() / ("fuzz-story-" + std::to_string(::getpid()));
}

}  // namespace

const base::SigningKey& known_key() {
  static const base::SigningKey key = [] {
    base::Bytes der{0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20};
    for (std::uint8_t i = 0; i < 32; ++i) der.push_back(i);
    const std::string label = "PRIVATE KEY-----\n";
    return base::SigningKey::load(
        as_file("-----BEGIN " + label + base::to_base64(der) + "\n-----END " + label));
  }();
  return key;
}

Story::Story() {
  journal_.set_journal_id({1, 2, 3});
  sit();
}

void Story::put(std::int64_t batch, std::int64_t attempt, std::string_view kind, std::string body) {
  journal::Event e;
  e.seq = events_.size() + 1;
  e.at = kStart - 5min + std::chrono::minutes{e.seq};
  e.batch = batch;
  e.attempt = attempt;
  e.kind = kind;
  e.body = std::move(body);
  e.link =
      journal::next_link(events_.empty() ? journal::genesis_link(journal_.journal_id()) : events_.back().link,
                         journal::leaf_of(e));
  journal_.commit(std::span{&e, 1}, std::nullopt);
  fold_.apply({batch, attempt, e.at, e.seq, e.link}, e.kind, e.body);
  events_.push_back(std::move(e));
}

void Story::put(const exam::Event& event) {
  const exam::Written w = exam::write(event);
  put(kBatch, kCandidate, w.kind, w.body);
}

void Story::put(const exam::BatchEvent& event) {
  const exam::Written w = exam::write(event);
  put(kBatch, 0, w.kind, w.body);
}

void Story::sit() {
  const bank::Paper paper = paper_of_two();
  exam::Batch batch;
  batch.id = kBatch;
  batch.code = "B";
  batch.zone = "Asia/Shanghai";
  batch.window = {kStart, kStart + 5min + 30s};
  batch.paper = base::to_hex(paper.hash());
  catalogue_.batch_list.push_back({.id = kBatch, .code = batch.code});
  catalogue_.paper_list.push_back({{.hash = paper.hash()}, base::canonical(bank::to_json(paper))});
  catalogue_.people.push_back({.attempt = kCandidate, .batch = kBatch, .ticket = "T1", .name = "甲某"});
  put(exam::BatchEvent{exam::BatchScheduled{batch}});
  put(exam::Event{exam::Registered{"T1", "", 99, exam::Span{0}, 2}});
  put(exam::Event{exam::Seated{1, "PC", "10.0.0.1", false}});
  put(8, 900, "other", "{}");
  put(exam::BatchEvent{exam::BatchStarted{}});
  put(exam::Event{exam::Begun{}});
  put(exam::Event{exam::Answered{1, 0, 1, "\"B\"", 0}});
  put(exam::Event{exam::Extended{1min, "person", "赵", "停电"}});
  put(exam::Event{exam::Answered{1, 1, 2, "\"10\"", 0}});
  put(exam::Event{exam::HandedIn{0}});
  put(exam::BatchEvent{exam::BatchClosed{}});
  grade(paper);
}

void Story::grade(const bank::Paper& paper) {
  const std::vector tries{evidence::tries_of(fold_.attempts.at(kCandidate))};
  std::vector<store::ResultRow> rows = evidence::grade_attempts(paper, tries);
  catalogue_.versions.push_back({kBatch, 1, kStart + 1h, "first", paper.hash(), 1});
  put(exam::BatchEvent{exam::Graded{1, evidence::results_digest(rows), base::to_hex(paper.hash()), "first"}});
  catalogue_.rows.push_back(std::move(rows));
}

std::string Story::batch_file() {
  const auto path = fresh_path();
  require(bool{evidence::export_batch(journal_, catalogue_, kBatch, known_key(), kLater, path)},
          "a batch exports");
  return content_of(path);
}

std::string Story::candidate_file() {
  const auto path = fresh_path();
  require(
      bool{evidence::export_candidate(journal_, catalogue_, kBatch, kCandidate, known_key(), kLater, path)},
      "a candidate exports");
  return content_of(path);
}

std::string Story::proof() {
  const auto proof =
      evidence::prove_answer(journal_, {kBatch, kCandidate, 0, {}}, known_key(), kLater, [](auto, auto) {});
  require(bool{proof}, "an answer can be proven");
  return *proof;
}

std::string Story::public_chain() {
  const auto path = fresh_path();
  require(bool{evidence::export_public_chain(journal_, known_key(), kLater, path, [](auto, auto) {})},
          "a chain can be published");
  return content_of(path);
}

}  // namespace examhall::fuzz
