#pragma once
// Whoever looks on while people sit: told that something about a seat or a batch has changed, once it is on
// disk. What it then reads may already hold a decision whose commit is under way, a few milliseconds ahead of
// the disk; while the disk fails it is told so first. Hall's executor only; it must not act upon the hall.
#include "hall/seat.hpp"

namespace examhall::hall {

class Watcher {
 public:
  virtual ~Watcher() = default;
  virtual void seat_changed(const Seat& seat) = 0;
  /// With all its seats, if this is the first that is heard of it.
  virtual void batch_changed(const LiveBatch& batch) = 0;
  virtual void storage_changed(bool ok) = 0;
};

}  // namespace examhall::hall
