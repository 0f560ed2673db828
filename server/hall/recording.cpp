#include "hall/record.hpp"

namespace examhall::hall {

void Waiting::after_all(std::function<void()> then) {
  if (queue_.empty()) {
    then();
    return;
  }
  OnDurable first = std::move(queue_.back());
  queue_.back() = [first = std::move(first), then = std::move(then)](const journal::Committed& c) {
    if (first) first(c);
    then();
  };
}

void Waiting::committed(std::span<const journal::Committed> commits) {
  for (const journal::Committed& c : commits) {
    OnDurable on_durable = std::move(queue_.front());
    queue_.pop_front();
    if (on_durable) on_durable(c);
  }
}

}  // namespace examhall::hall
