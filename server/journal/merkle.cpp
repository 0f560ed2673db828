#include "journal/merkle.hpp"

#include <stdexcept>
#include <string_view>

namespace examhall::journal {
namespace {

base::Digest node(const base::Digest& left, const base::Digest& right) {
  return base::Sha256{}.add(std::string_view{"\1", 1}).add(left).add(right).finish();
}

std::vector<base::Digest> parents_of(const std::vector<base::Digest>& level) {
  std::vector<base::Digest> parents;
  parents.reserve((level.size() + 1) / 2);
  for (std::size_t i = 0; i + 1 < level.size(); i += 2) parents.push_back(node(level[i], level[i + 1]));
  // One without a sibling goes up as it is: this gives the RFC's split at the largest power of two.
  if (level.size() % 2 == 1) parents.push_back(level.back());
  return parents;
}

}  // namespace

base::Digest merkle_leaf(const base::Digest& leaf) {
  return base::Sha256{}.add(std::string_view{"\0", 1}).add(leaf).finish();
}

MerkleTree::MerkleTree(std::span<const base::Digest> leaves) {
  std::vector<base::Digest>& bottom = levels_.emplace_back();
  bottom.reserve(leaves.size());
  for (const base::Digest& leaf : leaves) bottom.push_back(merkle_leaf(leaf));
  while (levels_.back().size() > 1) {
    auto parents = parents_of(levels_.back());
    levels_.push_back(std::move(parents));
  }
}

base::Digest MerkleTree::root() const { return size() == 0 ? base::sha256("") : levels_.back().front(); }

std::vector<base::Digest> MerkleTree::proof(std::size_t index) const {
  if (index >= size()) throw std::out_of_range{"no such leaf"};
  std::vector<base::Digest> siblings;
  for (const auto& level : levels_) {
    const std::size_t sibling = index ^ 1;
    if (sibling < level.size()) siblings.push_back(level[sibling]);
    index /= 2;
  }
  return siblings;
}

void MerkleRoot::add(const base::Digest& leaf) {
  peaks_.push_back(merkle_leaf(leaf));
  // As many carries as the binary counter of leaves has.
  for (std::size_t n = size_; (n & 1) == 1; n >>= 1) {
    const base::Digest right = peaks_.back();
    peaks_.pop_back();
    peaks_.back() = node(peaks_.back(), right);
  }
  ++size_;
}

base::Digest MerkleRoot::root() const {
  if (peaks_.empty()) return base::sha256("");
  base::Digest root = peaks_.back();
  for (auto peak = peaks_.rbegin() + 1; peak != peaks_.rend(); ++peak) root = node(*peak, root);
  return root;
}

bool verify_inclusion(const base::Digest& leaf, std::size_t index, std::size_t size,
                      std::span<const base::Digest> proof, const base::Digest& root) {
  if (index >= size) return false;
  base::Digest hash = merkle_leaf(leaf);
  std::size_t used = 0;
  for (std::size_t width = size; width > 1; width = (width + 1) / 2, index /= 2) {
    if ((index ^ 1) >= width) continue;
    if (used == proof.size()) return false;
    const base::Digest& sibling = proof[used++];
    hash = index % 2 == 0 ? node(hash, sibling) : node(sibling, hash);
  }
  return used == proof.size() && hash == root;
}

}  // namespace examhall::journal
