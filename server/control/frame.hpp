#pragma once
// What goes over the control socket. A request: two little-endian 32-bit numbers, the length of a JSON object
// and the count of secrets, then that object, then the secrets of 32 bytes each, which so never pass through
// a parser. A reply: a length and a JSON object. Plain functions; any thread.
#include <array>
#include <vector>

#include "base/json.hpp"
#include "base/locked_key.hpp"

namespace examhall::control {

/// In the data folder.
inline constexpr const char* kSocketFile = "control.sock";
inline constexpr std::uint32_t kMaxJson = 16 * 1024;
inline constexpr std::uint32_t kMaxSecrets = 16;
inline constexpr base::JsonLimits kJsonLimits{.max_bytes = kMaxJson, .max_depth = 6};

struct Request {
  base::Json body;
  std::vector<base::LockedKey> secrets{};
};

struct Head {
  std::uint32_t json = 0;
  std::uint32_t secrets = 0;
  bool fits() const { return json > 0 && json <= kMaxJson && secrets <= kMaxSecrets; }
};

using HeadBytes = std::array<std::uint8_t, 8>;
using LengthBytes = std::array<std::uint8_t, 4>;
HeadBytes to_bytes(const Head& head);
Head head_from(const HeadBytes& bytes);
LengthBytes to_bytes(std::uint32_t length);
std::uint32_t length_from(const LengthBytes& bytes);

/// {"ok":false,"why":…}
base::Json refusal(std::string_view why);

}  // namespace examhall::control
