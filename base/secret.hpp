#pragma once
// Random bytes and the comparison of secrets.
#include "base/digest.hpp"

namespace examhall::base {

/// From the operating system's generator through OpenSSL. Throws std::runtime_error if there is none.
Bytes random_bytes(std::size_t count);
std::uint64_t random_u64();

/// Takes the same time wherever the two differ; unequal lengths are unequal.
bool equal_secrets(ByteView a, ByteView b);

/// 120 random bits as people type them: "7Q2M-…", six groups of four of Crockford's base 32.
std::string draw_access_code();

/// What is stored of an access code: SHA-256 over a tag, the ticket and the normalised code. With 120 random
/// bits a slow hash adds nothing, and ten thousand logins in seconds stay cheap.
Digest access_code_digest(std::string_view ticket, std::string_view typed_code);

}  // namespace examhall::base
