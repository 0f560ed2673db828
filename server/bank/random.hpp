#pragma once
// Randomness that can be repeated for ever: papers and orders of presentation are derived from a seed, and
// the standard library's distributions may differ between versions. One object, one thread.
#include <cstdint>
#include <utility>
#include <vector>

namespace examhall::bank {

/// SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014). Not for
/// secrets.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_{seed} {}
  /// One of many independent sequences of a seed.
  Random(std::uint64_t seed, std::uint64_t stream) : state_{mix(mix(seed) ^ (stream + 1))} {}

  std::uint64_t next() { return mix(state_ += 0x9E3779B97F4A7C15ULL); }

  /// 0 to bound − 1, each equally likely: values from the incomplete last stretch are drawn again.
  std::uint64_t below(std::uint64_t bound) {
    const std::uint64_t incomplete = (0 - bound) % bound;  // 2^64 mod bound
    for (;;) {
      const std::uint64_t value = next();
      if (value >= incomplete) return value % bound;
    }
  }

  /// Fisher–Yates, from the back.
  template <class Range>
  void shuffle(Range&& range) {
    for (std::uint64_t i = range.size(); i > 1; --i) std::swap(range[i - 1], range[below(i)]);
  }

 private:
  static std::uint64_t mix(std::uint64_t z) {
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  }
  std::uint64_t state_;
};

}  // namespace examhall::bank
