#pragma once
// One event of the journal and how it is linked to the one before. Plain values; callable from any thread.
//
//   leaf(n)  = SHA-256("examhall event 1\n" ‖ salt ‖ u64le seq ‖ u64le at-ms ‖ u64le batch ‖ u64le attempt
//                      ‖ kind ‖ "\n" ‖ body)
//   link(0)  = SHA-256("examhall journal 1\n" ‖ journal id)
//   link(n)  = SHA-256(link(n-1) ‖ leaf(n))
//
// The salt is 16 random bytes, so that a leaf shown to an outsider as part of a proof reveals nothing about
// an event whose few possible contents could be tried one by one. Format 1 is final: docs/storage.md.
#include <array>
#include <cstdint>
#include <string>

#include "base/digest.hpp"
#include "base/time.hpp"

namespace examhall::journal {

using Salt = std::array<std::uint8_t, 16>;
using JournalId = std::array<std::uint8_t, 16>;

/// What the hall wants recorded.
struct Draft {
  base::Instant at{};
  std::int64_t batch = 0;    ///< 0: the server itself
  std::int64_t attempt = 0;  ///< 0: the batch as a whole
  std::string kind{};        ///< snake_case, no line feed
  std::string body{};        ///< canonical JSON object

  bool operator==(const Draft&) const = default;
};

/// A draft with its place in the journal.
struct Event : Draft {
  std::uint64_t seq = 0;  ///< 1, 2, 3 … without a gap
  Salt salt{};
  base::Digest link{};

  bool operator==(const Event&) const = default;
};

/// The end of a journal. Of an empty one: seq 0, the genesis link, the epoch.
struct Head {
  std::uint64_t seq = 0;
  base::Digest link{};
  base::Instant last_at{};

  bool operator==(const Head&) const = default;
};

JournalId new_journal_id();
base::Digest genesis_link(const JournalId& id);
base::Digest leaf_of(const Event& event);
base::Digest next_link(const base::Digest& previous, const base::Digest& leaf);

}  // namespace examhall::journal
