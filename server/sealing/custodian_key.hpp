#pragma once
// A custodian's pair of keys: papers are sealed to the public part, and only who holds the private part and
// its passphrase can release what was sealed to it. Blocks for some hundred milliseconds: not for the hall's
// thread.
#include <filesystem>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "sealing/rsa.hpp"

namespace examhall::sealing {

inline constexpr std::size_t kMaxName = 120;
inline constexpr std::size_t kMinPassphrase = 10;

/// The public part, with the name of the person.
class Custodian {
 public:
  Custodian(std::string name, RsaKey key);

  const std::string& name() const { return name_; }
  /// SHA-256 of the public key, hexadecimal: who it is, whatever the name says.
  const std::string& key_hash() const { return key_hash_; }
  base::Bytes encrypt(const base::LockedKey& half) const { return sealing::encrypt(key_, half); }

  /// The text of the file that is handed to whoever seals papers.
  std::string to_text() const;
  /// Ids: those of parse_json and of strict members; unknown_format, not_a_public_key, bad_name.
  static base::Result<Custodian, base::Problems> parse(std::string_view text, const std::string& file);
  static base::Result<Custodian, base::Problems> read(const std::filesystem::path& file);

 private:
  std::string name_;
  RsaKey key_;
  std::string key_hash_;
};

/// What is wrong with a custodian's name; nullopt if nothing is.
std::optional<base::Text> wrong_with_name(std::string_view name);

class CustodianKey {
 public:
  static CustodianKey generate() { return CustodianKey{generate_rsa()}; }
  /// Ids: those of read_file; passphrase_wrong.
  static base::Result<CustodianKey, base::Problem> read(const std::filesystem::path& file,
                                                        std::string_view passphrase);
  std::string to_pem(std::string_view passphrase) const { return private_pem(key_, passphrase); }

  Custodian public_part(std::string name) const { return {std::move(name), key_}; }
  std::optional<base::LockedKey> decrypt(base::ByteView half) const { return sealing::decrypt(key_, half); }

 private:
  explicit CustodianKey(RsaKey key) : key_{std::move(key)} {}
  RsaKey key_;
};

}  // namespace examhall::sealing
