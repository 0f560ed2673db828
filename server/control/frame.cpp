#include "control/frame.hpp"

#include <algorithm>

namespace examhall::control {

LengthBytes to_bytes(std::uint32_t length) {
  LengthBytes out{};
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<std::uint8_t>(length >> (8 * i));
  return out;
}

std::uint32_t length_from(const LengthBytes& bytes) {
  std::uint32_t out = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) out |= static_cast<std::uint32_t>(bytes[i]) << (8 * i);
  return out;
}

HeadBytes to_bytes(const Head& head) {
  HeadBytes out{};
  const LengthBytes json = to_bytes(head.json);
  const LengthBytes secrets = to_bytes(head.secrets);
  std::copy(json.begin(), json.end(), out.begin());
  std::copy(secrets.begin(), secrets.end(), out.begin() + 4);
  return out;
}

Head head_from(const HeadBytes& bytes) {
  LengthBytes json{};
  LengthBytes secrets{};
  std::copy_n(bytes.begin(), 4, json.begin());
  std::copy_n(bytes.begin() + 4, 4, secrets.begin());
  return {length_from(json), length_from(secrets)};
}

base::Json refusal(std::string_view why) { return {{"ok", false}, {"why", why}}; }

}  // namespace examhall::control
