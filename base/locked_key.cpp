#include "base/locked_key.hpp"

#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <sys/mman.h>

#include <algorithm>
#include <mutex>
#include <new>
#include <stdexcept>
#include <vector>

namespace examhall::base {
namespace {

/// Pages of our own rather than OpenSSL's secure heap: once that heap exists, OpenSSL keeps the ephemeral key
/// of every TLS connection in it as well, and when it is full no further client gets through its handshake.
class LockedPages {
 public:
  bool all_locked() {
    const std::scoped_lock lock{mutex_};
    if (free_.empty()) grow();
    return locked_;
  }

  std::uint8_t* take() {
    const std::scoped_lock lock{mutex_};
    if (free_.empty()) grow();
    std::uint8_t* key = free_.back();
    free_.pop_back();
    return key;
  }

  void give_back(std::uint8_t* key) {
    OPENSSL_cleanse(key, LockedKey::kBytes);
    const std::scoped_lock lock{mutex_};
    free_.push_back(key);
  }

 private:
  static constexpr std::size_t kChunk = 64 * 1024;

  void grow() {
    void* chunk = ::mmap(nullptr, kChunk, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (chunk == MAP_FAILED) throw std::bad_alloc();
    locked_ = ::mlock(chunk, kChunk) == 0 && locked_;
    ::madvise(chunk, kChunk, MADV_DONTDUMP);
    ::madvise(chunk, kChunk, MADV_WIPEONFORK);
    auto* first = static_cast<std::uint8_t*>(chunk);
    free_.reserve(free_.size() + kChunk / LockedKey::kBytes);
    for (std::size_t at = 0; at < kChunk; at += LockedKey::kBytes) free_.push_back(first + at);
  }

  std::mutex mutex_;
  std::vector<std::uint8_t*> free_;
  bool locked_ = true;
};

/// Never destroyed: a key in a static object may outlive everything else.
LockedPages& pages() {
  static auto* const all = new LockedPages;
  return *all;
}

}  // namespace

bool prepare_locked_memory() { return pages().all_locked(); }

LockedKey::LockedKey() : key_{pages().take()} { std::fill_n(key_.get(), kBytes, std::uint8_t{0}); }

void LockedKey::Wipe::operator()(std::uint8_t* key) const { pages().give_back(key); }

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
