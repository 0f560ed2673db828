#pragma once
// A paper as the hall knows it: what candidates may see, serialised once and shared by all. There is no member
// that could hold a key. Made by office/ from the frozen paper; immutable, any thread may read it.
#include <functional>
#include <map>
#include <vector>

#include "hall/link.hpp"
#include "protocol/server_messages.hpp"

namespace examhall::hall {

/// One candidate's order: indices of items, and beside each that of its options.
struct Order {
  std::vector<std::uint32_t> items;
  std::vector<protocol::DisplayOrder> options;
};

struct PaperView {
  std::string hash, title, total, pass;
  std::vector<protocol::SectionCard> sections;
  std::vector<Frame> items;  ///< complete protocol::Item messages, by index
  std::map<base::Digest, Image> images;
  std::function<bool(std::uint32_t item, const base::Json& response)> accepts;
  std::function<Order(std::uint64_t seed, bool shuffle_items, bool shuffle_options)> order;
};

}  // namespace examhall::hall
