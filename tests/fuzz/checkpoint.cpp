// Checkpoints as they are handed out and come back from wherever they were kept.
#include "journal/signed_checkpoint.hpp"
#include "target.hpp"

namespace checkpoint_target {

using namespace examhall;

void run(std::string_view input) {
  if (const auto bare = journal::checkpoint_from_text(input)) {
    const auto again = journal::checkpoint_from_text(journal::to_text(*bare));
    fuzz::require(again && *again == *bare, "a checkpoint written again is the same");
  }
  const auto whole = journal::signed_checkpoint_from_line(input);
  if (!whole) return;
  whole->holds(whole->key);
  const auto again = journal::signed_checkpoint_from_line(journal::to_line(*whole));
  fuzz::require(again && again->checkpoint == whole->checkpoint && again->text == whole->text &&
                    again->signature == whole->signature && again->key == whole->key,
                "a signed checkpoint written again is the same");
}

std::vector<std::string> seeds() {
  const base::SigningKey key = base::SigningKey::generate();
  journal::Checkpoint point{{1, 2, 3}, 77, {4, 5, 6}, base::from_millis(1'684'546'200'000), base::Digest{}};
  const auto rooted = journal::hand_out(point, key);
  point.merkle_root.reset();
  const auto plain = journal::hand_out(point, key);
  return {rooted.text, plain.text, journal::to_line(rooted), journal::to_line(plain)};
}

const fuzz::Registration registration{{"checkpoint", run, seeds}};

}  // namespace checkpoint_target
