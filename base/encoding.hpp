#pragma once
// Bytes as text: hexadecimal for hashes, base64 for keys and images, Crockford's base 32 for codes that
// people type (https://www.crockford.com/base32.html: no I, L, O, U; those letters are read as 1, 1, 0).
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace examhall::base {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

inline ByteView bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string to_hex(ByteView bytes);
std::optional<Bytes> from_hex(std::string_view text);

std::string to_base64(ByteView bytes);
/// Standard alphabet with padding; nullopt for anything else, line breaks and bits left over included (RFC
/// 4648, 3.5): what is read is written again the same.
std::optional<Bytes> from_base64(std::string_view text);

std::string to_base32(ByteView bytes);
/// Upper case, spaces and hyphens dropped, O→0, I and L→1: what a person typed, as it was printed.
std::string normalised_base32(std::string_view typed);

}  // namespace examhall::base
