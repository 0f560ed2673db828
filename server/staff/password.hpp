#pragma once
// Passwords of staff: what is asked of one, and what is kept of it. scrypt (RFC 7914) through OpenSSL,
// because the OpenSSL of Debian 12 has no Argon2. One hash at the default cost takes 32 MiB and tens of
// milliseconds: never on a thread that candidates wait for. Any thread.
#include <string>
#include <string_view>

#include "base/problem.hpp"
#include "staff/secret_text.hpp"

namespace examhall::staff {

struct ScryptCost {
  unsigned log2_n = 15;
  unsigned r = 8;
  unsigned p = 1;
  bool operator==(const ScryptCost&) const = default;
};

/// "scrypt$ln=15,r=8,p=1$salt$hash", both base64; the salt is drawn anew each time.
std::string hash_password(std::string_view password, const ScryptCost& cost = {});

/// False for a wrong password; for one with a zero byte, or a text that hash_password did not write, after as
/// long as a wrong one takes.
bool is_password(std::string_view password, std::string_view stored);

/// Whether it was made at another cost than today's: replaced at the next sign-in.
bool is_outdated(std::string_view stored);

/// Costs what a real one costs and fits no password: for accounts that there are not.
const std::string& decoy_hash();

/// What is wrong with a password that somebody wants to have. As NIST SP 800-63B: long enough, nothing that
/// an attacker tries first, and no rule about kinds of characters, which only makes passwords alike. Counted
/// in characters; ids: password_too_short, password_too_long, password_unreadable, password_names_account,
/// password_too_common.
base::Problems wrong_with_password(std::string_view password, std::string_view login, std::string_view name);

/// 20 characters to copy from a screen, 100 random bits.
SecretText draw_password();

/// 12, not the 8 that suffice beside a second factor: for most the password is the only one.
inline constexpr std::size_t kMinPasswordCharacters = 12;
/// A sentence in Chinese fits; the cost of the hash does not depend on it.
inline constexpr std::size_t kMaxPasswordBytes = 256;

}  // namespace examhall::staff
