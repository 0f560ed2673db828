#pragma once
// What a page of the console says, one struct a message (docs/console-protocol.md). Decoding is as strict as
// a candidate's: unknown members, wrong types and lengths past the limits are refused with the member's name.
#include <variant>

#include "protocol/client_messages.hpp"

namespace examhall::proctoring {

inline constexpr std::string_view kSubprotocol = "examhall.console.v1";
inline constexpr std::size_t kMaxPageFrame = 16 * 1024;  ///< an act with an attachment, escaped

struct Watch {
  std::string batch;
};
struct Timeline {
  std::uint32_t no = 0;
  std::string ticket;
  std::optional<std::uint32_t> before{}, after{};  ///< not both
};
/// What staff have done; said again: what they did before that.
struct Deeds {};
struct Act {
  std::uint32_t no = 0;
  std::string batch;  ///< the one that is meant
  std::string key;    ///< names the act for ever, with the account
  std::string kind, scope, target, reason;
  std::optional<base::Span> time{};
  std::optional<base::Instant> outage{};  ///< by when it began
  std::optional<std::string> room{}, seat{}, category{}, attachment{};
};
/// Yes or no to what somebody else has asked for.
struct Approve {
  std::uint32_t no = 0;
  std::string batch, key;  ///< as of an Act
  std::uint32_t request = 0;
  bool yes = false;
  std::string reason;
};
struct Ping {
  std::int64_t t0 = 0;
};

using PageMessage = std::variant<Watch, Timeline, Deeds, Act, Approve, Ping>;

/// 8 to 64 letters, digits and hyphens.
bool is_key(std::string_view text);

base::Result<PageMessage, protocol::Malformed> decode_page(std::string_view frame);
/// The `no` of a message that is refused unread, if it has one: without it its page could not tell what was
/// refused.
std::optional<std::uint32_t> number_of(std::string_view frame);

}  // namespace examhall::proctoring
