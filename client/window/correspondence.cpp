#include "client/window/correspondence.hpp"

#include <algorithm>
#include <limits>

namespace examhall::window {
namespace {

const client::Notice* find(const std::vector<client::Notice>& all, std::uint32_t id) {
  const auto found =
      std::find_if(all.begin(), all.end(), [id](const client::Notice& n) { return n.id == id; });
  return found == all.end() ? nullptr : &*found;
}

// Far from the server's numbers, which count from 1.
std::uint32_t id_of_answer(std::uint32_t call) { return std::numeric_limits<std::uint32_t>::max() - call; }

}  // namespace

void Correspondence::take_call(const client::NoticeBoard& board) {
  const protocol::CallNow& call = board.call();
  if (board.call_state() != client::CallState::none) called_ = true;
  if (!called_) old_call_ = call.no;
  if (call.state != "answered" || call.no <= old_call_ || call.text.empty()) return;
  const std::uint32_t id = id_of_answer(call.no);
  if (find(answers_, id) == nullptr)
    answers_.push_back({id, call.text, call.at.value_or(base::Instant{}), "you", false});
}

std::vector<client::Notice> Correspondence::take(const client::NoticeBoard& board) {
  take_call(board);
  std::vector<client::Notice> now = board.notices();
  now.insert(now.end(), answers_.begin(), answers_.end());
  std::stable_sort(now.begin(), now.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
  std::vector<client::Notice> news;
  std::copy_if(now.begin(), now.end(), std::back_inserter(news),
               [this](const client::Notice& n) { return !n.read && find(notices_, n.id) == nullptr; });
  notices_ = std::move(now);
  return news;
}

bool Correspondence::read_here(std::uint32_t id) {
  const auto mark = [id](std::vector<client::Notice>& all) {
    const auto found =
        std::find_if(all.begin(), all.end(), [id](const client::Notice& n) { return n.id == id; });
    if (found == all.end()) return false;
    found->read = true;
    return true;
  };
  return mark(answers_) && mark(notices_);
}

}  // namespace examhall::window
