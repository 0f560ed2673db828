#pragma once
// Verification: a fold over the events that says where the chain first breaks, and how. The server's start,
// the check of a backup and the offline verifier run this same code. One thread for each object.
#include <optional>
#include <vector>

#include "base/text.hpp"
#include "journal/checkpoint.hpp"
#include "journal/event.hpp"
#include "journal/merkle.hpp"

namespace examhall::journal {

enum class BreakKind {
  removed,    ///< rows are missing before this one
  repeated,   ///< a row appears again, or one was put in between
  swapped,    ///< this row and a neighbour stand in each other's place
  altered,    ///< the content, salt or link of this row is not what was written
  rewritten,  ///< consistent in itself, but not what a checkpoint witnessed
  truncated,  ///< rows that a checkpoint witnessed are missing at the end
  foreign,    ///< the checkpoint belongs to another journal
};

struct ChainBreak {
  BreakKind kind{};
  std::uint64_t seq = 0;  ///< the first row that is not as it was written
  base::Text text;
};

class ChainCheck {
 public:
  explicit ChainCheck(const JournalId& id);

  /// What a checkpoint witnessed must be found again. The caller has verified its signature. Before any
  /// feed().
  void expect(const Checkpoint& checkpoint);
  /// Events in the order in which they are kept. False once a break is certain: the rest need not be fed.
  bool feed(const Event& event);
  /// After the last event: the first break, if there is one.
  std::optional<ChainBreak> finish();

  /// The end of the unbroken part.
  const Head& head() const { return head_; }
  /// Rows whose time is before that of the row before. No break (attempts run on their own receipt times),
  /// but noted.
  std::uint64_t backward_steps() const { return backward_steps_; }

 private:
  void advance(const Event& event, const base::Digest& leaf);
  bool witnessed();
  void resolve(const Event* next);
  void resolve_gap(const Event* next);
  void resolve_mismatch(const Event* next);
  void break_at(BreakKind kind, std::uint64_t seq, base::Text text);

  JournalId id_;
  Head head_;
  std::uint64_t backward_steps_ = 0;
  std::optional<Event> suspect_;  // breaks the chain; the row after it tells how
  std::optional<ChainBreak> break_;
  std::vector<Checkpoint> expected_;  // by descending seq: the next one is at the back
  std::optional<MerkleRoot> merkle_;  // only if a checkpoint asks for it
};

}  // namespace examhall::journal
