#include "staff/totp.hpp"

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <stdexcept>

#include "base/secret.hpp"
#include "staff/secret_text.hpp"

namespace examhall::staff {
namespace {

constexpr base::Span kStep = std::chrono::seconds{30};
constexpr std::size_t kSecretBytes = 20;
constexpr std::size_t kMaxTyped = 32;

std::string purpose(std::string_view login) { return fmt::format("staff-totp\n{}", login); }

std::string digits_of(std::string_view typed) {
  std::string out;
  if (typed.size() <= kMaxTyped)
    std::copy_if(typed.begin(), typed.end(), std::back_inserter(out), [](char c) { return c != ' '; });
  return out;
}

std::string for_uri(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_';
    out += plain ? std::string{c} : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

}  // namespace

base::Bytes draw_totp_secret() { return base::random_bytes(kSecretBytes); }

std::int64_t totp_step(base::Instant at) { return base::to_millis(at) / kStep.count(); }

std::string totp_code(base::ByteView secret, std::int64_t step) {
  std::array<std::uint8_t, 8> counter{};
  for (std::size_t i = 0; i < counter.size(); ++i) {
    counter[counter.size() - 1 - i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(step) >> (8 * i));
  }
  std::array<std::uint8_t, EVP_MAX_MD_SIZE> mac{};
  unsigned size = 0;
  if (HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(), counter.size(),
           mac.data(), &size) == nullptr) {
    throw std::runtime_error("no HMAC-SHA-1");
  }
  const std::size_t at = mac[size - 1] & 0x0FU;
  const std::uint32_t word = (std::uint32_t{mac[at]} & 0x7FU) << 24U | std::uint32_t{mac[at + 1]} << 16U |
                             std::uint32_t{mac[at + 2]} << 8U | std::uint32_t{mac[at + 3]};
  return fmt::format("{:06}", word % 1'000'000);
}

std::optional<std::int64_t> matching_step(base::ByteView secret, std::string_view typed, base::Instant at,
                                          std::int64_t last_step) {
  const std::string code = digits_of(typed);
  std::optional<std::int64_t> found;
  const std::int64_t now = totp_step(at);
  // All three are looked at, whichever fits.
  for (std::int64_t step = now - 1; step <= now + 1; ++step) {
    const bool same = base::equal_secrets(base::bytes_of(totp_code(secret, step)), base::bytes_of(code));
    if (same && step > last_step && !found) found = step;
  }
  return found;
}

std::string totp_text(base::ByteView secret) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const std::uint8_t byte : secret) {
    bits = bits << 8U | byte;
    count += 8;
    for (; count >= 5; count -= 5) out += kLetters[bits >> static_cast<unsigned>(count - 5) & 31U];
    bits &= (1U << static_cast<unsigned>(count)) - 1;
  }
  if (count > 0) out += kLetters[bits << static_cast<unsigned>(5 - count) & 31U];
  return out;
}

std::string totp_uri(base::ByteView secret, std::string_view login) {
  return fmt::format("otpauth://totp/Examhall:{}?secret={}&issuer=Examhall&algorithm=SHA1&digits=6&period=30",
                     for_uri(login), totp_text(secret));
}

std::string seal_totp(const base::Cipher& cipher, std::string_view login, base::ByteView secret) {
  const SecretText text{std::string_view{reinterpret_cast<const char*>(secret.data()), secret.size()}};
  return cipher.seal(text.view(), purpose(login));
}

std::optional<base::Bytes> open_totp(const base::Cipher& cipher, std::string_view login,
                                     std::string_view sealed) {
  auto text = cipher.open(sealed, purpose(login));
  if (!text) return std::nullopt;
  const auto bytes = base::bytes_of(*text);
  base::Bytes out{bytes.begin(), bytes.end()};
  base::wipe(*text);
  return out;
}

}  // namespace examhall::staff
