#include "bank/item.hpp"

namespace examhall::bank {

Json to_json(const ItemView& view) {
  Json images = Json::array();
  for (const ImageRef& image : view.images) {
    images.push_back({{"name", image.name}, {"media", image.media}, {"hash", base::to_hex(image.hash)}});
  }
  return {{"type", view.type}, {"text", view.text}, {"content", view.content}, {"images", std::move(images)}};
}

std::string view_bytes(const ItemView& view) { return base::canonical(to_json(view)); }

Json to_json_with_key(const Item& item) {
  return {{"id", item.id},
          {"topic", item.topic},
          {"difficulty", item.difficulty},
          {"points", item.points.to_text()},
          {"view", to_json(item.view)},
          {"key", item.secret.key},
          {"explanation", item.secret.explanation}};
}

Digest item_hash(const Item& item) { return base::sha256(base::canonical(to_json_with_key(item))); }

}  // namespace examhall::bank
