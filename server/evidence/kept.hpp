#pragma once
// What was kept elsewhere against the chain as it goes by. One thread.
#include <map>
#include <vector>

#include "evidence/event_row.hpp"
#include "evidence/verify.hpp"

namespace examhall::evidence {

class KeptLinks {
 public:
  KeptLinks(const std::vector<Kept>& kept, Scope scope, Check& check);

  /// Each row as the chain accepts it; `before` is the link before it, if known.
  void pass(const EventRow& row, const std::optional<base::Digest>& before);
  /// What lies beyond the file, or between the rows of a candidate's file, could not be compared.
  void finish(std::uint64_t last_seq, const base::Digest& last_link);

 private:
  void compare(std::uint64_t seq, const base::Digest& link, bool own);

  std::multimap<std::uint64_t, Kept> kept_;
  Scope scope_;
  Check& check_;
  std::uint64_t agreed_ = 0;  // the highest row that agrees
  bool differed_ = false;
};

}  // namespace examhall::evidence
