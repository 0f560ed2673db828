// The tree against the recursive definition of RFC 6962 section 2.1.
#include <catch2/catch.hpp>

#include "journal/merkle.hpp"

using namespace examhall;
using namespace examhall::journal;
using base::Digest;

namespace {

std::vector<Digest> leaves(std::size_t count) {
  std::vector<Digest> out;
  for (std::size_t i = 0; i < count; ++i) out.push_back(base::sha256(std::to_string(i)));
  return out;
}

Digest recursive_root(std::span<const Digest> d) {
  if (d.empty()) return base::sha256("");
  if (d.size() == 1) return merkle_leaf(d[0]);
  std::size_t split = 1;
  while (split * 2 < d.size()) split *= 2;
  const Digest left = recursive_root(d.first(split));
  const Digest right = recursive_root(d.subspan(split));
  return base::Sha256{}.add(std::string_view{"\1", 1}).add(left).add(right).finish();
}

}  // namespace

TEST_CASE("the root is the RFC's for every size up to 70") {
  for (std::size_t n = 0; n <= 70; ++n) {
    const auto d = leaves(n);
    MerkleRoot running;
    for (const Digest& leaf : d) running.add(leaf);
    CHECK(MerkleTree{d}.root() == recursive_root(d));
    CHECK(running.root() == recursive_root(d));
  }
}

TEST_CASE("every leaf of every tree up to 40 has a proof, and it fits nothing else") {
  for (std::size_t n = 1; n <= 40; ++n) {
    const auto d = leaves(n);
    const MerkleTree tree{d};
    for (std::size_t i = 0; i < n; ++i) {
      auto proof = tree.proof(i);
      CHECK(verify_inclusion(d[i], i, n, proof, tree.root()));
      CHECK_FALSE(verify_inclusion(base::sha256("other"), i, n, proof, tree.root()));
      CHECK_FALSE(verify_inclusion(d[i], i, n, proof, base::sha256("other")));
      CHECK_FALSE(verify_inclusion(d[i], n, n, proof, tree.root()));
      if (n > 1) CHECK_FALSE(verify_inclusion(d[i], i ^ 1, n, proof, tree.root()));
      proof.push_back(Digest{});
      CHECK_FALSE(verify_inclusion(d[i], i, n, proof, tree.root()));
      proof.resize(proof.size() - 1);
      if (proof.empty()) continue;
      proof.pop_back();
      CHECK_FALSE(verify_inclusion(d[i], i, n, proof, tree.root()));
    }
  }
}

TEST_CASE("an inner node cannot be passed off as a leaf") {
  const auto d = leaves(4);
  const MerkleTree tree{d};
  const auto proof = tree.proof(0);
  const Digest left =
      base::Sha256{}.add(std::string_view{"\1", 1}).add(merkle_leaf(d[0])).add(merkle_leaf(d[1])).finish();
  CHECK_FALSE(verify_inclusion(left, 0, 2, std::vector<Digest>{proof[1]}, tree.root()));
}

TEST_CASE("there is no proof of a leaf that is not there") {
  const auto d = leaves(3);
  CHECK_THROWS_AS(MerkleTree{d}.proof(3), std::out_of_range);
  CHECK_THROWS_AS(MerkleTree{{}}.proof(0), std::out_of_range);
}
