#include "bank/json_writer.hpp"

#include <array>

#include "bank/item_type.hpp"

namespace examhall::bank {
namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr std::array kOrder{"id",          "type",       "topic",           "difficulty", "text",
                            "options",     "keep_order", "answer",          "compare",    "tolerance",
                            "decimals",    "unit",       "under_selection", "per_option", "points",
                            "explanation", "images"};

OrderedJson in_order(Json members) {
  OrderedJson out = OrderedJson::object();
  for (const char* name : kOrder) {
    if (const auto it = members.find(name); it != members.end()) {
      out[name] = *it;
      members.erase(it);
    }
  }
  for (const auto& [name, value] : members.items()) out[name] = value;
  return out;
}

OrderedJson images_of(const Bank& bank) {
  std::map<std::string, Digest> names;
  for (const Item& item : bank.items) {
    for (const ImageRef& ref : item.view.images) names.emplace(ref.name, ref.hash);
  }
  OrderedJson out = OrderedJson::object();
  for (const auto& [name, hash] : names) {
    const Image& image = bank.images.at(hash);
    out[name] = {{"media", image.media}, {"base64", base::to_base64(base::bytes_of(*image.bytes))}};
  }
  return out;
}

}  // namespace

Json to_members(const Item& item) {
  Json members{{"id", item.id},
               {"type", item.view.type},
               {"difficulty", item.difficulty},
               {"points", item.points.to_text()},
               {"text", item.view.text}};
  if (!item.topic.empty()) members["topic"] = item.topic;
  if (!item.secret.explanation.empty()) members["explanation"] = item.secret.explanation;
  for (const ImageRef& ref : item.view.images) members["images"].push_back(ref.name);
  if (const ItemType* type = find_item_type(item.view.type)) type->write(item, members);
  return members;
}

std::string write_bank_json(const Bank& bank) {
  OrderedJson out{
      {"format", "examhall-bank/1"}, {"bank", bank.id}, {"title", bank.title}, {"language", bank.language}};
  if (!bank.note.empty()) out["note"] = bank.note;
  if (!bank.images.empty()) out["images"] = images_of(bank);
  out["items"] = OrderedJson::array();
  for (const Item& item : bank.items) out["items"].push_back(in_order(to_members(item)));
  return out.dump(2) + "\n";
}

}  // namespace examhall::bank
