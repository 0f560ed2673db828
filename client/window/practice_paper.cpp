#include "client/window/practice_paper.hpp"

#include <stdexcept>

#include "base/digest.hpp"

namespace examhall::window {
namespace {

using base::Json;

class Reader {
 public:
  explicit Reader(base::Language language) : key_{language == base::Language::zh ? "zh" : "en"} {}

  std::string text(const Json& both) const { return both.at(key_).get<std::string>(); }

  Json options(const Json& item) const {
    Json out = Json::array();
    for (const Json& option : item.at("options")) out.push_back(text(option));
    return out;
  }

  Json body(const Json& item, const std::string& type) const {
    Json content = Json::object();
    if (item.contains("options")) content["options"] = options(item);
    if (item.contains("unit")) content["unit"] = text(item.at("unit"));
    Json images = Json::array();
    if (item.contains("image")) {
      const std::string name = item.at("image").get<std::string>();
      images.push_back({{"name", name}, {"media", "image/png"}, {"hash", practice_image_hash(name)}});
    }
    return {{"type", type}, {"text", text(item.at("text"))}, {"content", content}, {"images", images}};
  }

  void section(const Json& section, PracticePaper& out) const {
    const std::string type = section.at("type").get<std::string>();
    const Json& items = section.at("items");
    out.outline.sections.push_back({text(section.at("title")), type, section.at("points").get<std::string>(),
                                    static_cast<std::uint32_t>(items.size())});
    for (const Json& item : items) {
      protocol::DisplayOrder order;
      for (std::size_t i = 0; item.contains("options") && i < item.at("options").size(); ++i)
        order.push_back(static_cast<std::uint32_t>(i));
      out.outline.order.push_back(static_cast<std::uint32_t>(out.bodies.size()));
      out.outline.options.push_back(std::move(order));
      out.bodies.push_back(body(item, type));
    }
  }

 private:
  const char* key_;
};

}  // namespace

std::string practice_image_hash(std::string_view name) { return base::to_hex(base::sha256(name)); }

PracticePaper read_practice_paper(std::string_view text, base::Language language) {
  try {
    const Json whole = Json::parse(text);
    const Reader reader{language};
    PracticePaper out;
    out.outline.paper = base::to_hex(base::sha256(text));
    out.outline.title = reader.text(whole.at("title"));
    for (const Json& section : whole.at("sections")) reader.section(section, out);
    return out;
  } catch (const Json::exception& e) {
    throw std::runtime_error{std::string{"practice paper: "} + e.what()};
  }
}

}  // namespace examhall::window
