#pragma once
// A small paper of every type, and results made from it.
#include "bank_support.hpp"
#include "grading/result.hpp"

namespace examhall::test {

/// Numbers 0 single B (2), 1 single A (2), 2 multiple ABD share (3), 3 true_false true (1), 4 numeric 12.5
/// (2): 10 points.
inline bank::Paper small_paper() {
  bank::PaperContent c{"卷", "证", "初级", Points{600}};
  c.sections.push_back({"单选",
                        "single",
                        Points{200},
                        {},
                        {{numbered(single_item("B"), 1)}, {numbered(single_item("A"), 2)}}});
  c.sections.push_back({"多选", "multiple", Points{300}, {}, {{numbered(multiple_item("ABD"), 1)}}});
  c.sections.push_back({"判断", "true_false", Points{100}, {}, {{numbered(true_false_item(true), 1)}}});
  c.sections.push_back({"计算", "numeric", Points{200}, {}, {{numbered(numeric_item("12.5"), 1)}}});
  return bank::Paper{std::move(c)};
}

inline const bank::Paper& paper_sat() {
  static const bank::Paper paper = small_paper();
  return paper;
}

inline grading::ResultRow graded(const bank::Paper& paper, const std::string& ticket,
                                 const grading::Answers& answers) {
  return {"att-" + ticket,         ticket,
          "考生" + ticket,         "虚构学院",
          grading::Status::graded, grading::grade(paper, answers)};
}

}  // namespace examhall::test
