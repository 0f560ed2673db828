#include "net/turnstile.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>

namespace examhall::net {

void Turnstile::enqueue(Lane lane, std::unique_ptr<Waiter> waiter) {
  lanes_[static_cast<std::size_t>(lane)].push_back(std::move(waiter));
  if (coming_) return;
  left_ = now_();
  come_again();
}

// What is posted runs after everything that the loop has already found ready, and once before it looks for
// more.
void Turnstile::come_again() {
  coming_ = true;
  asio::post(executor_, [this] { turn(); });
}

void Turnstile::turn() {
  const Moment began = now_();
  const auto allowed = std::clamp<Moment::duration>((began - left_) / 4, kLeast, kMost);
  do let_one_pass();
  while (waiting() > 0 && now_() - began < allowed);
  coming_ = false;
  if (waiting() == 0) return;
  left_ = now_();
  come_again();
}

void Turnstile::let_one_pass() {
  if (lanes_[next_].empty()) next_ ^= 1;
  const std::unique_ptr<Waiter> first = std::move(lanes_[next_].front());
  lanes_[next_].pop_front();
  next_ ^= 1;
  first->pass();
}

}  // namespace examhall::net
