#pragma once
// SHA-256 (FIPS 180-4): names papers and items by their content and links the journal.
#include <array>
#include <memory>

#include "base/encoding.hpp"

namespace examhall::base {

using Digest = std::array<std::uint8_t, 32>;

Digest sha256(ByteView bytes);
inline Digest sha256(std::string_view text) { return sha256(bytes_of(text)); }

/// SHA-256 over pieces, without joining them first. One use: after finish() it is spent.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  Sha256& add(ByteView bytes);
  Sha256& add(std::string_view text) { return add(bytes_of(text)); }
  /// Little-endian, eight bytes.
  Sha256& add_u64(std::uint64_t value);
  Digest finish();

 private:
  void* context_;  // an EVP_MD_CTX borrowed from this thread's pool: allocation costs more than a short hash
};

/// nullopt unless the text is 64 hexadecimal digits.
std::optional<Digest> digest_from_hex(std::string_view text);

}  // namespace examhall::base
