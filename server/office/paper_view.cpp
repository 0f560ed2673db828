#include "office/paper_view.hpp"

#include "bank/item_type.hpp"
#include "bank/presentation.hpp"

namespace examhall::office {
namespace {

hall::Frame item_frame(const bank::Paper& paper, std::size_t index) {
  protocol::Item message;
  message.item = static_cast<std::uint32_t>(index);
  message.body = bank::to_json(paper.item(index).item.view);
  return std::make_shared<const std::string>(protocol::encode(message));
}

hall::Order order_of(const bank::Paper& paper, std::uint64_t seed, bool shuffle_items, bool shuffle_options) {
  const bank::Presentation shown = bank::present(paper, seed, shuffle_items, shuffle_options);
  hall::Order order;
  order.items.reserve(shown.items.size());
  order.options.reserve(shown.items.size());
  for (const std::uint16_t index : shown.items) {
    order.items.push_back(index);
    const auto options = shown.options[index].order();
    order.options.emplace_back(options.begin(), options.end());
  }
  return order;
}

bool accepts(const bank::Paper& paper, std::uint32_t index, const base::Json& response) {
  const bank::ItemView& view = paper.item(index).item.view;
  const bank::ItemType* type = bank::find_item_type(view.type);
  return type != nullptr && type->accepts(view, response);
}

}  // namespace

std::shared_ptr<const hall::PaperView> make_paper_view(std::shared_ptr<const bank::Paper> paper) {
  auto view = std::make_shared<hall::PaperView>();
  const bank::PaperContent& content = paper->content();
  view->hash = base::to_hex(paper->hash());
  view->title = content.title;
  view->total = paper->total().to_text();
  view->pass = content.pass.to_text();
  for (const bank::PaperSection& s : content.sections) {
    view->sections.push_back({s.title, s.type, s.points.to_text(), static_cast<std::uint32_t>(s.items.size())});
  }
  for (std::size_t i = 0; i < paper->item_count(); ++i) view->items.push_back(item_frame(*paper, i));
  for (const auto& [hash, image] : content.images) view->images[hash] = {image.media, image.bytes};
  view->accepts = [paper](std::uint32_t item, const base::Json& response) { return accepts(*paper, item, response); };
  view->order = [paper](std::uint64_t seed, bool items, bool options) { return order_of(*paper, seed, items, options); };
  return view;
}

}  // namespace examhall::office
