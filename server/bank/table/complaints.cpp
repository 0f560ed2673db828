#include "table/complaints.hpp"

#include <fmt/format.h>

namespace examhall::table {

void Complaints::error(base::Place place, std::string id, base::Text text) {
  add({std::move(id), std::move(place), std::move(text)});
}

void Complaints::warning(base::Place place, std::string id, base::Text text) {
  add({std::move(id), std::move(place), std::move(text), base::Severity::warning});
}

void Complaints::add(base::Problem problem) {
  if (problems_.size() < kMost) {
    problems_.push_back(std::move(problem));
    return;
  }
  ++omitted_;
  errors_omitted_ = errors_omitted_ || problem.severity == base::Severity::error;
}

base::Problems Complaints::take() {
  if (omitted_ > 0) {
    problems_.push_back({"problems_omitted",
                         {},
                         {fmt::format("另有 {} 个问题没有列出，请先改正以上问题再导入", omitted_),
                          fmt::format("{} more problems are not listed: correct these first", omitted_)},
                         errors_omitted_ ? base::Severity::error : base::Severity::warning});
  }
  omitted_ = 0;
  return std::move(problems_);
}

}  // namespace examhall::table
