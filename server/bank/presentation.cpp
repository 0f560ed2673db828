#include "bank/presentation.hpp"

#include <numeric>

#include "bank/random.hpp"

namespace examhall::bank {
namespace {

// Stream 0 orders the items; stream i + 1 the options of item i, so that neither switch changes the other.
OptionOrder option_order(const ItemView& view, std::uint64_t seed, std::size_t item, bool shuffled) {
  OptionOrder order;
  order.count = static_cast<std::uint8_t>(shufflable_options(view));
  std::iota(order.stored.begin(), order.stored.begin() + order.count, std::uint8_t{0});
  Random random{seed, item + 1};
  if (shuffled) random.shuffle(std::span{order.stored.data(), order.count});
  return order;
}

}  // namespace

Presentation present(const Paper& paper, std::uint64_t seed, bool shuffle_items, bool shuffle_options) {
  Presentation out;
  out.items.resize(paper.item_count());
  std::iota(out.items.begin(), out.items.end(), std::uint16_t{0});
  Random random{seed, 0};
  std::size_t first = 0;
  for (const PaperSection& section : paper.content().sections) {
    if (shuffle_items) random.shuffle(std::span{out.items}.subspan(first, section.items.size()));
    first += section.items.size();
  }
  for (std::size_t i = 0; i < paper.item_count(); ++i) {
    out.options.push_back(option_order(paper.item(i).item.view, seed, i, shuffle_options));
  }
  return out;
}

}  // namespace examhall::bank
