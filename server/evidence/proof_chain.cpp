#include "evidence/proof_chain.hpp"

#include <fmt/format.h>

#include "journal/merkle.hpp"

namespace examhall::evidence {

ProofChain::ProofChain(std::uint64_t size, const base::Digest& root, Check& check, Accept accept)
    : size_{size}, root_{root}, check_{check}, accept_{std::move(accept)} {}

void ProofChain::feed(EventRow row) {
  if (pending_) {
    EventRow held = *std::exchange(pending_, std::nullopt);
    if (row.first == held.before && row.before == last_) {
      check_.fail("event_swapped",
                  {fmt::format("第 {} 号与第 {} 号事件的次序被对调", row.first, held.first),
                   fmt::format("events {} and {} stand in the wrong order", row.first, held.first)});
      take(std::move(row));
      return take(std::move(held));
    }
    check_.fail("event_missing", {fmt::format("缺少第 {} 号事件", held.before),
                                  fmt::format("event {} is missing", held.before)});
    take(std::move(held));
  }
  if (row.first <= last_) {
    check_.fail(
        "event_out_of_place",
        {fmt::format("第 {} 号事件出现在第 {} 号之后：重复或移了位置", row.first, last_),
         fmt::format("event {} stands after event {}: repeated, or moved from its place", row.first, last_)});
    return;
  }
  if (row.before > last_) {
    pending_ = std::move(row);
  } else {
    take(std::move(row));
  }
}

void ProofChain::flush() {
  if (!pending_) return;
  EventRow held = *std::exchange(pending_, std::nullopt);
  check_.fail("event_missing", {fmt::format("缺少第 {} 号事件", held.before),
                                fmt::format("event {} is missing", held.before)});
  take(std::move(held));
}

void ProofChain::take(EventRow row) {
  const journal::Event& event = *row.event;
  const bool proven = event.seq <= size_ && journal::verify_inclusion(journal::leaf_of(event), event.seq - 1,
                                                                      size_, row.proof, root_);
  const base::Text what = describe(event);
  if (!proven) {
    check_.fail("event_altered",
                {what.zh + "或其包含证明被改动", what.en + " was altered, or its proof of inclusion"});
  } else if (row.before < last_) {
    check_.fail("event_inserted",
                {what.zh + "之前多出事件", "there are more events before " + what.en + " than it says"});
  }
  last_ = row.first;
  ++rows_;
  accept_(row);
}

}  // namespace examhall::evidence
