#include "certificate.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>

namespace examhall::support {
namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using X509Ptr = std::unique_ptr<X509, decltype(&X509_free)>;
using File = std::unique_ptr<std::FILE, decltype(&std::fclose)>;

void require(bool done, const char* what) {
  if (!done) throw std::runtime_error(std::string{"test certificate: "} + what);
}

void add_address(X509* certificate) {
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "IP:127.0.0.1");
  require(extension != nullptr && X509_add_ext(certificate, extension, -1) == 1, "subject alternative name");
  X509_EXTENSION_free(extension);
}

X509Ptr self_signed(EVP_PKEY* key) {
  constexpr long kDay = 24 * 60 * 60;
  X509Ptr certificate{X509_new(), &X509_free};
  X509_set_version(certificate.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -kDay);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), kDay);
  X509_set_pubkey(certificate.get(), key);
  X509_NAME* const name = X509_get_subject_name(certificate.get());
  const auto* common_name = reinterpret_cast<const unsigned char*>("examhall test");
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, common_name, -1, -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  add_address(certificate.get());
  require(X509_sign(certificate.get(), key, EVP_sha256()) > 0, "signature");
  return certificate;
}

File open_new(const std::filesystem::path& path) {
  File file{std::fopen(path.c_str(), "wx"), &std::fclose};
  require(file != nullptr, "file");
  return file;
}

}  // namespace

Certificate::Certificate() {
  std::string name = (std::filesystem::temp_directory_path() / "examhall-certificate-XXXXXX").string();
  require(::mkdtemp(name.data()) != nullptr, "directory");
  directory_ = name;
  const Key key{EVP_EC_gen("P-256"), &EVP_PKEY_free};
  require(key != nullptr, "key");
  const X509Ptr certificate = self_signed(key.get());
  require(PEM_write_X509(open_new(chain()).get(), certificate.get()) == 1, "chain");
  require(PEM_write_PrivateKey(open_new(this->key()).get(), key.get(), nullptr, nullptr, 0, nullptr,
                               nullptr) == 1,
          "private key");
}

Certificate::~Certificate() {
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

}  // namespace examhall::support
