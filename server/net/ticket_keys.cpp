#include "net/ticket_keys.hpp"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace examhall::net {
namespace {

// What OpenSSL asks of the function that prepares a ticket's cipher.
constexpr int kFailed = -1;
constexpr int kNoTicket = 0;
constexpr int kReady = 1;
constexpr int kReadyAndRenew = 2;  // a ticket is used once (RFC 8446, C.4)

struct FreeKdf {
  void operator()(EVP_KDF* kdf) const { EVP_KDF_free(kdf); }
  void operator()(EVP_KDF_CTX* context) const { EVP_KDF_CTX_free(context); }
};

std::vector<unsigned char> bytes_of(EVP_PKEY* key) {
  std::vector<unsigned char> der(static_cast<std::size_t>(std::max(0, i2d_PrivateKey(key, nullptr))));
  unsigned char* at = der.data();
  if (der.empty() || i2d_PrivateKey(key, &at) <= 0)
    throw std::runtime_error{"TLS: the private key cannot be read"};
  return der;
}

/// HKDF with SHA-256 (RFC 5869).
void derive(std::vector<unsigned char> secret, void* into, std::size_t size) {
  const std::unique_ptr<EVP_KDF, FreeKdf> kdf{EVP_KDF_fetch(nullptr, "HKDF", nullptr)};
  const std::unique_ptr<EVP_KDF_CTX, FreeKdf> context{EVP_KDF_CTX_new(kdf.get())};
  std::string digest = "SHA256", purpose = "examhall tls session tickets";
  const OSSL_PARAM params[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0),
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, secret.data(), secret.size()),
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, purpose.data(), purpose.size()),
      OSSL_PARAM_construct_end()};
  const bool derived =
      context && EVP_KDF_derive(context.get(), static_cast<unsigned char*>(into), size, params) == 1;
  OPENSSL_cleanse(secret.data(), secret.size());
  if (!derived) throw std::runtime_error{"TLS: the keys of session tickets cannot be derived"};
}

}  // namespace

TicketKeys::TicketKeys(EVP_PKEY* private_key) {
  static_assert(sizeof keys_ == 80);
  derive(bytes_of(private_key), &keys_, sizeof keys_);
}

TicketKeys::~TicketKeys() { OPENSSL_cleanse(&keys_, sizeof keys_); }

void TicketKeys::serve(SSL_CTX* context) const {
  SSL_CTX_set_app_data(context, const_cast<TicketKeys*>(this));
  SSL_CTX_set_tlsext_ticket_key_evp_cb(context, &TicketKeys::prepare);
}

bool TicketKeys::set_mac(EVP_MAC_CTX* mac) const {
  std::string digest = "SHA256";
  auto key = keys_.mac;
  const OSSL_PARAM params[] = {OSSL_PARAM_construct_octet_string(OSSL_MAC_PARAM_KEY, key.data(), key.size()),
                               OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest.data(), 0),
                               OSSL_PARAM_construct_end()};
  const bool set = EVP_MAC_CTX_set_params(mac, params) == 1;
  OPENSSL_cleanse(key.data(), key.size());
  return set;
}

int TicketKeys::prepare(SSL* ssl, unsigned char* name, unsigned char* iv, EVP_CIPHER_CTX* cipher,
                        EVP_MAC_CTX* mac, int sealing) {
  if (SSL_version(ssl) < TLS1_3_VERSION) return kNoTicket;
  const auto& self = *static_cast<const TicketKeys*>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)));
  const Keys& keys = self.keys_;
  if (sealing == 1) {
    if (RAND_bytes(iv, EVP_CIPHER_get_iv_length(EVP_aes_256_cbc())) != 1) return kFailed;
    std::copy(keys.name.begin(), keys.name.end(), name);
  } else if (!std::equal(keys.name.begin(), keys.name.end(), name)) {
    return kNoTicket;
  }
  const bool ready =
      EVP_CipherInit_ex(cipher, EVP_aes_256_cbc(), nullptr, keys.cipher.data(), iv, sealing) == 1 &&
      self.set_mac(mac);
  if (!ready) return kFailed;
  return sealing == 1 ? kReady : kReadyAndRenew;
}

}  // namespace examhall::net
