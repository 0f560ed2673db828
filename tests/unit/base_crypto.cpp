#include <catch2/catch.hpp>

#include <filesystem>

#include "base/secret.hpp"
#include "base/signature.hpp"

using namespace examhall::base;

TEST_CASE("SHA-256 gives the standard's own example") {
  CHECK(to_hex(sha256(std::string_view{"abc"})) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(Sha256{}.add("a").add("bc").finish() == sha256(std::string_view{"abc"}));
  CHECK_FALSE(digest_from_hex("ab"));
}

TEST_CASE("a signature holds for its message and key alone") {
  const SigningKey key = SigningKey::generate();
  Signature signature = key.sign("receipt");
  CHECK(verify(key.public_key(), "receipt", signature));
  CHECK_FALSE(verify(key.public_key(), "receipT", signature));
  CHECK_FALSE(verify(SigningKey::generate().public_key(), "receipt", signature));
  signature[3] ^= 1;
  CHECK_FALSE(verify(key.public_key(), "receipt", signature));
}

TEST_CASE("a signing key is kept private and never overwritten") {
  const auto path = std::filesystem::temp_directory_path() / ("examhall-key-" + to_hex(random_bytes(8)));
  const SigningKey key = SigningKey::generate();
  key.save(path);
  CHECK(SigningKey::load(path).public_key() == key.public_key());
  CHECK(std::filesystem::status(path).permissions() ==
        (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
  CHECK_THROWS(key.save(path));
  std::filesystem::remove(path);
}

TEST_CASE("an access code is the same however it is typed") {
  const std::string code = draw_access_code();
  CHECK(code.size() == 29);
  CHECK(code != draw_access_code());
  std::string lower;
  for (const char c : code) {
    if (c != '-') lower += static_cast<char>(std::tolower(c));
  }
  CHECK(access_code_digest("T1", code) == access_code_digest("T1", lower));
  CHECK_FALSE(access_code_digest("T1", code) == access_code_digest("T2", code));
  CHECK(equal_secrets(bytes_of("ab"), bytes_of("ab")));
  CHECK_FALSE(equal_secrets(bytes_of("ab"), bytes_of("abc")));
}
