#pragma once
// Seals what the client leaves on a disk of a computer room: only the same candidate's login opens it again.
// AES-256-GCM (NIST SP 800-38D) under a key that HKDF-SHA256 (RFC 5869) derives from ticket and access code. Pure.
#include <array>
#include <optional>
#include <string_view>

#include "base/encoding.hpp"

namespace examhall::client {

class Seal {
 public:
  static constexpr std::size_t kOverhead = 12 + 16;  ///< nonce and tag

  /// `salt` is the file's own. Access codes are compared as people type them: case and hyphens do not matter.
  Seal(std::string_view ticket, std::string_view access_code, base::ByteView salt);
  ~Seal();
  Seal(const Seal&) = delete;
  Seal& operator=(const Seal&) = delete;

  /// nonce ‖ ciphertext ‖ tag. `position` is bound in: a record does not open at another place of the file.
  base::Bytes close(std::string_view plain, std::uint64_t position) const;
  /// nullopt if it was closed under another key or for another place, or was changed.
  std::optional<std::string> open(base::ByteView sealed, std::uint64_t position) const;

 private:
  std::array<std::uint8_t, 32> key_{};
};

}  // namespace examhall::client
