#include "table/shared_strings.hpp"

#include <algorithm>
#include <charconv>

namespace examhall::table {
namespace {

// The character of "_xHHHH_" at the front of the text; nullopt if it is none.
std::optional<unsigned> escaped(std::string_view text) {
  if (text.size() < 7 || !text.starts_with("_x") || text[6] != '_') return std::nullopt;
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data() + 2, text.data() + 6, value, 16);
  if (error != std::errc{} || end != text.data() + 6) return std::nullopt;
  return value;
}

}  // namespace

class SharedStringReader final : public XmlVisitor {
 public:
  SharedStringReader(const TableLimits& limits, const base::Place& place) : limits_{limits}, place_{place} {}
  SharedStrings strings{};

  void open(std::string_view element, const Attributes&) override {
    if (element == "rPh") in_phonetic_ = true;
    if (element == "t") in_text_ = !in_phonetic_;
  }
  void close(std::string_view element) override {
    if (element == "rPh") in_phonetic_ = false;
    if (element == "t") in_text_ = false;
    if (element != "si") return;
    strings.ends_.push_back(static_cast<std::uint32_t>(strings.text_.size()));
    if (strings.ends_.size() > limits_.max_shared_strings) refuse();
  }
  void characters(std::string_view text) override {
    if (!in_text_) return;
    if (strings.text_.size() + text.size() > limits_.max_shared_bytes) return refuse();
    strings.text_ += text;
  }

 private:
  void refuse() {
    fail({"xlsx_shared_strings_too_large",
          place_,
          {"工作簿的文字总量过大，已拒绝读取；请拆成几个文件",
           "the workbook holds too much text and was refused: split it"}});
  }
  const TableLimits& limits_;
  const base::Place& place_;
  bool in_text_ = false;
  bool in_phonetic_ = false;
};

base::Result<SharedStrings, base::Problem> SharedStrings::read(Archive& archive, const std::string& part,
                                                               const TableLimits& limits) {
  SharedStringReader reader{limits, archive.place()};
  if (part.empty()) return SharedStrings{};
  if (auto problem = parse_part(archive, part, reader)) return base::Failure{*problem};
  return std::move(reader.strings);
}

std::optional<std::string_view> SharedStrings::at(std::size_t index) const {
  if (index >= ends_.size()) return std::nullopt;
  const std::size_t start = index == 0 ? 0 : ends_[index - 1];
  return std::string_view{text_}.substr(start, ends_[index] - start);
}

std::string decoded_cell_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t plain = std::min(text.find_first_of("_\r"), text.size());
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    const auto code = escaped(text);
    const bool carriage_return = text.front() == '\r' || code == 0x0DU;
    if (carriage_return) {
      text.remove_prefix(code ? 7 : 1);
      if (!text.starts_with('\n')) out += '\n';
    } else if (code && *code < 0x80U) {
      out += static_cast<char>(*code);
      text.remove_prefix(7);
    } else {
      out += text.front();
      text.remove_prefix(1);
    }
  }
  return out;
}

}  // namespace examhall::table
