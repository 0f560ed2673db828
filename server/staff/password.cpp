#include "staff/password.hpp"

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <array>
#include <charconv>
#include <stdexcept>
#include <vector>

#include "base/secret.hpp"

namespace examhall::staff {
namespace {

constexpr std::size_t kSaltBytes = 16;
constexpr std::size_t kHashBytes = 32;
using Hash = std::array<std::uint8_t, kHashBytes>;

struct Stored {
  ScryptCost cost;
  base::Bytes salt;
  base::Bytes hash;
};

/// What a text from the database may make this program do: a quarter of a gibibyte at most.
bool is_bearable(const ScryptCost& c) {
  return c.log2_n >= 10 && c.log2_n <= 18 && c.r >= 1 && c.r <= 8 && c.p >= 1 && c.p <= 4;
}

Hash scrypt(std::string_view password, base::ByteView salt, const ScryptCost& c) {
  const std::uint64_t n = std::uint64_t{1} << c.log2_n;
  const std::uint64_t most = 128 * n * c.r + 128 * std::uint64_t{c.r} * (c.p + 2) + (std::uint64_t{1} << 20U);
  Hash out{};
  if (EVP_PBE_scrypt(password.data(), password.size(), salt.data(), salt.size(), n, c.r, c.p, most,
                     out.data(), out.size()) != 1) {
    throw std::runtime_error("scrypt failed: not enough memory?");
  }
  return out;
}

std::string encoded(const ScryptCost& c, base::ByteView salt, base::ByteView hash) {
  return fmt::format("scrypt$ln={},r={},p={}${}${}", c.log2_n, c.r, c.p, base::to_base64(salt),
                     base::to_base64(hash));
}

std::optional<unsigned> take_number(std::string_view& text, std::string_view label) {
  if (!text.starts_with(label)) return std::nullopt;
  text.remove_prefix(label.size());
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{}) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

std::optional<Stored> decoded(std::string_view text) {
  const auto log2_n = take_number(text, "scrypt$ln=");
  const auto r = take_number(text, ",r=");
  const auto p = take_number(text, ",p=");
  if (!log2_n || !r || !p || !text.starts_with("$")) return std::nullopt;
  const auto middle = text.find('$', 1);
  if (middle == std::string_view::npos) return std::nullopt;
  auto salt = base::from_base64(text.substr(1, middle - 1));
  auto hash = base::from_base64(text.substr(middle + 1));
  const ScryptCost cost{*log2_n, *r, *p};
  if (!salt || !hash || salt->size() != kSaltBytes || hash->size() != kHashBytes || !is_bearable(cost)) {
    return std::nullopt;
  }
  return Stored{cost, *std::move(salt), *std::move(hash)};
}

bool fits(std::string_view password, const Stored& stored) {
  Hash hash = scrypt(password, stored.salt, stored.cost);
  const bool same = base::equal_secrets(hash, stored.hash);
  OPENSSL_cleanse(hash.data(), hash.size());
  return same;
}

}  // namespace

std::string hash_password(std::string_view password, const ScryptCost& cost) {
  const base::Bytes salt = base::random_bytes(kSaltBytes);
  return encoded(cost, salt, scrypt(password, salt, cost));
}

bool is_password(std::string_view password, std::string_view stored) {
  const auto known = decoded(stored);
  const bool same = fits(password, known ? *known : *decoded(decoy_hash()));
  // HMAC fills a short key up with zeros, so a password would fit with zeros behind it as well. None has one.
  return known && same && password.find('\0') == std::string_view::npos;
}

bool is_outdated(std::string_view stored) {
  const auto known = decoded(stored);
  return known && known->cost != ScryptCost{};
}

const std::string& decoy_hash() {
  // Random bytes in place of a hash: nobody knows a password that fits, and none need be hashed to make it.
  static const std::string decoy =
      encoded(ScryptCost{}, base::random_bytes(kSaltBytes), base::random_bytes(kHashBytes));
  return decoy;
}

SecretText draw_password() {
  std::string code = base::draw_access_code();
  const SecretText whole = SecretText::taken(code);
  return SecretText{whole.view().substr(0, 24)};  // five groups of four with their hyphens
}

}  // namespace examhall::staff
