#pragma once
// A Merkle tree over the journal's leaves, in the shape of RFC 6962 section 2.1: one signed root lets the
// evidence file of one candidate prove each of its events without showing anybody else's. Plain values; any
// thread.
#include <span>
#include <vector>

#include "base/digest.hpp"

namespace examhall::journal {

/// Hash of a tree's leaf: SHA-256(0x00 ‖ leaf).
base::Digest merkle_leaf(const base::Digest& leaf);

class MerkleTree {
 public:
  /// `leaves` are leaf_of() of events 1…n. Keeps 64 bytes for each.
  explicit MerkleTree(std::span<const base::Digest> leaves);

  std::size_t size() const { return levels_.front().size(); }
  /// Of an empty tree: SHA-256 of nothing, as the RFC has it.
  base::Digest root() const;
  /// The siblings from leaf `index` (from 0) up to the root. Throws std::out_of_range.
  std::vector<base::Digest> proof(std::size_t index) const;

 private:
  std::vector<std::vector<base::Digest>> levels_;
};

/// The root alone, fed leaf by leaf in constant memory.
class MerkleRoot {
 public:
  void add(const base::Digest& leaf);
  base::Digest root() const;

 private:
  std::vector<base::Digest> peaks_;  // roots of the perfect subtrees, largest first
  std::size_t size_ = 0;
};

/// True if `leaf` is at `index` of the tree with this size and root.
bool verify_inclusion(const base::Digest& leaf, std::size_t index, std::size_t size,
                      std::span<const base::Digest> proof, const base::Digest& root);

}  // namespace examhall::journal
