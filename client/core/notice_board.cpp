#include "client/core/notice_board.hpp"

#include <algorithm>

namespace examhall::client {
namespace {
bool is_recorded(const protocol::CallNow& call) { return call.state == "recorded"; }
}  // namespace

std::string_view to_text(CallState state) {
  switch (state) {
    case CallState::none:
      return "none";
    case CallState::calling:
      return "calling";
    case CallState::recorded:
      break;
  }
  return "recorded";
}

const Notice* NoticeBoard::find(std::uint32_t id) const {
  const auto found =
      std::find_if(notices_.begin(), notices_.end(), [&](const Notice& n) { return n.id == id; });
  return found == notices_.end() ? nullptr : &*found;
}

std::size_t NoticeBoard::unread() const {
  return static_cast<std::size_t>(
      std::count_if(notices_.begin(), notices_.end(), [](const Notice& n) { return !n.read; }));
}

CallState NoticeBoard::call_state() const {
  if (wish_) return wish_->wanted ? CallState::calling : CallState::none;
  return is_recorded(call_) ? CallState::recorded : CallState::none;
}

bool NoticeBoard::apply(const protocol::Notice& m) {
  if (const Notice* const known = find(m.id)) {
    Notice& notice = notices_[static_cast<std::size_t>(known - notices_.data())];
    notice.read = notice.read || m.read;
    notice.stored = notice.stored || m.read;
    return false;
  }
  const auto place =
      std::find_if(notices_.begin(), notices_.end(), [&](const Notice& n) { return n.id > m.id; });
  notices_.insert(place, {m.id, m.text, m.at, m.to, m.read, m.read});
  return true;
}

void NoticeBoard::apply(const protocol::NoticeKept& m) {
  const Notice* const known = find(m.id);
  if (known == nullptr || !m.read) return;
  Notice& notice = notices_[static_cast<std::size_t>(known - notices_.data())];
  notice.read = notice.stored = true;
}

void NoticeBoard::apply(const protocol::CallNow& m) {
  call_ = m;
  heard_ = offered_ = true;
  last_no_ = std::max(last_no_, m.no);
  if (wish_ && fulfilled(*wish_)) wish_.reset();
  if (wish_) wish_->sent = false;
}

// By its number; or things are as they were wished to be, whoever brought that about.
bool NoticeBoard::fulfilled(const Wish& wish) const {
  return (wish.no != 0 && wish.no <= call_.no) || wish.wanted == is_recorded(call_);
}

void NoticeBoard::not_offered() {
  offered_ = false;
  wish_.reset();
}

bool NoticeBoard::read(std::uint32_t id) {
  const Notice* const known = find(id);
  if (known == nullptr || known->read) return false;
  notices_[static_cast<std::size_t>(known - notices_.data())].read = true;
  return true;
}

void NoticeBoard::want_call(bool wanted, std::string text) {
  if (!offered_ || (wish_ && wish_->wanted == wanted)) return;
  const bool under_way = wish_.has_value() && wish_->no != 0;
  wish_ = Wish{wanted, std::move(text)};
  if (heard_ && !under_way && fulfilled(*wish_)) wish_.reset();
}

std::optional<protocol::Call> NoticeBoard::call_to_send() {
  if (!heard_ || !wish_ || wish_->sent) return std::nullopt;
  if (wish_->no == 0) wish_->no = ++last_no_;
  wish_->sent = true;
  protocol::Call call{wish_->no, wish_->wanted};
  if (!wish_->text.empty()) call.text = wish_->text;
  return call;
}

}  // namespace examhall::client
