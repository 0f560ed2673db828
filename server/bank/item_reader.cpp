#include <fmt/format.h>

#include <algorithm>

#include "bank/bank.hpp"
#include "bank/identifier.hpp"
#include "bank/item_type.hpp"
#include "bank/markdown.hpp"

namespace examhall::bank {
namespace {

using ImagesByName = std::map<std::string, Image>;

constexpr std::size_t kMaxTopicBytes = 120;

void read_points(Members& members, Item& item) {
  const std::string text = members.has("points") ? members.text("points", 16) : "1";
  members.any("points");
  if (text.empty()) return;
  const auto points = Points::parse(text);
  if (points && points->hundredths > 0) {
    item.points = *points;
  } else {
    members.complain("points", "points_not_positive",
                     {fmt::format("分值“{}”应为大于 0、至多两位小数的数", text),
                      fmt::format("the points \"{}\" must be above 0 with at most two decimals", text)});
  }
}

void add_names(std::vector<std::string>& names, const std::vector<std::string>& more) {
  for (const std::string& name : more) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
}

std::vector<std::string> listed_images(Members& members) {
  std::vector<std::string> names;
  const Json& list = members.any("images");
  if (list.is_null()) return names;
  const bool texts = list.is_array() && list.size() <= 20 &&
                     std::all_of(list.begin(), list.end(), [](const Json& n) { return n.is_string(); });
  if (texts) {
    for (const Json& n : list) add_names(names, {n.get<std::string>()});
  } else {
    members.complain("images", "not_an_array",
                     {"应为图片名称的数组，至多 20 个", "an array of at most 20 image names is expected"});
  }
  return names;
}

// Listed ones first, then those that the text or an option names.
void read_images(Members& members, const ImagesByName& images, ItemView& view) {
  std::vector<std::string> names = listed_images(members);
  add_names(names, image_names(view.text));
  if (const auto options = view.content.find("options"); options != view.content.end()) {
    for (const Json& option : *options) add_names(names, image_names(option.get_ref<const std::string&>()));
  }
  for (const std::string& name : names) {
    const auto it = images.find(name);
    if (it == images.end()) {
      members.complain(
          "images", "unknown_image",
          {fmt::format("题库中没有图片“{}”", name), fmt::format("the bank has no image \"{}\"", name)});
      continue;
    }
    view.images.push_back({name, it->second.media, base::sha256(*it->second.bytes)});
  }
}

const ItemType* read_type(Members& members, ItemView& view) {
  const std::string label = members.text("type", 40);
  const ItemType* type = label.empty() ? nullptr : find_item_type_by_label(label);
  if (type != nullptr) view.type = type->name();
  if (type == nullptr && !label.empty()) {
    std::string known;
    for (const ItemType* t : item_types()) known += fmt::format("{}{}", known.empty() ? "" : ", ", t->name());
    members.complain("type", "unknown_type",
                     {fmt::format("不认识的题型“{}”，可用：{}", label, known),
                      fmt::format("unknown type \"{}\"; there are: {}", label, known)});
  }
  return type;
}

void read_id(Members& members, Item& item) {
  item.id = members.text_or_empty("id", 200);
  if (!item.id.empty() && !is_identifier(item.id)) members.complain("id", "bad_id", identifier_form());
}

void derive_id(Members& members, Item& item) {
  item.id = "x-" + base::to_hex(item_hash(item)).substr(0, 16);
  members.warn(
      "id", "id_derived",
      {fmt::format("没有编号，按内容生成 {}；题目修改后编号会变，建议自行编号", item.id),
       fmt::format("no id; {} was made from the content and changes with it: better give one", item.id)});
}

}  // namespace

std::optional<Item> read_item(const RawItem& raw, const ImagesByName& images, Problems& problems) {
  if (!raw.members.is_object()) {
    problems.push_back({"not_an_object", raw.place, {"题目应为 JSON 对象", "an item must be a JSON object"}});
    return std::nullopt;
  }
  Members members{raw, problems};
  Item item;
  read_id(members, item);
  const ItemType* type = read_type(members, item.view);
  item.topic = members.text_or_empty("topic", kMaxTopicBytes);
  item.difficulty = members.integer_or("difficulty", 1, 5, 3);
  read_points(members, item);
  item.view.text = members.text("text", kMaxTextBytes);
  report_markdown(item.view.text, "text", members);
  item.secret.explanation = members.text_or_empty("explanation", kMaxTextBytes);
  report_markdown(item.secret.explanation, "explanation", members);
  if (type != nullptr) {
    TypeParts parts = type->read(members);
    item.view.content = std::move(parts.content);
    item.secret.key = std::move(parts.key);
  }
  read_images(members, images, item.view);
  if (type != nullptr) members.finish();
  if (members.errors() > 0) return std::nullopt;
  if (item.id.empty()) derive_id(members, item);
  return item;
}

}  // namespace examhall::bank
