#pragma once
// The rows of one candidate's file: each proves by itself that it stands in the journal, and names the row
// before it in the file, so that one taken out is missed. One thread.
#include <functional>

#include "evidence/event_row.hpp"
#include "evidence/report.hpp"

namespace examhall::evidence {

class ProofChain {
 public:
  using Accept = std::function<void(const EventRow& row)>;

  /// `size` and `root` as the header states them; the seal must agree.
  ProofChain(std::uint64_t size, const base::Digest& root, Check& check, Accept accept);

  void feed(EventRow row);
  void flush();
  std::uint64_t rows() const { return rows_; }

 private:
  void take(EventRow row);

  std::uint64_t size_;
  base::Digest root_;
  Check& check_;
  Accept accept_;
  std::uint64_t last_ = 0;
  std::uint64_t rows_ = 0;
  std::optional<EventRow> pending_;
};

}  // namespace examhall::evidence
