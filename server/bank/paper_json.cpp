// Papers to and from storage and evidence. Nothing read here is believed: whatever a hash names is hashed
// again.
#include <fmt/format.h>

#include "bank/image.hpp"
#include "bank/item_json.hpp"
#include "bank/paper.hpp"
#include "bank/scoring_rule_json.hpp"

namespace examhall::bank {
namespace {

using base::Fields;

constexpr std::string_view kFormat = "examhall-paper/1";
constexpr std::size_t kMaxPaperTitleBytes = 1000;

Json images_to_json(const Images& images) {
  Json out = Json::object();
  for (const auto& [hash, image] : images) {
    out[base::to_hex(hash)] = {{"media", image.media},
                               {"base64", base::to_base64(base::bytes_of(*image.bytes))}};
  }
  return out;
}

Digest digest_of(Fields& fields, const char* name) {
  const auto digest = base::digest_from_hex(fields.text(name, 64));
  if (!digest)
    fields.complain(name, "bad_hash",
                    {"应为 64 位十六进制的哈希值", "a hash of 64 hexadecimal digits is expected"});
  return digest.value_or(Digest{});
}

void mismatch(const Place& place, Problems& problems) {
  problems.push_back({"hash_mismatch",
                      place,
                      {"内容与其哈希值不符，文件已损坏或被改动",
                       "the content does not match its hash: damaged or altered"}});
}

Images read_images(const Json& json, const Place& place, Problems& problems) {
  Images images;
  for (const auto& [name, source] : json.items()) {
    Fields fields{source, {.file = place.file, .column = fmt::format("images.{}", name)}, problems};
    fields.text("media", 40);
    auto image = image_from_base64(fields.text("base64", kMaxImageBytes * 4 / 3 + 4));
    const auto hash = base::digest_from_hex(name);
    if (!image || !hash || base::sha256(*image->bytes) != *hash) {
      mismatch(fields.at("base64"), problems);
    } else {
      images.emplace(*hash, *std::move(image));
    }
  }
  return images;
}

void check_images(const Item& item, const Images& images, const Place& place, Problems& problems) {
  for (const ImageRef& ref : item.view.images) {
    const auto it = images.find(ref.hash);
    if (it == images.end() || it->second.media != ref.media) {
      problems.push_back({"unknown_image",
                          place,
                          {fmt::format("试卷中没有图片“{}”", ref.name),
                           fmt::format("the paper has no image \"{}\"", ref.name)}});
    }
  }
}

// Reads the "paper" member, taking the items' bodies from "items" one after another.
class SectionReader {
 public:
  SectionReader(const Json& items, const Images& images, Problems& problems)
      : items_{items}, images_{images}, problems_{problems} {}

  PaperSection read(const Json& json, const Place& place) {
    Fields fields{json, place, problems_};
    PaperSection s{fields.text("title", kMaxPaperTitleBytes), fields.text("type", 40),
                   points(fields, "points"), scoring_rule_from(fields)};
    const Json& entries = fields.array("items", 10'000);
    for (std::size_t i = 0; i < entries.size(); ++i) read_item(entries[i], s, fields.at("items"));
    fields.finish();
    return s;
  }

  static Points points(Fields& fields, const char* name) {
    const auto value = Points::parse(fields.text(name, 16));
    if (!value) fields.complain(name, "points_not_positive", {"应为分值", "points are expected"});
    return value.value_or(Points{});
  }

  bool all_used() const { return next_ == items_.size(); }

 private:
  void read_item(const Json& entry, PaperSection& section, const Place& place) {
    Fields fields{entry, place, problems_};
    const Digest hash = digest_of(fields, "hash");
    const std::string void_rule = fields.text_or("void", 8, "");
    fields.finish();
    const Place at{.file = place.file, .column = fmt::format("items[{}]", next_)};
    auto item = next_ < items_.size() ? item_from_json(items_[next_], at, problems_) : std::nullopt;
    ++next_;
    if (!item) return;
    if (item_hash(*item) != hash || item->view.type != section.type ||
        (!void_rule.empty() && void_rule != "full")) {
      mismatch(at, problems_);
    }
    check_images(*item, images_, at, problems_);
    section.items.push_back({*std::move(item), void_rule == "full"});
  }

  const Json& items_;
  const Images& images_;
  Problems& problems_;
  std::size_t next_ = 0;
};

PaperContent read_content(const Json& json, const Json& items, Images images, Problems& problems) {
  Fields fields{json, {.column = "paper"}, problems};
  PaperContent c{fields.text("title", kMaxPaperTitleBytes),
                 fields.text_or("certificate", kMaxPaperTitleBytes, ""),
                 fields.text_or("level", kMaxPaperTitleBytes, ""), SectionReader::points(fields, "pass")};
  if (fields.has("corrects")) c.corrects = digest_of(fields, "corrects");
  c.reason = fields.text_or("reason", kMaxTextBytes, "");
  SectionReader reader{items, images, problems};
  const Json& sections = fields.array("sections", 1'000);
  for (std::size_t i = 0; i < sections.size(); ++i) {
    c.sections.push_back(reader.read(sections[i], {.column = fmt::format("paper.sections[{}]", i)}));
  }
  fields.finish();
  if (!reader.all_used()) mismatch({.column = "items"}, problems);
  c.images = std::move(images);
  return c;
}

}  // namespace

Json to_json(const Paper& paper) {
  Json items = Json::array();
  for (std::size_t i = 0; i < paper.item_count(); ++i) items.push_back(to_json_with_key(paper.item(i).item));
  return {{"format", kFormat},
          {"hash", base::to_hex(paper.hash())},
          {"paper", hashed_form(paper)},
          {"items", std::move(items)},
          {"images", images_to_json(paper.content().images)}};
}

base::Result<Paper, Problems> paper_from_json(const Json& json) {
  Problems problems;
  Fields fields{json, {}, problems};
  if (fields.text("format", 40) != kFormat) {
    fields.complain("format", "unknown_format",
                    {fmt::format("应为 \"{}\"", kFormat), fmt::format("\"{}\" is expected", kFormat)});
  }
  const Digest hash = digest_of(fields, "hash");
  Images images = read_images(fields.object("images"), {}, problems);
  PaperContent content =
      read_content(fields.object("paper"), fields.array("items", 60'000), std::move(images), problems);
  fields.finish();
  if (!problems.empty()) return base::Failure{std::move(problems)};
  try {
    Paper paper{std::move(content)};
    if (paper.hash() == hash) return paper;
    mismatch({.column = "hash"}, problems);
  } catch (const std::invalid_argument&) {
    problems.push_back({"bad_paper",
                        {.column = "paper"},
                        {"试卷没有题目或含有未知题型", "the paper has no items or an unknown type"}});
  }
  return base::Failure{std::move(problems)};
}

}  // namespace examhall::bank
