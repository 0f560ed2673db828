// Files that hold keys: a custodian's private part, the server's signing key, the key of ID numbers. A file
// under a passphrase says itself how much work opening it is, and is a person's own: such files are passed
// over here.
#include "base/cipher.hpp"
#include "base/signature.hpp"
#include "sealing/rsa.hpp"
#include "target.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>

namespace keys_target {

using namespace examhall;

constexpr std::string_view kPassphrase = "a passphrase of mine";

/// The key, or nothing if it is refused.
template <class Load>
auto loaded(Load load) -> std::optional<decltype(load())> {
  try {
    return load();
  } catch (const std::runtime_error&) {
    return std::nullopt;
  }
}

void of_the_server(std::string_view input) {
  const auto file = fuzz::as_file(input);
  if (const auto key = loaded([&] { return base::SigningKey::load(file); }))
    fuzz::require(base::verify(key->public_key(), "text", key->sign("text")), "a key that is read signs");
  if (const auto cipher = loaded([&] { return base::Cipher::load(file); }))
    fuzz::require(cipher->open(cipher->seal("text", "p"), "p") == "text", "what a key seals it opens");
}

void of_a_custodian(std::string_view input) {
  const sealing::RsaKey key = sealing::rsa_from_pem(input, kPassphrase);
  if (!key) return;
  fuzz::require(EVP_PKEY_get_bits(key.get()) >= sealing::kRsaBits, "a weak key is none");
  fuzz::require(bool{sealing::rsa_from_der(sealing::public_der(key))}, "its public part can be read again");
  sealing::decrypt(key, base::bytes_of(input));
}

void run(std::string_view input) {
  if (input.find("ENCRYPTED") != std::string_view::npos) return;
  of_the_server(input);
  of_a_custodian(std::string{input});  // as a file's content, which is never a null view
  const sealing::RsaKey key = sealing::rsa_from_der(base::bytes_of(input));
  fuzz::require(!key || EVP_PKEY_get_bits(key.get()) >= sealing::kRsaBits, "a weak public key is none");
}

std::string plain_pem(EVP_PKEY* key) {
  BIO* const out = BIO_new(BIO_s_mem());
  fuzz::require(PEM_write_bio_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr) == 1,
                "a key can be written");
  char* text = nullptr;
  const long size = BIO_get_mem_data(out, &text);
  std::string pem{text, static_cast<std::size_t>(size)};
  BIO_free(out);
  return pem;
}

std::vector<std::string> seeds() {
  const sealing::RsaKey key = sealing::generate_rsa();
  const base::Bytes der = sealing::public_der(key);
  EVP_PKEY* const other = EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
  const std::string signing = plain_pem(other);
  EVP_PKEY_free(other);
  fuzz::require(bool{sealing::rsa_from_pem(plain_pem(key.get()), kPassphrase)} &&
                    bool{loaded([&] { return base::SigningKey::load(fuzz::as_file(signing)); })},
                "the seeds are sound");
  return {plain_pem(key.get()), std::string(der.begin(), der.end()), signing, std::string(64, 'a') + "\n"};
}

const fuzz::Registration registration{{"keys", run, seeds}};

}  // namespace keys_target
