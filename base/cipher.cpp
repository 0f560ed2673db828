#include "base/cipher.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "base/file.hpp"
#include "base/secret.hpp"
#include "base/text.hpp"

namespace examhall::base {
namespace {

constexpr std::size_t kNonce = 12;
constexpr std::size_t kTag = 16;
using Context = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

Context new_context() {
  Context c{EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free};
  if (!c) throw std::runtime_error("no cipher");
  return c;
}

const unsigned char* raw(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* raw(std::string& text, std::size_t at) { return reinterpret_cast<unsigned char*>(text.data()) + at; }

}  // namespace

Cipher::Cipher(const LockedKey& key) { std::copy_n(key.bytes().data(), key_.size(), key_.data()); }

Cipher::~Cipher() { OPENSSL_cleanse(key_.data(), key_.size()); }

Cipher Cipher::load(const std::filesystem::path& file) {
  const auto text = read_file(file, 1024);
  const auto bytes = text ? from_hex(trimmed(*text)) : std::nullopt;
  if (!bytes || bytes->size() != Key{}.size()) throw std::runtime_error(file.string() + " does not hold a 256-bit key");
  Key key{};
  std::copy(bytes->begin(), bytes->end(), key.begin());
  return Cipher{key};
}

std::string Cipher::seal(std::string_view text, std::string_view purpose) const {
  const Bytes nonce = random_bytes(kNonce);
  std::string out(nonce.begin(), nonce.end());
  out.resize(kNonce + text.size() + kTag);
  const Context c = new_context();
  int n = 0;
  const bool sealed =
      EVP_EncryptInit_ex(c.get(), EVP_aes_256_gcm(), nullptr, key_.data(), nonce.data()) == 1 &&
      EVP_EncryptUpdate(c.get(), nullptr, &n, raw(purpose), static_cast<int>(purpose.size())) == 1 &&
      EVP_EncryptUpdate(c.get(), raw(out, kNonce), &n, raw(text), static_cast<int>(text.size())) == 1 &&
      EVP_EncryptFinal_ex(c.get(), raw(out, kNonce + text.size()), &n) == 1 &&
      EVP_CIPHER_CTX_ctrl(c.get(), EVP_CTRL_GCM_GET_TAG, kTag, raw(out, kNonce + text.size())) == 1;
  if (!sealed) throw std::runtime_error("cannot seal");
  return out;
}

std::optional<std::string> Cipher::open(std::string_view sealed, std::string_view purpose) const {
  if (sealed.size() < kNonce + kTag) return std::nullopt;
  const std::string_view text = sealed.substr(kNonce, sealed.size() - kNonce - kTag);
  std::string tag{sealed.substr(sealed.size() - kTag)};
  std::string out(text.size(), '\0');
  const Context c = new_context();
  int n = 0;
  const bool good =
      EVP_DecryptInit_ex(c.get(), EVP_aes_256_gcm(), nullptr, key_.data(), raw(sealed)) == 1 &&
      EVP_DecryptUpdate(c.get(), nullptr, &n, raw(purpose), static_cast<int>(purpose.size())) == 1 &&
      EVP_DecryptUpdate(c.get(), raw(out, 0), &n, raw(text), static_cast<int>(text.size())) == 1 &&
      EVP_CIPHER_CTX_ctrl(c.get(), EVP_CTRL_GCM_SET_TAG, kTag, tag.data()) == 1 &&
      EVP_DecryptFinal_ex(c.get(), raw(out, out.size()), &n) == 1;
  if (!good) return std::nullopt;
  return out;
}

}  // namespace examhall::base
