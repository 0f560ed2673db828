#pragma once
// The seam for what is served beside the exam: pages for people with a browser, and their websockets. The
// network brings requests whose head and body are bounded, and knows neither accounts nor cookies. Everything
// on the network's thread.
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hall/link.hpp"

namespace examhall::net {

struct PageRequest {
  std::string method;  ///< "GET"
  std::string path;    ///< as sent, with a query if there is one
  std::string origin;  ///< empty: none was sent; "," joins several, which no origin contains
  std::string cookie;
  std::string content_type;
  std::string if_none_match;
  std::string subprotocols;  ///< what a websocket offers
  std::string body;
  std::string address;  ///< of the peer
  bool opens_websocket = false;
};

struct PageReply {
  unsigned status = 200;
  std::string media;
  std::string body{};
  /// Replace those that every answer carries; a name may stand twice.
  std::vector<std::pair<std::string, std::string>> headers{};
  std::shared_ptr<const void> visitor{};  ///< with 101: who comes; theirs alone to read
};

class Pages {
 public:
  virtual ~Pages() = default;
  /// Whether the path is theirs. Theirs may have any method, and a body.
  virtual bool own(std::string_view path) const = 0;
  /// Answers exactly once, at once or later. To a request that would open a websocket status 101 and a
  /// visitor let it, with the headers of the reply.
  virtual void answer(PageRequest request, std::function<void(PageReply)> reply) = 0;
  /// It is open. In place of Door::opened; received(), closed(), too_fast() and stopping() follow on door().
  virtual void opened(const std::shared_ptr<hall::Link>& link,
                      const std::shared_ptr<const void>& visitor) = 0;
  virtual hall::Door& door() = 0;
};

}  // namespace examhall::net
