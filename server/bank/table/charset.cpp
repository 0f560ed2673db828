#include "table/charset.hpp"

#include <iconv.h>

#include <cerrno>
#include <optional>
#include <stdexcept>

namespace examhall::table {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kUtf16LeMark = "\xFF\xFE";
constexpr std::string_view kUtf16BeMark = "\xFE\xFF";

class Converter {
 public:
  Converter(const char* to, const char* from) : handle_{::iconv_open(to, from)} {
    if (handle_ == reinterpret_cast<iconv_t>(-1)) {
      throw std::runtime_error(std::string{"this system's iconv cannot convert from "} + from + " to " + to);
    }
  }
  ~Converter() { ::iconv_close(handle_); }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  /// nullopt at the first byte that is not valid. `room` must hold the whole result.
  std::optional<std::string> convert(std::string_view bytes, std::size_t room) {
    std::string out(room, '\0');
    char* in = const_cast<char*>(bytes.data());  // iconv does not write to its input
    std::size_t in_left = bytes.size();
    char* to = out.data();
    std::size_t out_left = out.size();
    if (::iconv(handle_, &in, &in_left, &to, &out_left) == static_cast<std::size_t>(-1)) {
      if (errno == E2BIG) throw std::logic_error("a charset grew more than it can");
      return std::nullopt;
    }
    out.resize(out.size() - out_left);
    return out;
  }

 private:
  iconv_t handle_;
};

const char* name_of(Charset charset) {
  switch (charset) {
    case Charset::utf8:
      return "UTF-8";
    case Charset::utf16le:
      return "UTF-16LE";
    case Charset::utf16be:
      return "UTF-16BE";
    case Charset::gb18030:
      return "GB18030";
  }
  throw std::logic_error("unknown charset");
}

// Two bytes of GB18030 are at most four of UTF-8: a few of them (FE 51) lie beyond the basic plane. Of UTF-16
// they are at most three.
std::optional<DecodedText> decoded_as(Charset charset, std::string_view bytes) {
  auto text = Converter{"UTF-8", name_of(charset)}.convert(bytes, bytes.size() * 2);
  if (!text) return std::nullopt;
  return DecodedText{std::move(*text), charset};
}

// UTF-16 without a mark: separators and line ends are ASCII and carry their zero byte on one side.
std::optional<Charset> utf16_by_zeros(std::string_view bytes) {
  if (bytes.size() % 2 != 0) return std::nullopt;
  std::size_t little = 0;
  std::size_t big = 0;
  for (std::size_t i = 0; i + 1 < bytes.size() && i < 65536; i += 2) {
    const auto separator = [](char c) { return c == ',' || c == ';' || c == '\t' || c == '\r' || c == '\n'; };
    if (bytes[i + 1] == '\0' && separator(bytes[i])) ++little;
    if (bytes[i] == '\0' && separator(bytes[i + 1])) ++big;
  }
  if (little == big) return std::nullopt;
  return little > big ? Charset::utf16le : Charset::utf16be;
}

std::optional<DecodedText> decoded(std::string bytes) {
  const std::string_view view{bytes};
  if (view.starts_with(kUtf16LeMark)) return decoded_as(Charset::utf16le, view.substr(2));
  if (view.starts_with(kUtf16BeMark)) return decoded_as(Charset::utf16be, view.substr(2));
  if (view.starts_with(kUtf8Mark)) {
    if (!base::is_utf8(view)) return std::nullopt;
    return DecodedText{bytes.erase(0, kUtf8Mark.size()), Charset::utf8};
  }
  if (view.find('\0') != std::string_view::npos) {
    const auto charset = utf16_by_zeros(view);
    return charset ? decoded_as(*charset, view) : std::nullopt;
  }
  if (base::is_utf8(view)) return DecodedText{std::move(bytes), Charset::utf8};
  return decoded_as(Charset::gb18030, view);
}

}  // namespace

base::Result<DecodedText, base::Problem> decode_text(std::string bytes, const base::Place& place) {
  auto result = decoded(std::move(bytes));
  if (!result) {
    return base::Failure{base::Problem{
        "text_charset_unknown",
        place,
        {"文件的文字编码无法识别（不是 UTF-8、UTF-16 或 GB18030），请用 Excel 或 WPS 打开后另存为 .xlsx "
         "再导入",
         "the file's character encoding is not UTF-8, UTF-16 or GB18030: open it in Excel or WPS, save it "
         "as .xlsx and import that"}}};
  }
  if (result->text.find('\0') != std::string::npos) {
    return base::Failure{
        base::Problem{"text_is_binary",
                      place,
                      {"文件不是文本表格，请另存为 .xlsx 或 CSV 再导入",
                       "the file is not a text table: save it as .xlsx or CSV and import that"}}};
  }
  return std::move(*result);
}

std::string encode_text(std::string_view utf8, Charset charset) {
  if (charset == Charset::utf8) return std::string{kUtf8Mark}.append(utf8);
  auto bytes = Converter{name_of(charset), "UTF-8"}.convert(utf8, utf8.size() * 2 + 4);
  if (!bytes) throw std::invalid_argument("text to export is not valid UTF-8");
  if (charset == Charset::utf16le) return std::string{kUtf16LeMark} + *bytes;
  if (charset == Charset::utf16be) return std::string{kUtf16BeMark} + *bytes;
  return *bytes;
}

}  // namespace examhall::table
