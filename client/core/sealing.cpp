#include "client/core/sealing.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>

#include <memory>
#include <stdexcept>
#include <string>

#include "base/secret.hpp"

namespace examhall::client {
namespace {

constexpr std::size_t kNonce = 12;
constexpr std::size_t kTag = 16;
constexpr std::string_view kPurpose = "examhall client journal 1";

struct FreeCipher {
  void operator()(EVP_CIPHER_CTX* c) const { EVP_CIPHER_CTX_free(c); }
};
struct FreeKey {
  void operator()(EVP_PKEY_CTX* c) const { EVP_PKEY_CTX_free(c); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;

void require(bool ok) {
  if (!ok) throw std::runtime_error("OpenSSL cannot seal the local journal");
}

std::array<std::uint8_t, 8> position_bytes(std::uint64_t position) {
  std::array<std::uint8_t, 8> out{};
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<std::uint8_t>(position >> (8 * i));
  return out;
}

}  // namespace

Seal::Seal(std::string_view ticket, std::string_view access_code, base::ByteView salt) {
  std::string secret = std::string{ticket} + '\0' + base::normalised_base32(access_code);
  const std::unique_ptr<EVP_PKEY_CTX, FreeKey> c{EVP_PKEY_CTX_new_id(EVP_PKEY_HKDF, nullptr)};
  std::size_t size = key_.size();
  require(c && EVP_PKEY_derive_init(c.get()) == 1 && EVP_PKEY_CTX_set_hkdf_md(c.get(), EVP_sha256()) == 1 &&
          EVP_PKEY_CTX_set1_hkdf_salt(c.get(), salt.data(), static_cast<int>(salt.size())) == 1 &&
          EVP_PKEY_CTX_set1_hkdf_key(c.get(), base::bytes_of(secret).data(), static_cast<int>(secret.size())) == 1 &&
          EVP_PKEY_CTX_add1_hkdf_info(c.get(), base::bytes_of(kPurpose).data(), static_cast<int>(kPurpose.size())) == 1 &&
          EVP_PKEY_derive(c.get(), key_.data(), &size) == 1);
  OPENSSL_cleanse(secret.data(), secret.size());
}

Seal::~Seal() { OPENSSL_cleanse(key_.data(), key_.size()); }

base::Bytes Seal::close(std::string_view plain, std::uint64_t position) const {
  base::Bytes out = base::random_bytes(kNonce);
  out.resize(kNonce + plain.size() + kTag);
  const auto where = position_bytes(position);
  const Cipher c{EVP_CIPHER_CTX_new()};
  int n = 0;
  require(c && EVP_EncryptInit_ex(c.get(), EVP_aes_256_gcm(), nullptr, key_.data(), out.data()) == 1 &&
          EVP_EncryptUpdate(c.get(), nullptr, &n, where.data(), static_cast<int>(where.size())) == 1 &&
          EVP_EncryptUpdate(c.get(), out.data() + kNonce, &n, base::bytes_of(plain).data(),
                            static_cast<int>(plain.size())) == 1 &&
          EVP_EncryptFinal_ex(c.get(), out.data() + kNonce + plain.size(), &n) == 1 &&
          EVP_CIPHER_CTX_ctrl(c.get(), EVP_CTRL_GCM_GET_TAG, static_cast<int>(kTag),
                              out.data() + kNonce + plain.size()) == 1);
  return out;
}

std::optional<std::string> Seal::open(base::ByteView sealed, std::uint64_t position) const {
  if (sealed.size() < kOverhead) return std::nullopt;
  const std::size_t size = sealed.size() - kOverhead;
  std::string plain(size, '\0');
  auto* const out = reinterpret_cast<unsigned char*>(plain.data());
  base::Bytes tag(sealed.end() - kTag, sealed.end());
  const auto where = position_bytes(position);
  const Cipher c{EVP_CIPHER_CTX_new()};
  int n = 0;
  require(c && EVP_DecryptInit_ex(c.get(), EVP_aes_256_gcm(), nullptr, key_.data(), sealed.data()) == 1 &&
          EVP_DecryptUpdate(c.get(), nullptr, &n, where.data(), static_cast<int>(where.size())) == 1 &&
          EVP_DecryptUpdate(c.get(), out, &n, sealed.data() + kNonce, static_cast<int>(size)) == 1 &&
          EVP_CIPHER_CTX_ctrl(c.get(), EVP_CTRL_GCM_SET_TAG, static_cast<int>(kTag), tag.data()) == 1);
  if (EVP_DecryptFinal_ex(c.get(), out + size, &n) != 1) return std::nullopt;
  return plain;
}

}  // namespace examhall::client
