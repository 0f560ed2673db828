#pragma once
// Bytes of a text file → UTF-8. Spreadsheet programs in China save text as GB18030 or "Unicode" (UTF-16)
// as often as UTF-8, and nothing in the file's name tells which. Callable from any thread.
#include <string>
#include <string_view>

#include "base/problem.hpp"
#include "base/result.hpp"

namespace examhall::table {

enum class Charset { utf8, utf16le, utf16be, gb18030 };

struct DecodedText {
  std::string text;  ///< valid UTF-8 without a byte order mark
  Charset charset = Charset::utf8;
};

/// By byte order mark, then strict UTF-8, then UTF-16 by where its zero bytes stand, then GB18030, each
/// strictly. Ids: text_is_binary (NUL after decoding), text_charset_unknown. Throws std::runtime_error if the
/// system's iconv lacks a charset.
base::Result<DecodedText, base::Problem> decode_text(std::string bytes, const base::Place& place);

/// UTF-8 → bytes in the charset, with a byte order mark where one belongs (UTF-8, UTF-16). For export.
std::string encode_text(std::string_view utf8, Charset charset);

}  // namespace examhall::table
