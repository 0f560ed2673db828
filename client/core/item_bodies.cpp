#include "client/core/item_bodies.hpp"

namespace examhall::client {

const ItemBodies::Known* ItemBodies::find(std::string_view frame) const {
  const auto found = by_frame_.find(frame);
  return found == by_frame_.end() ? nullptr : &found->second;
}

const ItemBodies::Known& ItemBodies::add(std::string_view frame, std::uint32_t item, base::Json body) {
  Known known{item, std::make_shared<const base::Json>(std::move(body))};
  return by_frame_.insert_or_assign(std::string{frame}, std::move(known)).first->second;
}

}  // namespace examhall::client
