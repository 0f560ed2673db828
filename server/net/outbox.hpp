#pragma once
// Messages that wait to be written on one websocket, bounded in number and bytes. It never drops one: when it
// is full the connection ends, and the client resumes by logging in again. The network's thread only.
#include <vector>

#include "hall/link.hpp"

namespace examhall::net {

class Outbox {
 public:
  Outbox(std::size_t max_messages, std::size_t max_bytes)
      : max_messages_{max_messages}, max_bytes_{max_bytes} {}

  bool empty() const { return head_ == frames_.size(); }
  std::size_t count() const { return frames_.size() - head_; }
  std::size_t bytes() const { return bytes_; }

  /// False, and nothing is queued, if the message would not fit.
  bool push(hall::Frame frame);

  /// One turn of the writer: returns the message to hand to the websocket; those in front of it that fit
  /// into the same TLS record are put into `ahead`, framed. Must not be empty. `taken` counts all of them.
  hall::Frame take(std::string& ahead, std::size_t& taken);

 private:
  hall::Frame pop();

  std::vector<hall::Frame> frames_;  // a vector with a head: an empty std::deque holds 600 bytes
  std::size_t head_ = 0;
  std::size_t bytes_ = 0;
  std::size_t max_messages_;
  std::size_t max_bytes_;
};

/// Appends one unmasked text frame (RFC 6455, 5.2).
void append_text_frame(std::string& out, std::string_view payload);

}  // namespace examhall::net
