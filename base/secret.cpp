#include "base/secret.hpp"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <cstring>
#include <stdexcept>

namespace examhall::base {

Bytes random_bytes(std::size_t count) {
  Bytes out(count);
  if (RAND_bytes(out.data(), static_cast<int>(count)) != 1) throw std::runtime_error("no random bytes");
  return out;
}

std::uint64_t random_u64() {
  const Bytes bytes = random_bytes(sizeof(std::uint64_t));
  std::uint64_t out = 0;
  std::memcpy(&out, bytes.data(), sizeof out);
  return out;
}

bool equal_secrets(ByteView a, ByteView b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string draw_access_code() {
  const std::string code = to_base32(random_bytes(15));
  std::string out;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (i > 0 && i % 4 == 0) out += '-';
    out += code[i];
  }
  return out;
}

Digest access_code_digest(std::string_view ticket, std::string_view typed_code) {
  return Sha256{}.add("examhall access code\n").add(ticket).add("\n").add(normalised_base32(typed_code)).finish();
}

}  // namespace examhall::base
