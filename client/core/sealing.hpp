#pragma once
// Seals what the client leaves on a disk of a computer room: only the same candidate's login opens it again.
// base::Cipher under a key that HKDF-SHA256 (RFC 5869) derives from ticket and access code: the code has 120
// random bits, so a slow hash would add nothing. Pure; one thread.
#include "base/cipher.hpp"

namespace examhall::client {

class Seal {
 public:
  static constexpr std::size_t kOverhead = 12 + 16;  ///< nonce and tag

  /// `salt` is the file's own. Codes are taken as people type them: case and hyphens do not matter.
  Seal(std::string_view ticket, std::string_view access_code, base::ByteView salt);

  /// `position` is bound in: a record does not open at another place of the file.
  std::string close(std::string_view plain, std::uint64_t position) const;
  /// nullopt if it was closed under another key or for another place, or was changed.
  std::optional<std::string> open(std::string_view sealed, std::uint64_t position) const;

 private:
  base::Cipher cipher_;
};

}  // namespace examhall::client
