#include "journal/event.hpp"

#include <algorithm>

#include "base/secret.hpp"

namespace examhall::journal {
namespace {

void append_u64(std::string& out, std::uint64_t value) {
  for (int shift = 0; shift < 64; shift += 8) out += static_cast<char>(value >> shift);
}

}  // namespace

JournalId new_journal_id() {
  const base::Bytes random = base::random_bytes(JournalId{}.size());
  JournalId id{};
  std::copy(random.begin(), random.end(), id.begin());
  return id;
}

base::Digest genesis_link(const JournalId& id) {
  return base::Sha256{}.add("examhall journal 1\n").add(id).finish();
}

// Joined first: eight small updates of a hash cost more than one copy.
base::Digest leaf_of(const Event& event) {
  thread_local std::string joined;
  joined.assign("examhall event 1\n");
  joined.append(event.salt.begin(), event.salt.end());
  append_u64(joined, event.seq);
  append_u64(joined, static_cast<std::uint64_t>(base::to_millis(event.at)));
  append_u64(joined, static_cast<std::uint64_t>(event.batch));
  append_u64(joined, static_cast<std::uint64_t>(event.attempt));
  joined.append(event.kind).append("\n").append(event.body);
  return base::sha256(joined);
}

base::Digest next_link(const base::Digest& previous, const base::Digest& leaf) {
  return base::Sha256{}.add(previous).add(leaf).finish();
}

}  // namespace examhall::journal
