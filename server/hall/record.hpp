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
  /// These come to the disk in one transaction, or none of them does.
  virtual void append_together(std::vector<journal::Draft> drafts) = 0;
};

struct Seat;
struct LiveBatch;

/// What an event is about: a seat, or else the batch, or else the house.
struct Subject {
  const Seat* seat = nullptr;
  const LiveBatch* batch = nullptr;
};

/// First in, first told.
class Waiting {
 public:
  using OnDurable = std::function<void(const journal::Committed&)>;

  /// One for each appended event; may be empty.
  void push(Subject about, OnDurable on_durable) { queue_.push_back({about, std::move(on_durable), {}}); }
  /// Runs `then` once all that has been appended is on disk: at once if nothing waits.
  void after_all(std::function<void()> then);
  void committed(std::span<const journal::Committed> commits, const std::function<void(Subject)>& on_changed);
  /// Events that are not on disk yet.
  std::size_t size() const { return queue_.size(); }
  /// These, and what has to be said after them: repeated questions wait too while the disk does not answer.
  std::size_t load() const { return queue_.size() + then_count_; }

 private:
  // What follows stands side by side: nested in one another, many would overrun the stack.
  struct Entry {
    Subject about;
    OnDurable on_durable;
    std::vector<std::function<void()>> then;
  };
  std::deque<Entry> queue_;
  std::size_t then_count_ = 0;
};

}  // namespace examhall::hall
