#include "journal/event.hpp"

#include <algorithm>
#include <string_view>

#include "base/secret.hpp"

namespace examhall::journal {
namespace {

constexpr std::string_view kLeafTag = "examhall event 1\n";
constexpr std::size_t kHeaderSize = kLeafTag.size() + Salt{}.size() + 4 * sizeof(std::uint64_t);

char* put_u64(char* to, std::uint64_t value) {
  for (int shift = 0; shift < 64; shift += 8) *to++ = static_cast<char>(value >> shift);
  return to;
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
  joined.resize(kHeaderSize);
  char* to = std::copy(kLeafTag.begin(), kLeafTag.end(), joined.data());
  to = std::copy(event.salt.begin(), event.salt.end(), to);
  to = put_u64(to, event.seq);
  to = put_u64(to, static_cast<std::uint64_t>(base::to_millis(event.at)));
  to = put_u64(to, static_cast<std::uint64_t>(event.batch));
  put_u64(to, static_cast<std::uint64_t>(event.attempt));
  joined.append(event.kind).append("\n").append(event.body);
  return base::sha256(joined);
}

base::Digest next_link(const base::Digest& previous, const base::Digest& leaf) {
  return base::Sha256{}.add(previous).add(leaf).finish();
}

}  // namespace examhall::journal
