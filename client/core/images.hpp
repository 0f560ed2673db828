#pragma once
// The seam between what a sitting wants to see and the line that fetches it (docs/protocol.md, "Images"). A
// line carries one request at a time; the real one is image_connection.hpp, the tests play one. The client's
// one thread, and no callback from inside a call.
#include <functional>
#include <memory>
#include <string>

#include "base/text.hpp"

namespace examhall::client {

/// As the server's bank takes them; a larger one is not fetched to its end.
inline constexpr std::size_t kLargestImage = 2U << 20U;

/// Its bytes have the hash by which it was asked for. In memory only.
struct Picture {
  std::string media;  ///< "image/png", as the server says
  std::shared_ptr<const std::string> bytes;
};

struct ImageTrouble {
  std::string id;  ///< image_not_here, image_damaged, image_too_large, image_not_fetched, bad_image_hash
  base::Text text;
  std::string detail{};  ///< for the log
  bool again = false;    ///< it is tried again without being asked
};

class ImageLine {
 public:
  struct Reply {
    unsigned status = 0;  ///< of HTTP; 0: there was no answer
    std::string media{};
    std::string body{};
    bool too_large = false;
    std::string detail{};  ///< why there was no answer
  };

  virtual ~ImageLine() = default;
  /// Answered once, unless abort() comes first. Not before the last one is answered.
  virtual void fetch(const std::string& hash, const std::string& token, std::function<void(Reply)> done) = 0;
  /// Drops the line; nothing more is heard of it.
  virtual void abort() = 0;
};

}  // namespace examhall::client
