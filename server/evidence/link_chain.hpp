#pragma once
// The chain of a batch's file: every row follows from the one before, and where one does not, which one it is
// and what was done to it. Looks one row ahead, for a wrong row is told from a wrong neighbour by what comes
// next; goes on after a break, so that each of several is named. One thread.
#include <functional>

#include "evidence/event_row.hpp"
#include "evidence/report.hpp"

namespace examhall::evidence {

class LinkChain {
 public:
  /// Each row once, in its true place. `before` is the link before it, unset where rows before it are
  /// missing.
  using Accept = std::function<void(const EventRow& row, const std::optional<base::Digest>& before)>;

  LinkChain(const journal::JournalId& journal, Check& check, Accept accept);

  void feed(EventRow row);
  /// No more rows: hands on the last one.
  void flush();
  /// After flush(): does the chain end where the checkpoint says?
  void finish(std::uint64_t seq, const base::Digest& link);

  /// True while no row was missing: the leaves handed on are the journal's first `rows()`.
  bool whole() const { return whole_; }
  std::uint64_t rows() const { return next_ - 1; }

 private:
  struct Undecided {
    base::Text what;
    base::Digest stated, computed;
  };
  void consider(EventRow row);
  void accept(EventRow row, const base::Digest& after);
  void settle(EventRow* next);
  void settle_gap(EventRow first, EventRow* next);
  void settle_mismatch(EventRow suspect, EventRow* next);
  bool settle_exchange(EventRow& suspect, EventRow& next);

  Check& check_;
  Accept accept_;
  std::uint64_t next_ = 1;
  std::optional<base::Digest> link_;  // after row next_ - 1, as far as it is known
  std::optional<EventRow> pending_;
  std::optional<Undecided> undecided_;  // the last row: the checkpoint will tell
  bool whole_ = true;
};

}  // namespace examhall::evidence
