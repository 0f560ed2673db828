#pragma once
// What a candidate's client says. One struct a message; docs/protocol.md describes each. Decoding is strict:
// unknown members, wrong types and lengths past the limits are refused with the member's name.
#include <variant>

#include "base/json.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

namespace examhall::protocol {

inline constexpr std::string_view kSubprotocol = "examhall.v1";
inline constexpr std::size_t kMaxClientFrame = 16 * 1024;
inline constexpr std::size_t kMaxResponse = 8 * 1024;

struct Login {
  std::string ticket;
  std::string code;
  std::string client;                       ///< name and version of the program
  std::string machine;                      ///< how the computer room names the machine
  std::optional<std::string> have_paper{};  ///< hash of a paper held already: its items are not sent again
  std::optional<bool> next_try{};           ///< begins another try where the last has ended and one is left
};
/// Asks for the server's time; t0 is the client's own and comes back.
struct TimeQuery {
  std::int64_t t0 = 0;
};
struct Answer {
  std::uint32_t no = 0;    ///< counts up from welcome.next_no, for ever, one attempt
  std::uint32_t item = 0;  ///< index in the paper
  base::Json response;     ///< null clears
  std::int64_t at = 0;     ///< the client's idea of the server's time, ms since 1970; evidence only
};
struct Visit {
  std::uint32_t item = 0;
};
/// Something that happened at the client: focus_lost, focus_gained, …
struct Report {
  std::string kind;
  std::string detail;
};
struct HandIn {
  std::uint32_t unanswered = 0;  ///< the count that the candidate was shown and confirmed
};
struct Leave {};
/// This client understands notices and calls: send them, now and from now on.
struct Notices {};
/// A notice is here, or the candidate has read it.
struct Noticed {
  std::uint32_t id = 0;
  bool read = false;
};
/// The end that was announced by `deadline` is on the candidate's screen.
struct DeadlineShown {
  base::Instant ends_at{};
};
/// The candidate wants a proctor, or does not any more.
struct Call {
  std::uint32_t no = 0;  ///< counts up from the server's `call`
  bool wanted = false;
  std::optional<std::string> text{};
};

using ClientMessage = std::variant<Login, TimeQuery, Answer, Visit, Report, HandIn, Leave, Notices,
                                   Noticed, Call, DeadlineShown>;

struct Malformed {
  std::string error;   ///< bad_message or unknown_type
  std::string type;    ///< as far as it could be read
  std::string detail;  ///< which member and what was expected, in English, for the client's log
};

/// What stands in its member "type".
std::string_view type_name(const ClientMessage& message);

base::Result<ClientMessage, Malformed> decode_client(std::string_view frame);
std::string encode(const ClientMessage& message);

}  // namespace examhall::protocol
