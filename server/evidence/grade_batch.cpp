#include "evidence/grade_batch.hpp"

#include "grading/sheet.hpp"

namespace examhall::evidence {
namespace {

// Past this many different answers to one item, further ones are graded each time they come.
constexpr std::size_t kRemembered = 256;
constexpr base::JsonLimits kResponseLimits{.max_bytes = 1U << 20U, .max_depth = 32};
constexpr std::string_view kNoLines = R"("lines":[])";

bank::Paper alone(const bank::Paper& paper, std::size_t index) {
  bank::PaperSection section = paper.section_of(index);
  section.items = {paper.item(index)};
  bank::PaperContent content{.title = {}, .certificate = {}, .level = {}, .pass = {}};
  content.sections.push_back(std::move(section));
  return bank::Paper{std::move(content)};
}

base::Json parsed(const std::string& response) {
  auto json = base::parse_json(response, kResponseLimits);
  return json ? *std::move(json) : base::Json{};
}

}  // namespace

/// One item as a paper of its own, so that grading::grade() is asked about this item and no other.
struct AttemptGrader::Item {
  bank::Paper paper;
  std::unordered_map<std::string, Line> known{};
};

AttemptGrader::AttemptGrader(const bank::Paper& paper) : paper_{paper} {
  for (std::size_t i = 0; i < paper.item_count(); ++i) {
    items_.push_back(std::unique_ptr<Item>{new Item{alone(paper, i)}});
  }
}

AttemptGrader::~AttemptGrader() = default;

AttemptGrader::Line AttemptGrader::line(std::size_t index, const std::string& response) {
  Item& item = *items_[index];
  if (const auto known = item.known.find(response); known != item.known.end()) return known->second;
  grading::ScoreSheet sheet = grading::grade(item.paper, {{0, parsed(response)}});
  sheet.lines.front().section = paper_.section_index(index);
  const base::Points earned = sheet.lines.front().earned;
  Line line{base::canonical(grading::to_json(sheet).at("lines").at(0)), earned};
  if (item.known.size() < kRemembered) item.known.emplace(response, line);
  return line;
}

AttemptGrader::Graded AttemptGrader::grade_try(const exam::Ending& ending) {
  static const std::string kNothing = "null";
  Graded out{{}, std::vector<base::Points>(paper_.content().sections.size()), {}};
  out.lines.reserve(items_.size());
  for (std::size_t i = 0; i < items_.size(); ++i) {
    const bool answered = i < ending.answers.size() && ending.answers[i].no != 0;
    Line graded = line(i, answered ? ending.answers[i].response : kNothing);
    out.sections[paper_.section_index(i)] += graded.earned;
    out.total += graded.earned;
    out.lines.push_back(std::move(graded.text));
  }
  return out;
}

// Only the lines are put in as text: all else is what grading writes for a sheet with these sums.
std::string AttemptGrader::sheet_text(const Graded& graded) const {
  grading::ScoreSheet sheet{.paper = paper_.hash(), .pass = paper_.content().pass};
  for (std::size_t s = 0; s < graded.sections.size(); ++s) {
    const bank::PaperSection& section = paper_.content().sections[s];
    const base::Points full{section.points.hundredths * static_cast<std::int64_t>(section.items.size())};
    sheet.sections.push_back({section.title, graded.sections[s], full});
  }
  sheet.total = graded.total;
  sheet.full = paper_.total();
  sheet.passed = sheet.total >= sheet.pass;
  std::string text = grading::canonical(sheet);
  std::string lines;
  for (const std::string& line : graded.lines) lines.append(lines.empty() ? "" : ",").append(line);
  // No text in the sheet can hold this: a quotation mark inside a text is escaped.
  return text.insert(text.find(kNoLines) + kNoLines.size() - 1, lines);
}

store::ResultRow AttemptGrader::grade(const CandidateTries& candidate) {
  store::ResultRow row{candidate.attempt, "graded", {}, {}};
  std::optional<Graded> best;
  if (candidate.status == exam::Status::terminated) {
    row.status = "terminated";
    if (!candidate.tries.empty()) best = grade_try(candidate.tries.back());
  } else {
    for (const exam::Ending& ending : candidate.tries) {
      Graded graded = grade_try(ending);
      if (!best || graded.total > best->total) best = std::move(graded);
    }
    if (!best) row.status = "absent";
  }
  if (best) {
    row.points = best->total;
    row.sheet = sheet_text(*best);
  }
  return row;
}

CandidateTries tries_of(const exam::FoldedAttempt& folded) {
  CandidateTries out{folded.attempt.id, folded.attempt.status, folded.earlier};
  if (folded.ending && folded.ending->status != exam::Status::absent) {
    out.tries.push_back(*folded.ending);
    out.tries.back().answers = folded.attempt.answers;
  }
  return out;
}

std::vector<store::ResultRow> grade_attempts(const bank::Paper& paper,
                                             std::span<const CandidateTries> candidates) {
  AttemptGrader grader{paper};
  std::vector<store::ResultRow> rows;
  rows.reserve(candidates.size());
  for (const CandidateTries& candidate : candidates) rows.push_back(grader.grade(candidate));
  return rows;
}

}  // namespace examhall::evidence
