#pragma once
// Salts drawn from the system's generator in blocks, for one call an event would cost more than its hash.
// One thread.
#include "base/secret.hpp"
#include "journal/event.hpp"

namespace examhall::journal {

class SaltSource {
 public:
  Salt next();

 private:
  base::Bytes block_;
  std::size_t used_ = 0;
};

}  // namespace examhall::journal
