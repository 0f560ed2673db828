#pragma once
// The hall's side of the journal: it appends, and what waits for an event's commit is told in order. Hall's
// executor only. The writer behind it (journal::Writer) works on a thread of its own.
#include <deque>
#include <functional>
#include <span>

#include "journal/event.hpp"
#include "journal/writer.hpp"

namespace examhall::hall {

/// Where the drafts go. Commits come back through Hall::committed, in the order of append().
class Record {
 public:
  virtual ~Record() = default;
  virtual void append(journal::Draft draft) = 0;
};

/// First in, first told.
class Waiting {
 public:
  using OnDurable = std::function<void(const journal::Committed&)>;

  /// One for each appended event; may be empty.
  void push(OnDurable on_durable) { queue_.push_back(std::move(on_durable)); }
  /// Runs `then` once all that has been appended is on disk: at once if nothing waits.
  void after_all(std::function<void()> then);
  void committed(std::span<const journal::Committed> commits);
  std::size_t size() const { return queue_.size(); }

 private:
  std::deque<OnDurable> queue_;
};

}  // namespace examhall::hall
