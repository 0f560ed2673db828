#pragma once
// The keys of TLS session tickets. OpenSSL draws them anew at each start, so after a restart ten thousand
// candidates who come back at once would each cost a signature here and a chain of certificates to check
// there. These are derived from the server's private key: the same after a restart, on the disk nowhere,
// others with the next key.
//
// TLS 1.3 only, where a resumed session has a key exchange of its own: whoever gets hold of the private key
// one day can read nothing of the past by them. TLS 1.2 has no such exchange, and so gets no tickets (RFC
// 8446, 2.2 and 8.1; RFC 5077, 5.5). Made at start, then only read; any thread.
#include <openssl/types.h>

#include <array>

namespace examhall::net {

class TicketKeys {
 public:
  /// Throws std::runtime_error if OpenSSL cannot derive them.
  explicit TicketKeys(evp_pkey_st* private_key);
  ~TicketKeys();
  TicketKeys(const TicketKeys&) = delete;
  TicketKeys& operator=(const TicketKeys&) = delete;

  /// Tickets of this context are sealed with these keys. It must not outlive them.
  void serve(ssl_ctx_st* context) const;

 private:
  static int prepare(ssl_st* ssl, unsigned char* name, unsigned char* iv, evp_cipher_ctx_st* cipher,
                     evp_mac_ctx_st* mac, int sealing);
  bool set_mac(evp_mac_ctx_st* mac) const;

  struct Keys {
    std::array<unsigned char, 16> name;
    std::array<unsigned char, 32> mac;
    std::array<unsigned char, 32> cipher;
  } keys_;
};

}  // namespace examhall::net
