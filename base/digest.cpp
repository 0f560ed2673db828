#include "base/digest.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace examhall::base {
namespace {

// Fetched once: a fetch for every hash costs several times the hash of a short event.
const EVP_MD* algorithm() {
  static const EVP_MD* const md = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  if (md == nullptr) throw std::runtime_error("OpenSSL has no SHA-256");
  return md;
}

struct ContextPool {
  std::vector<EVP_MD_CTX*> idle;
  ContextPool() = default;
  ContextPool(const ContextPool&) = delete;
  ContextPool& operator=(const ContextPool&) = delete;
  ~ContextPool() {
    for (EVP_MD_CTX* c : idle) EVP_MD_CTX_free(c);
  }
};

thread_local ContextPool pool;

EVP_MD_CTX* context(void* p) { return static_cast<EVP_MD_CTX*>(p); }

}  // namespace

Sha256::Sha256() {
  EVP_MD_CTX* c = nullptr;
  if (pool.idle.empty()) {
    c = EVP_MD_CTX_new();
  } else {
    c = pool.idle.back();
    pool.idle.pop_back();
  }
  if (c == nullptr || EVP_DigestInit_ex2(c, algorithm(), nullptr) != 1) {
    throw std::runtime_error("cannot start a SHA-256");
  }
  context_ = c;
}

Sha256::~Sha256() { pool.idle.push_back(context(context_)); }

Sha256& Sha256::add(ByteView bytes) {
  EVP_DigestUpdate(context(context_), bytes.data(), bytes.size());
  return *this;
}

Sha256& Sha256::add_u64(std::uint64_t value) {
  std::array<std::uint8_t, 8> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(value >> (8 * i));
  return add(bytes);
}

Digest Sha256::finish() {
  Digest out{};
  EVP_DigestFinal_ex(context(context_), out.data(), nullptr);
  return out;
}

Digest sha256(ByteView bytes) { return Sha256{}.add(bytes).finish(); }

std::optional<Digest> digest_from_hex(std::string_view text) {
  const auto bytes = from_hex(text);
  if (!bytes || bytes->size() != Digest{}.size()) return std::nullopt;
  Digest out{};
  std::copy(bytes->begin(), bytes->end(), out.begin());
  return out;
}

}  // namespace examhall::base
