#pragma once
// 256 secret bits in memory that is not swapped out, stands in no core dump, is not inherited by a child
// process and is wiped when it goes. Any thread; one object belongs to one.
#include <memory>
#include <span>

#include "base/encoding.hpp"

namespace examhall::base {

/// Once, at a program's start. False if the system did not let it lock the memory (RLIMIT_MEMLOCK): keys are
/// then kept out of dumps and wiped, but may be swapped out.
bool prepare_locked_memory();

class LockedKey {
 public:
  static constexpr std::size_t kBytes = 32;

  /// All zero. Throws std::bad_alloc.
  LockedKey();
  static LockedKey random();
  LockedKey copy() const;

  std::span<std::uint8_t, kBytes> bytes() { return std::span<std::uint8_t, kBytes>{key_.get(), kBytes}; }
  std::span<const std::uint8_t, kBytes> bytes() const {
    return std::span<const std::uint8_t, kBytes>{key_.get(), kBytes};
  }

 private:
  struct Wipe {
    void operator()(std::uint8_t* key) const;
  };
  std::unique_ptr<std::uint8_t[], Wipe> key_;
};

LockedKey operator^(const LockedKey& a, const LockedKey& b);

/// Overwrites what it held, then empties it. For texts that carried a secret through ordinary memory.
void wipe(std::string& text);

}  // namespace examhall::base
