#include "client/core/sealing.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>

#include <memory>
#include <stdexcept>

namespace examhall::client {
namespace {

constexpr std::string_view kPurpose = "examhall client journal 1";

struct FreeContext {
  void operator()(EVP_PKEY_CTX* c) const { EVP_PKEY_CTX_free(c); }
};

base::Cipher derive(std::string_view ticket, std::string_view access_code, base::ByteView salt) {
  std::string secret = std::string{ticket} + '\0' + base::normalised_base32(access_code);
  const base::ByteView bytes = base::bytes_of(secret);
  const base::ByteView info = base::bytes_of(kPurpose);
  const std::unique_ptr<EVP_PKEY_CTX, FreeContext> c{EVP_PKEY_CTX_new_id(EVP_PKEY_HKDF, nullptr)};
  base::Cipher::Key key{};
  std::size_t size = key.size();
  const bool done = c && EVP_PKEY_derive_init(c.get()) == 1 &&
                    EVP_PKEY_CTX_set_hkdf_md(c.get(), EVP_sha256()) == 1 &&
                    EVP_PKEY_CTX_set1_hkdf_salt(c.get(), salt.data(), static_cast<int>(salt.size())) == 1 &&
                    EVP_PKEY_CTX_set1_hkdf_key(c.get(), bytes.data(), static_cast<int>(bytes.size())) == 1 &&
                    EVP_PKEY_CTX_add1_hkdf_info(c.get(), info.data(), static_cast<int>(info.size())) == 1 &&
                    EVP_PKEY_derive(c.get(), key.data(), &size) == 1;
  OPENSSL_cleanse(secret.data(), secret.size());
  if (!done) throw std::runtime_error("OpenSSL cannot derive the key of the local journal");
  return base::Cipher{key};
}

std::string purpose_at(std::uint64_t position) { return "journal record " + std::to_string(position); }

}  // namespace

Seal::Seal(std::string_view ticket, std::string_view access_code, base::ByteView salt)
    : cipher_{derive(ticket, access_code, salt)} {}

std::string Seal::close(std::string_view plain, std::uint64_t position) const {
  return cipher_.seal(plain, purpose_at(position));
}

std::optional<std::string> Seal::open(std::string_view sealed, std::uint64_t position) const {
  return cipher_.open(sealed, purpose_at(position));
}

}  // namespace examhall::client
