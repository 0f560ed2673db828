#include "bank/json_reader.hpp"

#include <fmt/format.h>

#include "bank/image.hpp"
#include "base/file.hpp"

namespace examhall::bank {
namespace {

constexpr int kMaxDepth = 12;
constexpr std::size_t kMaxImages = 5'000;

// Finds the line on which each element of the top-level array "items" begins, so that a mistake among a
// thousand items can be jumped to. The text has been parsed: it is well-formed.
class ItemLines {
 public:
  explicit ItemLines(std::string_view text) {
    for (i_ = 0; i_ < text.size(); ++i_) step(text);
  }
  int of(std::size_t item) const { return item < lines_.size() ? lines_[item] : 0; }

 private:
  void step(std::string_view text) {
    const char c = text[i_];
    if (c == '\n') ++line_;
    if (c == ' ' || (c >= '\t' && c <= '\r') || c == ',' || c == ':') return;
    if (c == '}' || c == ']') {
      --depth_;
      return;
    }
    const bool element = depth_ == 2 && in_items_;
    if (element && (c == '{' || c == '[' || starts_value_)) lines_.push_back(line_);
    starts_value_ = true;
    if (c == '"') {
      const std::string_view content = skip_string(text);
      if (depth_ == 1) in_items_ = content == "items";
    } else if (c == '{' || c == '[') {
      ++depth_;
    } else {
      while (i_ + 1 < text.size() &&
             std::string_view{",]} \n\r\t"}.find(text[i_ + 1]) == std::string_view::npos)
        ++i_;
    }
  }

  std::string_view skip_string(std::string_view text) {
    const std::size_t start = ++i_;
    while (i_ < text.size() && text[i_] != '"') i_ += text[i_] == '\\' ? 2 : 1;
    return text.substr(start, i_ - start);
  }

  std::size_t i_ = 0;
  int line_ = 1;
  int depth_ = 0;
  bool in_items_ = false;
  bool starts_value_ = false;
  std::vector<int> lines_;
};

base::Result<Image, Problem> read_image(const Json& source, const Place& place,
                                        const std::filesystem::path& folder, Problems& problems) {
  base::Fields fields{source, place, problems};
  const std::string media = fields.text_or("media", 40, "");
  auto image = fields.has("file") ? image_from_file(folder, fields.text("file", 300))
                                  : image_from_base64(fields.text("base64", kMaxImageBytes * 4 / 3 + 4));
  fields.finish();
  if (image && !media.empty() && media != image->media) {
    fields.complain("media", "image_media",
                    {fmt::format("图片实际为 {}，请改正 media", image->media),
                     fmt::format("the image is {}; correct \"media\"", image->media)});
  }
  return image;
}

void read_images(const Json& images, const Place& whole, const std::filesystem::path& folder,
                 BankHeader& header, Problems& problems) {
  if (images.is_null()) return;
  if (!images.is_object() || images.size() > kMaxImages) {
    problems.push_back({"not_an_object",
                        whole,
                        {"images 应为以图片名为键的对象", "\"images\" must be an object keyed by name"}});
    return;
  }
  for (const auto& [name, source] : images.items()) {
    Place place = whole;
    place.column = fmt::format("images[{}]", name);
    if (!is_image_name(name)) {
      problems.push_back({"image_name",
                          place,
                          {"图片名称不能含路径、空格、括号，且不超过 64 字节",
                           "an image's name has no path, space or bracket and at most 64 bytes"}});
      continue;
    }
    auto image = read_image(source, place, folder, problems);
    if (image) {
      header.images.emplace(name, *std::move(image));
    } else {
      problems.push_back({image.error().id, place, image.error().text});
    }
  }
}

std::vector<RawItem> raw_items(const Json& items, std::string_view text, const std::string& file) {
  const ItemLines lines{text};
  std::vector<RawItem> raw;
  raw.reserve(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    raw.push_back({items[i], {.file = file, .row = lines.of(i), .column = fmt::format("items[{}]", i)}});
  }
  return raw;
}

}  // namespace

BankReading parse_bank_json(std::string_view text, const std::string& file,
                            const std::filesystem::path& folder) {
  BankReading out;
  auto json = base::parse_json(text, {.max_bytes = kMaxBankBytes, .max_depth = kMaxDepth});
  if (!json) {
    Problem p = json.error();
    p.place.file = file;
    out.problems.push_back(std::move(p));
    return out;
  }
  base::Fields fields{*json, {.file = file}, out.problems};
  if (fields.text("format", 40) != kBankFormat) {
    fields.complain(
        "format", "unknown_format",
        {fmt::format("应为 \"{}\"", kBankFormat), fmt::format("\"{}\" is expected", kBankFormat)});
  }
  BankHeader header{.id = fields.text("bank", 200),
                    .title = fields.text("title", 1000),
                    .language = fields.text_or("language", 20, "zh-CN"),
                    .note = fields.text_or("note", kMaxTextBytes, "")};
  header.place.file = file;
  read_images(fields.any("images"), header.place, folder, header, out.problems);
  const Json& items = fields.array("items", 1'000'000);
  fields.finish();
  if (items.is_array()) out.bank = assemble_bank(header, raw_items(items, text, file), out.problems);
  return out;
}

BankReading read_bank_json(const std::filesystem::path& path) {
  auto text = base::read_file(path, kMaxBankBytes);
  if (!text) return {{}, {text.error()}};
  const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path{"."};
  return parse_bank_json(*text, path.filename().string(), folder);
}

}  // namespace examhall::bank
