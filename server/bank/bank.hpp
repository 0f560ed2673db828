#pragma once
// The one path by which items become a bank: every reader fills RawItems and calls assemble_bank, which
// checks everything and reports all that is wrong in one go. One thread at a time.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bank/item.hpp"
#include "bank/raw_item.hpp"

namespace examhall::bank {

/// What a bank says about itself, and the images that its items can name.
struct BankHeader {
  std::string id;  ///< [A-Za-z0-9._-]{1,40}
  std::string title;
  std::string language = "zh-CN";
  std::string note{};
  std::map<std::string, Image> images{};  ///< by name; see bank/image.hpp for reading them
  Place place{};                          ///< where the header stands, for what is wrong with it
};

/// The bank, without the items that have errors: it is fit for use only if has_errors(problems) is false.
Bank assemble_bank(const BankHeader& header, const std::vector<RawItem>& items, Problems& problems);

/// One item. Empty if it has errors. An item without an id gets one from its content, with a warning.
std::optional<Item> read_item(const RawItem& raw, const std::map<std::string, Image>& images,
                              Problems& problems);

}  // namespace examhall::bank
