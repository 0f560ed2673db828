#pragma once
// A websocket to the server over which anything can be sent, binary messages and messages beyond every limit
// included. It reads all that comes and says once when it is over. One thread.
#include <functional>
#include <memory>
#include <string>

#include "client/core/tls_client.hpp"

namespace examhall::load {

class RoughLine {
 public:
  struct Events {
    std::function<void()> opened;
    std::function<void(std::string_view frame)> heard;
    /// 0: without a close frame.
    std::function<void(std::uint16_t close_code)> over;
  };
  static std::shared_ptr<RoughLine> open(client::asio::io_context& context, client::TlsClient& tls,
                                         const client::ServerAddress& server, Events events);

  virtual ~RoughLine() = default;
  virtual void send_text(std::string payload) = 0;
  virtual void send_binary(std::string payload) = 0;
  /// Nothing more is heard of it. No goodbye. Not from within a callback but `over`.
  virtual void drop() = 0;
};

}  // namespace examhall::load
