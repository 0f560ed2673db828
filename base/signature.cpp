#include "base/signature.hpp"

#include <fcntl.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <stdexcept>

namespace examhall::base {
namespace {

EVP_PKEY* as_pkey(const std::shared_ptr<void>& key) { return static_cast<EVP_PKEY*>(key.get()); }

std::shared_ptr<void> own(EVP_PKEY* key) {
  return {key, [](void* p) { EVP_PKEY_free(static_cast<EVP_PKEY*>(p)); }};
}

using FilePtr = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;
using ContextPtr = std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)>;

template <std::size_t N>
std::optional<std::array<std::uint8_t, N>> exactly(const std::optional<Bytes>& bytes) {
  if (!bytes || bytes->size() != N) return std::nullopt;
  std::array<std::uint8_t, N> out{};
  std::copy(bytes->begin(), bytes->end(), out.begin());
  return out;
}

}  // namespace

SigningKey SigningKey::generate() {
  EVP_PKEY* key = EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
  if (key == nullptr) throw std::runtime_error("cannot make an Ed25519 key");
  return SigningKey{own(key)};
}

SigningKey SigningKey::load(const std::filesystem::path& pem) {
  const FilePtr file{std::fopen(pem.c_str(), "re"), &std::fclose};
  if (!file) throw std::runtime_error("cannot read the signing key " + pem.string());
  EVP_PKEY* key = PEM_read_PrivateKey(file.get(), nullptr, nullptr, nullptr);
  if (key == nullptr || EVP_PKEY_get_base_id(key) != EVP_PKEY_ED25519) {
    EVP_PKEY_free(key);
    throw std::runtime_error(pem.string() + " is not an Ed25519 private key");
  }
  return SigningKey{own(key)};
}

void SigningKey::save(const std::filesystem::path& pem) const {
  const int fd = ::open(pem.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) throw std::runtime_error("cannot write " + pem.string() + " (does it exist already?)");
  const FilePtr file{::fdopen(fd, "w"), &std::fclose};
  const bool written = PEM_write_PrivateKey(file.get(), as_pkey(key_), nullptr, nullptr, 0, nullptr, nullptr) == 1;
  if (!written || std::fflush(file.get()) != 0 || ::fsync(fd) != 0) {
    throw std::runtime_error("cannot write " + pem.string());
  }
}

PublicKey SigningKey::public_key() const {
  PublicKey out{};
  std::size_t size = out.size();
  EVP_PKEY_get_raw_public_key(as_pkey(key_), out.data(), &size);
  return out;
}

Signature SigningKey::sign(std::string_view message) const {
  const ContextPtr context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
  Signature out{};
  std::size_t size = out.size();
  if (EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, as_pkey(key_)) != 1 ||
      EVP_DigestSign(context.get(), out.data(), &size, bytes_of(message).data(), message.size()) != 1) {
    throw std::runtime_error("cannot sign");
  }
  return out;
}

bool verify(const PublicKey& key, std::string_view message, const Signature& signature) {
  const auto pkey = own(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.data(), key.size()));
  if (!pkey) return false;
  const ContextPtr context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
  return EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, as_pkey(pkey)) == 1 &&
         EVP_DigestVerify(context.get(), signature.data(), signature.size(), bytes_of(message).data(),
                          message.size()) == 1;
}

std::optional<PublicKey> public_key_from_base64(std::string_view text) { return exactly<32>(from_base64(text)); }
std::optional<Signature> signature_from_base64(std::string_view text) { return exactly<64>(from_base64(text)); }

}  // namespace examhall::base
