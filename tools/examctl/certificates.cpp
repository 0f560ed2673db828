#include "examctl/certificates.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <memory>
#include <stdexcept>

#include "base/secret.hpp"

namespace examhall::examctl {
namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using File = std::unique_ptr<std::FILE, decltype(&std::fclose)>;

void need(bool good, const char* what) {
  if (!good) throw std::runtime_error(fmt::format("cannot make a certificate: {}", what));
}

Key new_key() {
  Key key{EVP_EC_gen("P-256"), &EVP_PKEY_free};
  need(key != nullptr, "key");
  return key;
}

void add_extension(X509* certificate, X509* issuer, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
  need(extension != nullptr, value.c_str());
  const int added = X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
  need(added == 1, value.c_str());
}

void set_name(X509_NAME* name, const std::string& common) {
  const auto text = [&](const char* field, const std::string& value) {
    need(X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(value.c_str()), -1,
                                    -1, 0) == 1, field);
  };
  text("O", "Examhall");
  text("CN", common);
}

Certificate new_certificate(EVP_PKEY* key, const std::string& name, int days) {
  Certificate c{X509_new(), &X509_free};
  need(c != nullptr, "memory");
  X509_set_version(c.get(), X509_VERSION_3);
  ASN1_INTEGER_set_uint64(X509_get_serialNumber(c.get()), base::random_u64() >> 1U);
  X509_gmtime_adj(X509_getm_notBefore(c.get()), -24L * 3600);
  X509_gmtime_adj(X509_getm_notAfter(c.get()), static_cast<long>(days) * 24 * 3600);
  set_name(X509_get_subject_name(c.get()), name);
  X509_set_pubkey(c.get(), key);
  return c;
}

std::string alternative_names(const std::vector<std::string>& hosts) {
  std::string out;
  for (const std::string& host : hosts) {
    unsigned char address[sizeof(in6_addr)];
    const bool is_address =
        ::inet_pton(AF_INET, host.c_str(), address) == 1 || ::inet_pton(AF_INET6, host.c_str(), address) == 1;
    out += fmt::format("{}{}:{}", out.empty() ? "" : ",", is_address ? "IP" : "DNS", host);
  }
  return out;
}

File create(const std::filesystem::path& path, unsigned mode) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (fd < 0) throw std::runtime_error(fmt::format("cannot write {} (does it exist already?)", path.string()));
  return {::fdopen(fd, "w"), &std::fclose};
}

void save(const std::filesystem::path& path, EVP_PKEY* key) {
  const File file = create(path, 0600);
  need(PEM_write_PrivateKey(file.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1, path.c_str());
}

void save(const std::filesystem::path& path, X509* certificate) {
  const File file = create(path, 0644);
  need(PEM_write_X509(file.get(), certificate) == 1, path.c_str());
}

}  // namespace

void make_certificates(const NewCertificates& wanted) {
  const Key ca_key = new_key();
  const Certificate ca = new_certificate(ca_key.get(), "Examhall site authority", wanted.days * 4);
  X509_set_issuer_name(ca.get(), X509_get_subject_name(ca.get()));
  add_extension(ca.get(), ca.get(), NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
  add_extension(ca.get(), ca.get(), NID_key_usage, "critical,keyCertSign,cRLSign");
  add_extension(ca.get(), ca.get(), NID_subject_key_identifier, "hash");
  need(X509_sign(ca.get(), ca_key.get(), EVP_sha256()) > 0, "signature");

  const Key key = new_key();
  const Certificate server = new_certificate(key.get(), wanted.hosts.front(), wanted.days);
  X509_set_issuer_name(server.get(), X509_get_subject_name(ca.get()));
  add_extension(server.get(), ca.get(), NID_basic_constraints, "critical,CA:FALSE");
  add_extension(server.get(), ca.get(), NID_key_usage, "critical,digitalSignature");
  add_extension(server.get(), ca.get(), NID_ext_key_usage, "serverAuth");
  add_extension(server.get(), ca.get(), NID_subject_alt_name, alternative_names(wanted.hosts));
  need(X509_sign(server.get(), ca_key.get(), EVP_sha256()) > 0, "signature");

  std::filesystem::create_directories(wanted.folder);
  save(wanted.folder / "ca.key", ca_key.get());
  save(wanted.folder / "ca.pem", ca.get());
  save(wanted.folder / "server.key", key.get());
  save(wanted.folder / "server.pem", server.get());
}

}  // namespace examhall::examctl
