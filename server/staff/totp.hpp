#pragma once
// The second factor: time-based codes (RFC 6238 over RFC 4226; SHA-1, 30 s, six digits, as the apps on
// people's telephones make them). Pure; any thread.
#include <optional>
#include <string>
#include <string_view>

#include "base/cipher.hpp"
#include "base/time.hpp"

namespace examhall::staff {

/// 160 random bits, as RFC 4226 recommends.
base::Bytes draw_totp_secret();

/// The 30 seconds in which an instant lies, counted from 1970.
std::int64_t totp_step(base::Instant at);
std::string totp_code(base::ByteView secret, std::int64_t step);

/// The step whose code this is: the present one or the one before or after it, for clocks that differ, and
/// later than `last_step`, the last that was accepted. Whoever accepts it writes it down first. Spaces in
/// what was typed do not count.
std::optional<std::int64_t> matching_step(base::ByteView secret, std::string_view typed, base::Instant at,
                                          std::int64_t last_step);

/// What a person types into the app: RFC 4648 base 32 without padding.
std::string totp_text(base::ByteView secret);
/// What the app reads from a picture of it.
std::string totp_uri(base::ByteView secret, std::string_view login);

/// Sealed for this account: in another's row it does not open.
std::string seal_totp(const base::Cipher& cipher, std::string_view login, base::ByteView secret);
std::optional<base::Bytes> open_totp(const base::Cipher& cipher, std::string_view login,
                                     std::string_view sealed);

}  // namespace examhall::staff
