#include <catch2/catch.hpp>

#include <openssl/evp.h>

#include <memory>
#include <vector>

#include "base/locked_key.hpp"

using examhall::base::LockedKey;

TEST_CASE("a locked key is zero at first, keeps what is put there, and comes back wiped") {
  std::uint8_t* place = nullptr;
  {
    LockedKey key;
    CHECK(std::count(key.bytes().begin(), key.bytes().end(), 0) == LockedKey::kBytes);
    std::fill(key.bytes().begin(), key.bytes().end(), std::uint8_t{0xA5});
    const LockedKey twin = key.copy();
    CHECK(std::equal(twin.bytes().begin(), twin.bytes().end(), key.bytes().begin()));
    place = key.bytes().data();
  }
  // The pages stay mapped, so what is left there can be looked at.
  CHECK(std::count(place, place + LockedKey::kBytes, 0) == LockedKey::kBytes);
}

TEST_CASE("more keys than one chunk of pages holds") {
  std::vector<LockedKey> keys;
  for (int i = 0; i < 5000; ++i) keys.push_back(LockedKey::random());
  CHECK_FALSE(std::equal(keys[0].bytes().begin(), keys[0].bytes().end(), keys[4999].bytes().begin()));
}

// With OpenSSL's secure heap in use, the 4,097th TLS connection of a server found it full: no handshake, no
// exam.
TEST_CASE("locked memory takes nothing from the keys of TLS connections") {
  examhall::base::prepare_locked_memory();
  using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
  std::vector<Key> ephemeral;
  for (int i = 0; i < 9000; ++i) {
    ephemeral.emplace_back(EVP_PKEY_Q_keygen(nullptr, nullptr, "X25519"), &EVP_PKEY_free);
    REQUIRE(ephemeral.back() != nullptr);
  }
}
