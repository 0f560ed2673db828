#pragma once
// What stands in the clear before a sealed paper: what a server may know before the paper is opened, and the
// halves of the key, each encrypted to its custodian. All of it is authenticated by the key that it hides.
// Plain values; any thread.
#include <vector>

#include "base/digest.hpp"
#include "base/locked_key.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

namespace examhall::sealing {

inline constexpr std::size_t kMinCustodians = 2;
inline constexpr std::size_t kMaxCustodians = 5;

/// One custodian's part of the key in one pair.
struct Half {
  std::uint32_t custodian = 0;  ///< index in Header::custodians
  std::string sealed;           ///< base64 of what RSA-OAEP made of it
  std::string check;            ///< check_of() the half: a wrong one is known before the exam
};

/// These two together make the key: one half is random, the other is the key XOR that.
struct Pair {
  Half one, two;
};

struct Keeper {
  std::string name;
  std::string key;  ///< SHA-256 of the public key, 64 hexadecimal digits
};

struct Header {
  std::string paper;  ///< hash, 64 hexadecimal digits
  std::string title, level;
  std::uint32_t items = 0;
  base::Instant sealed_at;
  std::vector<Keeper> custodians;
  std::vector<Pair> pairs;  ///< every two of them, in order

  std::optional<std::uint32_t> index_of(std::string_view key) const;
  /// This custodian's half in each pair that has one, in the order of the pairs.
  std::vector<const Half*> halves_of(std::uint32_t custodian) const;
};

/// Names a half without showing it: it is 256 random bits.
base::Digest check_of(std::string_view paper, const base::LockedKey& half);

/// Canonical JSON in one line.
std::string to_text(const Header& header);
/// Ids: those of parse_json and of strict members; unknown_format, not_canonical, bad_hash, bad_name,
/// items_out_of_range, custodians_out_of_range, repeated, pairs_incomplete, bad_half.
base::Result<Header, base::Problems> header_from_text(std::string_view text, const std::string& file);

}  // namespace examhall::sealing
