#include <catch2/catch.hpp>

#include <fstream>

#include "base/cipher.hpp"
#include "base/secret.hpp"

using namespace examhall::base;

namespace {
Cipher new_cipher() {
  Cipher::Key key{};
  const Bytes bytes = random_bytes(key.size());
  std::copy(bytes.begin(), bytes.end(), key.begin());
  return Cipher{key};
}
}  // namespace

TEST_CASE("what is sealed opens with the key and the purpose, and never looks the same twice") {
  const Cipher cipher = new_cipher();
  for (const std::string text : {"", "x", "110101199003070000"}) {
    const std::string sealed = cipher.seal(text, "id-number");
    CHECK(cipher.open(sealed, "id-number") == text);
    CHECK(cipher.seal(text, "id-number") != sealed);
    CHECK_FALSE(cipher.open(sealed, "other"));
    CHECK_FALSE(new_cipher().open(sealed, "id-number"));
  }
}

TEST_CASE("a flipped bit anywhere keeps a sealed text shut") {
  const Cipher cipher = new_cipher();
  const std::string sealed = cipher.seal("secret", "p");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string altered = sealed;
    altered[i] = static_cast<char>(altered[i] ^ 1);
    CHECK_FALSE(cipher.open(altered, "p"));
  }
  CHECK_FALSE(cipher.open(sealed.substr(0, 20), "p"));
}

TEST_CASE("a key file holds 64 hexadecimal digits and nothing else") {
  const auto path = std::filesystem::temp_directory_path() / ("examhall-cipher-" + to_hex(random_bytes(8)));
  std::ofstream{path} << to_hex(random_bytes(32)) << '\n';
  CHECK_NOTHROW(Cipher::load(path));
  std::ofstream{path} << "not a key";
  CHECK_THROWS(Cipher::load(path));
  std::filesystem::remove(path);
  CHECK_THROWS(Cipher::load(path));
}
