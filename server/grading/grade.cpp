#include "grading/sheet.hpp"

namespace examhall::grading {
namespace {

const Json kNoAnswer;

bank::Score withdrawn(Points full) {
  const std::string points = full.to_text();
  return {full,
          "void_full",
          {"本题已作废，全体考生得满分（" + points + " 分）",
           "the item was withdrawn: full points for all (" + points + ")"}};
}

SheetLine grade_item(const bank::Paper& paper, std::size_t index, const Json& response) {
  const bank::PaperItem& entry = paper.item(index);
  const bank::PaperSection& section = paper.section_of(index);
  const bank::ItemType& type = *bank::find_item_type(section.type);
  bank::Score score = entry.void_full ? withdrawn(section.points)
                                      : type.score(entry.item, section.points, response, section.rule);
  return {.item_id = entry.item.id,
          .item_hash = paper.item_hash(index),
          .section = paper.section_index(index),
          .earned = score.earned,
          .full = section.points,
          .rule = std::move(score.rule),
          .why = std::move(score.why),
          .response = response,
          .correct = entry.item.secret.key.at("answer"),
          .detail = std::move(score.detail)};
}

}  // namespace

ScoreSheet grade(const bank::Paper& paper, const Answers& answers) {
  ScoreSheet sheet{.paper = paper.hash(), .pass = paper.content().pass};
  for (const bank::PaperSection& s : paper.content().sections) sheet.sections.push_back({s.title, {}, {}});
  sheet.lines.reserve(paper.item_count());
  for (std::size_t i = 0; i < paper.item_count(); ++i) {
    const auto answer = answers.find(i);
    sheet.lines.push_back(grade_item(paper, i, answer == answers.end() ? kNoAnswer : answer->second));
    const SheetLine& line = sheet.lines.back();
    sheet.sections[line.section].earned += line.earned;
    sheet.sections[line.section].full += line.full;
    sheet.total += line.earned;
    sheet.full += line.full;
  }
  sheet.passed = sheet.total >= sheet.pass;
  return sheet;
}

}  // namespace examhall::grading
