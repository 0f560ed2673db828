#pragma once
// Sessions of staff: their tokens, and how long they are good. Pure; any thread.
#include <optional>
#include <string>
#include <string_view>

#include "base/digest.hpp"
#include "base/time.hpp"
#include "staff/secret_text.hpp"

namespace examhall::staff {

/// From the sign-in on: the longest day at a console. Sessions of an exam follow each other from nine in the
/// morning to nine in the evening; the doors are opened well before the first and the last is closed well
/// after. Nobody is to be asked for a code in the middle of it, and nobody's session outlasts the night.
inline constexpr base::Span kSessionTime = std::chrono::hours{16};
/// Without a request and without an open feed.
inline constexpr base::Span kIdleTime = std::chrono::minutes{30};
/// Once the token of a renewal is used, the one before lasts so much longer: two tabs do not throw each other
/// out.
inline constexpr base::Span kOldTokenTime = std::chrono::minutes{1};

struct SessionToken {
  SecretText text;      ///< for the cookie: 64 hexadecimal digits
  base::Digest digest;  ///< for the database
};
SessionToken draw_session_token();

/// nullopt for anything that draw_session_token does not write.
std::optional<base::Digest> session_digest(std::string_view cookie);

/// What decides whether somebody is still signed in.
struct SessionStanding {
  std::int64_t signed_in_epoch = 0;  ///< the account's at the sign-in
  std::int64_t account_epoch = 0;    ///< and now
  bool account_disabled = false;
  base::Instant last_seen{};
  base::Instant expires_at{};
};
/// Why somebody is not signed in any more: disabled | revoked | expired | idle; empty: they are.
std::string_view why_ended(const SessionStanding& standing, base::Instant now);
inline bool is_signed_in(const SessionStanding& standing, base::Instant now) {
  return why_ended(standing, now).empty();
}

}  // namespace examhall::staff
