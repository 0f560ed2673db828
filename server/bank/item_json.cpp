#include "bank/item_json.hpp"

#include <algorithm>

#include "bank/item_type.hpp"

namespace examhall::bank {
namespace {

using base::Fields;

ImageRef read_image(const Json& json, const base::Place& place, base::Problems& problems) {
  Fields fields{json, place, problems};
  ImageRef ref{fields.text("name", 200), fields.text("media", 40)};
  const auto hash = base::digest_from_hex(fields.text("hash", 64));
  if (!hash)
    fields.complain("hash", "bad_hash",
                    {"应为 64 位十六进制的哈希值", "a hash of 64 hexadecimal digits is expected"});
  ref.hash = hash.value_or(Digest{});
  fields.finish();
  return ref;
}

ItemView read_view(const Json& json, const base::Place& place, base::Problems& problems) {
  Fields fields{json, place, problems};
  ItemView view{fields.text("type", 40), fields.text("text", kMaxTextBytes), fields.object("content")};
  for (const Json& image : fields.array("images", 1'000))
    view.images.push_back(read_image(image, fields.at("images"), problems));
  fields.finish();
  return view;
}

// What the Markdown checker finds does not keep an item from being graded.
bool serious(const base::Problem& p) {
  return p.severity == base::Severity::error && !p.id.starts_with("markdown_");
}

bool gradable(const Item& item) {
  const ItemType* type = find_item_type(item.view.type);
  if (type == nullptr) return false;
  RawItem raw;
  try {
    type->write(item, raw.members);
  } catch (const Json::exception&) {
    return false;  // a member that every item of this type has is not there
  }
  base::Problems problems;
  Members members{raw, problems};
  const TypeParts parts = type->read(members);
  members.finish();
  return std::none_of(problems.begin(), problems.end(), serious) && parts.content == item.view.content &&
         parts.key == item.secret.key;
}

}  // namespace

std::optional<Item> item_from_json(const Json& json, const base::Place& place, base::Problems& problems) {
  const std::size_t before = problems.size();
  Fields fields{json, place, problems};
  Item item{fields.text("id", 200),
            fields.text_or("topic", 1000, ""),
            static_cast<int>(fields.integer("difficulty", 1, 5)),
            {},
            {},
            {}};
  const auto points = Points::parse(fields.text("points", 16));
  if (!points) fields.complain("points", "points_not_positive", {"应为分值", "points are expected"});
  item.points = points.value_or(Points{});
  item.view = read_view(fields.object("view"), fields.at("view"), problems);
  item.secret = {fields.object("key"), fields.text("explanation", kMaxTextBytes)};
  fields.finish();
  if (problems.size() == before && !gradable(item)) {
    fields.complain("key", "bad_item",
                    {"题目内容与题型不符，无法评分", "the item does not fit its type and cannot be graded"});
  }
  if (problems.size() > before) return std::nullopt;
  return item;
}

}  // namespace examhall::bank
