#include "office/archive.hpp"

namespace examhall::office {

void Archive::read(std::int64_t account, std::weak_ptr<const void> asker, std::function<void()> reading) {
  bool is_first = false;
  {
    const std::lock_guard lock{mutex_};
    const auto [mine, is_new] = waiting_.try_emplace(account);
    // No more of them than there are askers, however often one comes anew.
    std::erase_if(mine->second, [](const Reading& r) { return r.asker.expired(); });
    mine->second.push_back({std::move(asker), std::move(reading)});
    is_first = is_new;
  }
  if (is_first) thread_.post([this, account] { do_next(account); });
}

void Archive::do_next(std::int64_t account) {
  const auto read = take_next(account);
  if (!read) return;
  read();
  thread_.post([this, account] { do_next(account); });
}

// Nothing: the account waits no longer.
std::function<void()> Archive::take_next(std::int64_t account) {
  const std::lock_guard lock{mutex_};
  const auto mine = waiting_.find(account);
  while (!mine->second.empty()) {
    const Reading next = std::move(mine->second.front());
    mine->second.pop_front();
    if (!next.asker.expired()) return next.read;
  }
  waiting_.erase(mine);
  return {};
}

}  // namespace examhall::office
