#include "base/locked_key.hpp"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <algorithm>
#include <new>
#include <stdexcept>

namespace examhall::base {
namespace {
// Room for a few thousand keys; blocks of one key's size.
constexpr std::size_t kHeap = 128 * 1024;
}  // namespace

bool prepare_locked_memory() {
  if (CRYPTO_secure_malloc_initialized() == 1) return true;
  return CRYPTO_secure_malloc_init(kHeap, LockedKey::kBytes) == 1;
}

LockedKey::LockedKey() : key_{static_cast<std::uint8_t*>(OPENSSL_secure_zalloc(kBytes))} {
  if (!key_) throw std::bad_alloc();
}

void LockedKey::Wipe::operator()(std::uint8_t* key) const { OPENSSL_secure_clear_free(key, kBytes); }

LockedKey LockedKey::random() {
  LockedKey key;
  if (RAND_priv_bytes(key.key_.get(), kBytes) != 1) throw std::runtime_error("no random bytes");
  return key;
}

LockedKey LockedKey::copy() const {
  LockedKey key;
  std::copy_n(key_.get(), kBytes, key.key_.get());
  return key;
}

LockedKey operator^(const LockedKey& a, const LockedKey& b) {
  LockedKey out;
  for (std::size_t i = 0; i < LockedKey::kBytes; ++i) {
    out.bytes()[i] = static_cast<std::uint8_t>(a.bytes()[i] ^ b.bytes()[i]);
  }
  return out;
}

void wipe(std::string& text) {
  OPENSSL_cleanse(text.data(), text.size());
  text.clear();
}

}  // namespace examhall::base
