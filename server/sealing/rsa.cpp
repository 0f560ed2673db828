#include "sealing/rsa.hpp"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <algorithm>
#include <stdexcept>

namespace examhall::sealing {
namespace {

constexpr std::uint64_t kScryptN = 1U << 14U;
constexpr std::uint64_t kScryptR = 8;
constexpr std::uint64_t kScryptP = 5;

template <class T, void (*Free)(T*)>
struct Freer {
  void operator()(T* t) const { Free(t); }
};
using Bio = std::unique_ptr<BIO, decltype(&BIO_free_all)>;
using Context = std::unique_ptr<EVP_PKEY_CTX, Freer<EVP_PKEY_CTX, EVP_PKEY_CTX_free>>;
using Pkcs8 = std::unique_ptr<PKCS8_PRIV_KEY_INFO, Freer<PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free>>;
using Encrypted = std::unique_ptr<X509_SIG, Freer<X509_SIG, X509_SIG_free>>;

RsaKey own(EVP_PKEY* key) {
  if (key == nullptr) ERR_clear_error();
  return {key, [](EVP_PKEY* k) { EVP_PKEY_free(k); }};
}

RsaKey if_strong(RsaKey key) {
  const bool strong = key && EVP_PKEY_get_base_id(key.get()) == EVP_PKEY_RSA &&
                      EVP_PKEY_get_bits(key.get()) >= kRsaBits && EVP_PKEY_get_bits(key.get()) <= 8192;
  return strong ? key : nullptr;
}

Context oaep(const RsaKey& key, int (*init)(EVP_PKEY_CTX*)) {
  Context c{EVP_PKEY_CTX_new(key.get(), nullptr)};
  const bool ready = c && init(c.get()) == 1 &&
                     EVP_PKEY_CTX_set_rsa_padding(c.get(), RSA_PKCS1_OAEP_PADDING) == 1 &&
                     EVP_PKEY_CTX_set_rsa_oaep_md(c.get(), EVP_sha256()) == 1 &&
                     EVP_PKEY_CTX_set_rsa_mgf1_md(c.get(), EVP_sha256()) == 1;
  if (!ready) throw std::runtime_error("no RSA-OAEP");
  return c;
}

// Never reached with a wrong length: PEM_read asks for as much as its buffer has.
int give_passphrase(char* buffer, int size, int, void* text) {
  const auto& passphrase = *static_cast<const std::string_view*>(text);
  if (passphrase.size() > static_cast<std::size_t>(size)) return -1;
  passphrase.copy(buffer, passphrase.size());
  return static_cast<int>(passphrase.size());
}

}  // namespace

RsaKey generate_rsa() {
  EVP_PKEY* key = EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", static_cast<std::size_t>(kRsaBits));
  if (key == nullptr) throw std::runtime_error("cannot make an RSA key");
  return own(key);
}

base::Bytes public_der(const RsaKey& key) {
  unsigned char* der = nullptr;
  const int size = i2d_PUBKEY(key.get(), &der);
  if (size <= 0) throw std::runtime_error("cannot write a public key");
  base::Bytes out(der, der + size);
  OPENSSL_free(der);
  return out;
}

RsaKey rsa_from_der(base::ByteView der) {
  const unsigned char* at = der.data();
  RsaKey key = own(d2i_PUBKEY(nullptr, &at, static_cast<long>(der.size())));
  return key && at == der.data() + der.size() ? if_strong(std::move(key)) : nullptr;
}

std::string private_pem(const RsaKey& key, std::string_view passphrase) {
  const Pkcs8 plain{EVP_PKEY2PKCS8(key.get())};
  X509_ALGOR* const scrypt =
      PKCS5_pbe2_set_scrypt(EVP_aes_256_cbc(), nullptr, 0, nullptr, kScryptN, kScryptR, kScryptP);
  if (!plain || scrypt == nullptr) throw std::runtime_error("cannot encrypt a private key");
  const Encrypted sealed{
      PKCS8_set0_pbe(passphrase.data(), static_cast<int>(passphrase.size()), plain.get(), scrypt)};
  if (!sealed) {
    X509_ALGOR_free(scrypt);
    throw std::runtime_error("cannot encrypt a private key");
  }
  const Bio out{BIO_new(BIO_s_mem()), &BIO_free_all};
  char* text = nullptr;
  if (!out || PEM_write_bio_PKCS8(out.get(), sealed.get()) != 1)
    throw std::runtime_error("cannot write a private key");
  const long size = BIO_get_mem_data(out.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

RsaKey rsa_from_pem(std::string_view pem, std::string_view passphrase) {
  const Bio in{BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free_all};
  if (!in) throw std::runtime_error("no memory");
  return if_strong(own(PEM_read_bio_PrivateKey(in.get(), nullptr, &give_passphrase, &passphrase)));
}

base::Bytes encrypt(const RsaKey& key, const base::LockedKey& secret) {
  const Context c = oaep(key, &EVP_PKEY_encrypt_init);
  const auto in = secret.bytes();
  base::Bytes out(static_cast<std::size_t>(EVP_PKEY_get_size(key.get())));
  std::size_t size = out.size();
  if (EVP_PKEY_encrypt(c.get(), out.data(), &size, in.data(), in.size()) != 1)
    throw std::runtime_error("cannot encrypt");
  out.resize(size);
  return out;
}

std::optional<base::LockedKey> decrypt(const RsaKey& key, base::ByteView sealed) {
  const Context c = oaep(key, &EVP_PKEY_decrypt_init);
  base::Bytes plain(static_cast<std::size_t>(EVP_PKEY_get_size(key.get())));
  std::size_t size = plain.size();
  const bool good = EVP_PKEY_decrypt(c.get(), plain.data(), &size, sealed.data(), sealed.size()) == 1 &&
                    size == base::LockedKey::kBytes;
  std::optional<base::LockedKey> out;
  if (good) {
    out.emplace();
    std::copy_n(plain.begin(), size, out->bytes().begin());
  }
  ERR_clear_error();
  OPENSSL_cleanse(plain.data(), plain.size());
  return out;
}

}  // namespace examhall::sealing
