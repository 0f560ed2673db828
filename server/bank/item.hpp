#pragma once
// What a question bank holds. An item is split in two: ItemView is all that a candidate may ever see, ItemKey
// is what only graders see. They are different types with no conversion between them, so code that would send
// a key to a candidate does not compile. Plain values: any thread may read them once they are built.
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/decimal.hpp"
#include "base/digest.hpp"
#include "base/json.hpp"

namespace examhall::bank {

using base::Digest;
using base::Json;
using base::Points;

constexpr std::size_t kMaxTitleBytes = 300;      ///< of a bank, a blueprint, a section
constexpr std::size_t kMaxTextBytes = 8 * 1024;  ///< of an item's text and of its explanation
constexpr std::size_t kMaxOptions = 10;          ///< letters A to J

/// An image as an item names it; its bytes are looked up by hash.
struct ImageRef {
  std::string name;   ///< as the text writes it: ![…](voucher.png)
  std::string media;  ///< "image/png" or "image/jpeg"
  Digest hash{};
  bool operator==(const ImageRef&) const = default;
};

/// Everything of an item that a candidate may see.
struct ItemView {
  std::string type;               ///< name of an ItemType
  std::string text;               ///< the Markdown subset of docs/question-banks.md
  Json content = Json::object();  ///< what the type adds: {"options":[…]}, {"unit":"元"}
  std::vector<ImageRef> images{};
  bool operator==(const ItemView&) const = default;
};

/// What must not leave the server before the results do.
struct ItemKey {
  Json key = Json::object();  ///< what the type grades by: {"answer":"B"}
  std::string explanation{};
  bool operator==(const ItemKey&) const = default;
};

struct Item {
  std::string id;
  std::string topic;
  int difficulty = 1;  ///< 1 easy to 5 hard
  Points points;       ///< suggested; the paper's section decides
  ItemView view;
  ItemKey secret;
  bool operator==(const Item&) const = default;
};

struct Image {
  std::string media;
  std::shared_ptr<const std::string> bytes;
  bool operator==(const Image& o) const { return media == o.media && *bytes == *o.bytes; }
};

using Images = std::map<Digest, Image>;

struct Bank {
  std::string id;
  std::string title;
  std::string language;  ///< "zh-CN"
  std::string note;
  std::vector<Item> items{};
  Images images{};  ///< those that items name, and no others
  bool operator==(const Bank&) const = default;
};

Json to_json(const ItemView& view);
/// Canonical JSON {"content","images":[{"hash","media","name"}],"text","type"}: the bytes sent to candidates.
std::string view_bytes(const ItemView& view);

/// The whole item, key included, as papers store it and as its hash is taken.
Json to_json_with_key(const Item& item);
/// SHA-256 of the canonical form of to_json_with_key(item): names the exact text and key a score was given for.
Digest item_hash(const Item& item);

}  // namespace examhall::bank
