#include "net/tls_context.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <stdexcept>
#include <string>

namespace examhall::net {
namespace {

// A candidate who drops out late in a sitting can still resume the session of its beginning.
constexpr long kTicketLifetimeSeconds = 4 * 60 * 60;

[[noreturn]] void fail(const std::string& what) {
  char reason[256] = "unknown";
  if (const unsigned long code = ERR_get_error()) ERR_error_string_n(code, reason, sizeof reason);
  ERR_clear_error();
  throw std::runtime_error("TLS: " + what + ": " + reason);
}

void choose_suites(SSL_CTX* context) {
  // TLS 1.3 has AEAD suites only. No finite-field exchange and no RSA transport in 1.2.
  if (SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) != 1 ||
      SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20") != 1 ||
      SSL_CTX_set1_groups_list(context, "X25519:P-256:P-384") != 1) {
    fail("cannot choose the cipher suites");
  }
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                   SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
}

void keep_connections_small(SSL_CTX* context) {
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  // One read of the socket brings the header and the body of a record.
  SSL_CTX_set_read_ahead(context, 1);
  // Tickets carry the session; keeping each one here as well would cost a kilobyte per candidate.
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_num_tickets(context, 1);
  SSL_CTX_set_timeout(context, kTicketLifetimeSeconds);
}

}  // namespace

void TlsContext::Free::operator()(ssl_ctx_st* context) const { SSL_CTX_free(context); }

TlsContext::TlsContext(const std::filesystem::path& certificate_chain,
                       const std::filesystem::path& private_key)
    : context_{SSL_CTX_new(TLS_server_method())} {
  if (!context_) fail("cannot make a context");
  choose_suites(native());
  keep_connections_small(native());
  if (SSL_CTX_use_certificate_chain_file(native(), certificate_chain.c_str()) != 1) {
    fail("cannot use the certificate chain " + certificate_chain.string());
  }
  if (SSL_CTX_use_PrivateKey_file(native(), private_key.c_str(), SSL_FILETYPE_PEM) != 1) {
    fail("cannot use the private key " + private_key.string());
  }
  if (SSL_CTX_check_private_key(native()) != 1) {
    fail("the private key " + private_key.string() + " does not belong to the certificate");
  }
  tickets_ = std::make_unique<TicketKeys>(SSL_CTX_get0_privatekey(native()));
  tickets_->serve(native());
}

}  // namespace examhall::net
