#pragma once
// The server's certificate and the rules of TLS, shared by all connections. Made at start, then only read.
#include <openssl/types.h>

#include <filesystem>
#include <memory>

#include "net/ticket_keys.hpp"

namespace examhall::net {

class TlsContext {
 public:
  /// TLS 1.2 and 1.3 with AEAD suites alone. Throws std::runtime_error that names the file if the chain or
  /// the key cannot be read or do not belong together.
  TlsContext(const std::filesystem::path& certificate_chain, const std::filesystem::path& private_key);

  ssl_ctx_st* native() const { return context_.get(); }

 private:
  struct Free {
    void operator()(ssl_ctx_st* context) const;
  };
  std::unique_ptr<TicketKeys> tickets_;
  std::unique_ptr<ssl_ctx_st, Free> context_;
};

}  // namespace examhall::net
