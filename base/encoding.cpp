#include "base/encoding.hpp"

#include <openssl/evp.h>

#include <cctype>

namespace examhall::base {
namespace {
constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::string_view kCrockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}
}  // namespace

std::string to_hex(ByteView bytes) {
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const std::uint8_t b : bytes) {
    out += kHex[b >> 4U];
    out += kHex[b & 0xFU];
  }
  return out;
}

std::optional<Bytes> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  Bytes out;
  out.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = hex_value(text[i]);
    const int low = hex_value(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    out.push_back(static_cast<std::uint8_t>(high * 16 + low));
  }
  return out;
}

std::string to_base64(ByteView bytes) {
  std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');
  const int n = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()), bytes.data(),
                                static_cast<int>(bytes.size()));
  out.resize(static_cast<std::size_t>(n));
  return out;
}

std::optional<Bytes> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  if (text.empty()) return Bytes{};
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with("=") ? 1 : 0;
  for (const char c : text.substr(0, text.size() - padding)) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '+' && c != '/') return std::nullopt;
  }
  Bytes out(text.size() / 4 * 3);
  const int n = EVP_DecodeBlock(out.data(), reinterpret_cast<const unsigned char*>(text.data()),
                                static_cast<int>(text.size()));
  if (n < 0) return std::nullopt;
  out.resize(static_cast<std::size_t>(n) - padding);
  // The bits that padding leaves over are zero: bytes have one text, so a key or a mark cannot be had in
  // several.
  if (padding > 0 && to_base64(ByteView{out}.last(3 - padding)) != text.substr(text.size() - 4))
    return std::nullopt;
  return out;
}

std::string to_base32(ByteView bytes) {
  std::string out;
  std::uint32_t window = 0;
  int bits = 0;
  for (const std::uint8_t b : bytes) {
    window = (window << 8U) | b;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += kCrockford[(window >> static_cast<unsigned>(bits)) & 31U];
    }
  }
  if (bits > 0) out += kCrockford[(window << static_cast<unsigned>(5 - bits)) & 31U];
  return out;
}

std::string normalised_base32(std::string_view typed) {
  std::string out;
  for (const char raw : typed) {
    if (raw == ' ' || raw == '-') continue;
    const char c = static_cast<char>(std::toupper(static_cast<unsigned char>(raw)));
    out += c == 'O' ? '0' : (c == 'I' || c == 'L') ? '1' : c;
  }
  return out;
}

}  // namespace examhall::base
