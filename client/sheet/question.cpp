#include "client/sheet/question.hpp"

#include <algorithm>
#include <numeric>

namespace examhall::sheet {
namespace {

using base::Json;

QString text_member(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string()
             ? QString::fromStdString(found->get_ref<const std::string&>())
             : QString{};
}

// The order of the outline if it is one; else the stored order: a question must be seen even so.
std::vector<std::size_t> order_of(const protocol::DisplayOrder& wanted, std::size_t count) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (wanted.size() != count) return order;
  const std::vector<std::size_t> shown{wanted.begin(), wanted.end()};
  return std::is_permutation(shown.begin(), shown.end(), order.begin(), order.end()) ? shown : order;
}

std::vector<Option> options_of(const Json& content, const protocol::DisplayOrder& wanted) {
  const auto texts = content.find("options");
  if (texts == content.end() || !texts->is_array()) return {};
  std::vector<Option> out;
  for (const std::size_t stored : order_of(wanted, texts->size())) {
    const Json& text = (*texts)[stored];
    out.push_back(
        {static_cast<char>('A' + stored),
         text.is_string() ? QString::fromStdString(text.get_ref<const std::string&>()) : QString{}});
  }
  return out;
}

std::vector<PictureName> pictures_of(const Json& body) {
  std::vector<PictureName> out;
  const auto images = body.find("images");
  if (images == body.end() || !images->is_array()) return out;
  for (const Json& image : *images) {
    if (image.is_object())
      out.push_back({text_member(image, "name"), text_member(image, "hash").toStdString()});
  }
  return out;
}

QString letters_in_words(const Question& question, const Json& letters) {
  QString out;
  for (std::size_t place = 0; place < question.options.size(); ++place) {
    const std::string letter{question.options[place].letter};
    const bool chosen = letters.is_array()
                            ? std::find(letters.begin(), letters.end(), Json(letter)) != letters.end()
                            : letters == Json(letter);
    if (chosen) out += shown_letter(place);
  }
  return out;
}

}  // namespace

const PictureName* Question::picture(const QString& name) const {
  const auto found =
      std::find_if(pictures.begin(), pictures.end(), [&](const auto& p) { return p.name == name; });
  return found == pictures.end() ? nullptr : &*found;
}

const protocol::SectionCard* section_of(const client::ExamState& state, std::uint32_t item) {
  if (!state.outline()) return nullptr;
  std::uint64_t first = 0;
  for (const protocol::SectionCard& section : state.outline()->sections) {
    first += section.count;
    if (item < first) return &section;
  }
  return nullptr;
}

std::optional<Question> question_of(const client::ExamState& state, std::uint32_t item) {
  static const Json kNothing = Json::object();
  const Json* body = state.item(item);
  if (body == nullptr) return std::nullopt;
  if (!body->is_object()) body = &kNothing;  // of no kind that is known
  const auto found = body->find("content");
  const Json& content = found != body->end() && found->is_object() ? *found : kNothing;
  Question q{.item = item, .number = state.display_number(item)};
  q.type = text_member(*body, "type");
  q.text = text_member(*body, "text");
  q.unit = text_member(content, "unit");
  q.pictures = pictures_of(*body);
  const auto& orders = state.outline()->options;
  static const protocol::DisplayOrder kAsStored;
  q.options =
      options_of(content, q.number >= 1 && q.number <= orders.size() ? orders[q.number - 1] : kAsStored);
  if (const auto* section = section_of(state, item)) {
    q.section = QString::fromStdString(section->title);
    q.points = QString::fromStdString(section->points);
  }
  return q;
}

bool answers_nothing(const Json& response) {
  return response.is_null() || (response.is_string() && response.get_ref<const std::string&>().empty()) ||
         (response.is_array() && response.empty());
}

QString response_in_words(const Question& question, const Json& response, const QString& yes,
                          const QString& no) {
  if (answers_nothing(response)) return {};
  if (response.is_boolean()) return response.get<bool>() ? yes : no;
  if (!question.options.empty()) return letters_in_words(question, response);
  return response.is_string() ? QString::fromStdString(response.get<std::string>()) : QString{};
}

}  // namespace examhall::sheet
