#include "journal/event.hpp"

#include <algorithm>

#include "base/secret.hpp"

namespace examhall::journal {

JournalId new_journal_id() {
  const base::Bytes random = base::random_bytes(JournalId{}.size());
  JournalId id{};
  std::copy(random.begin(), random.end(), id.begin());
  return id;
}

base::Digest genesis_link(const JournalId& id) {
  return base::Sha256{}.add("examhall journal 1\n").add(id).finish();
}

base::Digest leaf_of(const Event& event) {
  return base::Sha256{}
      .add("examhall event 1\n")
      .add(event.salt)
      .add_u64(event.seq)
      .add_u64(static_cast<std::uint64_t>(base::to_millis(event.at)))
      .add_u64(static_cast<std::uint64_t>(event.batch))
      .add_u64(static_cast<std::uint64_t>(event.attempt))
      .add(event.kind)
      .add("\n")
      .add(event.body)
      .finish();
}

base::Digest next_link(const base::Digest& previous, const base::Digest& leaf) {
  return base::Sha256{}.add(previous).add(leaf).finish();
}

}  // namespace examhall::journal
