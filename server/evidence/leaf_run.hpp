#pragma once
// Leaves of events that are not shown, several to a line. One thread.
#include "evidence/sealed_file.hpp"

namespace examhall::evidence {

class LeafRun {
 public:
  explicit LeafRun(SealedFile& file) : file_{file} {}

  void add(const journal::Event& event, const base::Digest& leaf);
  void flush();

 private:
  SealedFile& file_;
  std::uint64_t first_ = 0;
  std::size_t count_ = 0;
  std::string hex_;
  base::Digest link_{};
};

}  // namespace examhall::evidence
