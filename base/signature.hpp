#pragma once
// Ed25519 (RFC 8032): the server signs receipts, results and checkpoints; anyone verifies.
#include <array>
#include <filesystem>
#include <memory>

#include "base/encoding.hpp"

namespace examhall::base {

using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

class SigningKey {
 public:
  static SigningKey generate();
  /// Reads a PEM private key. Throws std::runtime_error if it is not an Ed25519 key.
  static SigningKey load(const std::filesystem::path& pem);
  /// Writes it as PEM, readable by the owner only. Refuses to overwrite: throws if the file exists.
  void save(const std::filesystem::path& pem) const;

  PublicKey public_key() const;
  Signature sign(std::string_view message) const;

 private:
  explicit SigningKey(std::shared_ptr<void> key) : key_{std::move(key)} {}
  std::shared_ptr<void> key_;
};

bool verify(const PublicKey& key, std::string_view message, const Signature& signature);

/// nullopt unless the text is the base64 of exactly 32 (64) bytes.
std::optional<PublicKey> public_key_from_base64(std::string_view text);
std::optional<Signature> signature_from_base64(std::string_view text);

}  // namespace examhall::base
