#include "staff/session.hpp"

#include <openssl/crypto.h>

#include <algorithm>

#include "base/secret.hpp"

namespace examhall::staff {
namespace {

constexpr std::size_t kTokenBytes = 32;

bool is_lower_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

}  // namespace

SessionToken draw_session_token() {
  base::Bytes bytes = base::random_bytes(kTokenBytes);
  std::string text = base::to_hex(bytes);
  OPENSSL_cleanse(bytes.data(), bytes.size());
  const base::Digest digest = base::sha256(std::string_view{text});
  return {SecretText::taken(text), digest};
}

std::optional<base::Digest> session_digest(std::string_view cookie) {
  if (cookie.size() != 2 * kTokenBytes || !std::all_of(cookie.begin(), cookie.end(), is_lower_hex))
    return std::nullopt;
  return base::sha256(cookie);
}

std::string_view why_ended(const SessionStanding& s, base::Instant now) {
  if (s.account_disabled) return "disabled";
  if (s.signed_in_epoch != s.account_epoch) return "revoked";
  if (now >= s.expires_at) return "expired";
  return now - s.last_seen < kIdleTime ? "" : "idle";
}

}  // namespace examhall::staff
