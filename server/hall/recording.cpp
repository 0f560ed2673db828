#include "hall/record.hpp"

namespace examhall::hall {

void Waiting::after_all(std::function<void()> then) {
  if (queue_.empty()) return then();
  queue_.back().then.push_back(std::move(then));
  ++then_count_;
}

void Waiting::committed(std::span<const journal::Committed> commits,
                        const std::function<void(Subject)>& on_changed) {
  for (const journal::Committed& c : commits) {
    const Entry entry = std::move(queue_.front());
    queue_.pop_front();
    then_count_ -= entry.then.size();
    if (entry.on_durable) entry.on_durable(c);
    for (const auto& then : entry.then) then();
    on_changed(entry.about);
  }
}

}  // namespace examhall::hall
