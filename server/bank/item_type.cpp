#include "bank/item_type.hpp"

#include <algorithm>

namespace examhall::bank {

// A new type: its function here, its line in the list below, its file in CMakeLists.txt.
const ItemType& single_choice();
const ItemType& multiple_choice();
const ItemType& true_false();
const ItemType& numeric();

const std::vector<const ItemType*>& item_types() {
  static const std::vector<const ItemType*> types{&single_choice(), &multiple_choice(), &true_false(),
                                                  &numeric()};
  return types;
}

const ItemType* find_item_type(std::string_view name) {
  const auto& types = item_types();
  const auto it =
      std::find_if(types.begin(), types.end(), [&](const ItemType* t) { return t->name() == name; });
  return it == types.end() ? nullptr : *it;
}

namespace {

std::string folded(std::string_view label) {
  const std::string half = base::to_half_width(label);
  std::string out;
  for (const char c : base::trimmed(half)) {
    if (c >= 'A' && c <= 'Z') {
      out += static_cast<char>(c - 'A' + 'a');
    } else if (c != ' ' && c != '\t') {
      out += c == '-' ? '_' : c;
    }
  }
  return out;
}

bool is_called(const ItemType& type, std::string_view label) {
  const auto labels = type.labels();
  return type.name() == label ||
         std::any_of(labels.begin(), labels.end(), [&](std::string_view l) { return folded(l) == label; });
}

}  // namespace

const ItemType* find_item_type_by_label(std::string_view label) {
  const std::string wanted = folded(label);
  for (const ItemType* type : item_types()) {
    if (is_called(*type, wanted)) return type;
  }
  return nullptr;
}

std::size_t shufflable_options(const ItemView& view) {
  const auto options = view.content.find("options");
  if (options == view.content.end() || !options->is_array()) return 0;
  const auto keep = view.content.find("keep_order");
  const bool kept = keep != view.content.end() && keep->is_boolean() && keep->get<bool>();
  return kept ? 0 : options->size();
}

std::optional<UnderSelection> under_selection_from(std::string_view name) {
  for (const auto rule :
       {UnderSelection::none, UnderSelection::share, UnderSelection::half, UnderSelection::per_option}) {
    if (name_of(rule) == name) return rule;
  }
  return std::nullopt;
}

std::string_view name_of(UnderSelection rule) {
  switch (rule) {
    case UnderSelection::none:
      return "none";
    case UnderSelection::share:
      return "share";
    case UnderSelection::half:
      return "half";
    case UnderSelection::per_option:
      break;
  }
  return "per_option";
}

}  // namespace examhall::bank
