#pragma once
// What sealing needs of RSA, with OpenSSL's own padding and files. Internal to sealing/. Any thread.
#include <memory>
#include <optional>
#include <string>

#include "base/encoding.hpp"
#include "base/locked_key.hpp"

struct evp_pkey_st;

namespace examhall::sealing {

using RsaKey = std::shared_ptr<evp_pkey_st>;

inline constexpr int kRsaBits = 3072;

/// Takes a second or so. Throws std::runtime_error.
RsaKey generate_rsa();
/// DER of the SubjectPublicKeyInfo, and back: nullptr unless it is RSA of 3072 to 8192 bits.
base::Bytes public_der(const RsaKey& key);
RsaKey rsa_from_der(base::ByteView der);

/// PKCS#8 under scrypt (RFC 7914; N 2^14, r 8, p 5: 16 MB, some hundred milliseconds) and AES-256-CBC.
std::string private_pem(const RsaKey& key, std::string_view passphrase);
/// nullptr if the passphrase is wrong or it is no such key.
RsaKey rsa_from_pem(std::string_view pem, std::string_view passphrase);

/// OAEP with SHA-256 (RFC 8017).
base::Bytes encrypt(const RsaKey& key, const base::LockedKey& secret);
std::optional<base::LockedKey> decrypt(const RsaKey& key, base::ByteView sealed);

}  // namespace examhall::sealing
