#include "net/outbox.hpp"

#include "net/tls_step.hpp"

namespace examhall::net {
namespace {

constexpr std::size_t kMaxFrameHeader = 10;
/// A vector that grew beyond this is given back once it is empty.
constexpr std::size_t kKeptCapacity = 8;

}  // namespace

bool Outbox::push(hall::Frame frame) {
  if (count() >= max_messages_ || bytes_ + frame->size() > max_bytes_) return false;
  bytes_ += frame->size();
  frames_.push_back(std::move(frame));
  return true;
}

hall::Frame Outbox::pop() {
  hall::Frame frame = std::move(frames_[head_++]);
  bytes_ -= frame->size();
  if (!empty()) return frame;
  head_ = 0;
  frames_.clear();
  if (frames_.capacity() > kKeptCapacity) frames_.shrink_to_fit();
  return frame;
}

hall::Frame Outbox::take(std::string& ahead, std::size_t& taken) {
  hall::Frame frame = pop();
  taken = 1;
  while (!empty()) {
    const std::size_t together = ahead.size() + frame->size() + frames_[head_]->size() + 2 * kMaxFrameHeader;
    if (together > kRecordSize) break;
    append_text_frame(ahead, *frame);
    frame = pop();
    ++taken;
  }
  return frame;
}

void append_text_frame(std::string& out, std::string_view payload) {
  constexpr char kFinalText = '\x81';
  const std::size_t size = payload.size();
  int length_bytes = 0;
  out += kFinalText;
  if (size < 126) {
    out += static_cast<char>(size);
  } else if (size <= 0xFFFF) {
    out += static_cast<char>(126);
    length_bytes = 2;
  } else {
    out += static_cast<char>(127);
    length_bytes = 8;
  }
  for (int shift = (length_bytes - 1) * 8; shift >= 0; shift -= 8) out += static_cast<char>(size >> shift);
  out += payload;
}

}  // namespace examhall::net
