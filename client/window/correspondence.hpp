#pragma once
// What the proctors said to this candidate as the pages show it: their notices, and among them what they
// answered to a call, which the protocol keeps apart. Pure; the window's thread.
#include <vector>

#include "client/core/notice_board.hpp"

namespace examhall::window {

class Correspondence {
 public:
  /// After every change of the board. Returns what was not there before and is not read.
  std::vector<client::Notice> take(const client::NoticeBoard& board);
  /// In the order of time.
  const std::vector<client::Notice>& notices() const { return notices_; }
  /// True if this is an answer to a call: the server does not ask whether that was read.
  bool read_here(std::uint32_t id);

 private:
  void take_call(const client::NoticeBoard& board);

  std::vector<client::Notice> notices_;
  std::vector<client::Notice> answers_;
  bool called_ = false;  // since this program runs; what was answered before was read before
  std::uint32_t old_call_ = 0;
};

}  // namespace examhall::window
