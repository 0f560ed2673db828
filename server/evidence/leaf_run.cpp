#include "evidence/leaf_run.hpp"

namespace examhall::evidence {

void LeafRun::add(const journal::Event& event, const base::Digest& leaf) {
  if (count_ == 0) first_ = event.seq;
  hex_ += base::to_hex(leaf);
  link_ = event.link;
  if (++count_ == kLeavesPerLine) flush();
}

void LeafRun::flush() {
  if (count_ == 0) return;
  file_.line(line_of("leaf", {{"seq", first_}, {"leaves", hex_}, {"link", base::to_hex(link_)}}));
  hex_.clear();
  count_ = 0;
}

}  // namespace examhall::evidence
