#pragma once
// Collects problems of a table up to a number that a person can still read: a file of ten million mistakes
// must not become ten million texts. One thread at a time.
#include "base/problem.hpp"

namespace examhall::table {

class Complaints {
 public:
  void error(base::Place place, std::string id, base::Text text);
  void warning(base::Place place, std::string id, base::Text text);
  /// All of them; the last one says how many were left out, if any (problems_omitted).
  base::Problems take();

 private:
  static constexpr std::size_t kMost = 1000;
  void add(base::Problem problem);
  base::Problems problems_{};
  std::size_t omitted_ = 0;
  bool errors_omitted_ = false;
};

}  // namespace examhall::table
