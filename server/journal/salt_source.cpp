#include "journal/salt_source.hpp"

#include <algorithm>

namespace examhall::journal {
namespace {
constexpr std::size_t kSaltsInBlock = 256;
}

Salt SaltSource::next() {
  if (used_ == block_.size()) {
    block_ = base::random_bytes(kSaltsInBlock * Salt{}.size());
    used_ = 0;
  }
  Salt salt{};
  std::copy_n(block_.begin() + static_cast<std::ptrdiff_t>(used_), salt.size(), salt.begin());
  used_ += salt.size();
  return salt;
}

}  // namespace examhall::journal
