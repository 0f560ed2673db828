#pragma once
// AES-256-GCM (NIST SP 800-38D) for secrets at rest: ID numbers in the catalogue, sealed papers. A sealed text is
// nonce (12 bytes) ‖ ciphertext ‖ tag (16 bytes); the nonce is drawn anew each time. Any thread.
#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/encoding.hpp"
#include "base/locked_key.hpp"

namespace examhall::base {

class Cipher {
 public:
  using Key = std::array<std::uint8_t, 32>;

  explicit Cipher(const Key& key) : key_{key} {}
  explicit Cipher(const LockedKey& key);
  /// Wipes the key.
  ~Cipher();
  Cipher(const Cipher&) = default;
  Cipher& operator=(const Cipher&) = default;
  /// Reads 64 hexadecimal digits. Throws std::runtime_error if the file holds anything else.
  static Cipher load(const std::filesystem::path& file);

  /// `purpose` is bound to the text: what was sealed for one purpose does not open for another.
  std::string seal(std::string_view text, std::string_view purpose) const;
  /// nullopt if a single bit differs.
  std::optional<std::string> open(std::string_view sealed, std::string_view purpose) const;

 private:
  Key key_;
};

}  // namespace examhall::base
