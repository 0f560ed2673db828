#pragma once
// The head of a PNG: enough for whoever does not draw it.
#include <cstdint>
#include <string>

namespace examhall::test {

inline std::string png(std::uint32_t width = 1, std::uint32_t height = 1) {
  std::string out{"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR", 16};
  for (const std::uint32_t side : {width, height}) {
    for (const unsigned shift : {24U, 16U, 8U, 0U}) out += static_cast<char>((side >> shift) & 0xFFU);
  }
  return out + std::string{"\x08\x02\0\0\0", 5};
}

}  // namespace examhall::test
