#pragma once
// A signed statement of where the journal stood: printed, published or kept elsewhere, it makes a later
// removal of the last rows, or a journal written anew from its start, visible. Any thread.
#include <optional>
#include <string>

#include "base/json.hpp"
#include "base/signature.hpp"
#include "journal/event.hpp"

namespace examhall::journal {

struct Checkpoint {
  JournalId journal{};
  std::uint64_t seq = 0;
  base::Digest link{};
  base::Instant at{};
  std::optional<base::Digest> merkle_root{};  ///< over the leaves of events 1…seq

  bool operator==(const Checkpoint&) const = default;
};

/// Canonical JSON: what is signed.
std::string to_text(const Checkpoint& checkpoint);
/// Ids: those of parse_json and Fields, checkpoint_invalid.
base::Result<Checkpoint, base::Problems> checkpoint_from_text(std::string_view text);

base::Signature sign(const Checkpoint& checkpoint, const base::SigningKey& key);
bool verify(const Checkpoint& checkpoint, const base::PublicKey& key, const base::Signature& signature);

}  // namespace examhall::journal
