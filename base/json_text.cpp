#include "base/json_text.hpp"

#include <algorithm>

#include "base/json.hpp"
#include "base/text.hpp"

namespace examhall::base {
namespace {

void append_escaped(std::string& out, unsigned char c) {
  constexpr char kHexDigits[] = "0123456789abcdef";
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\b': out += "\\b"; return;
    case '\f': out += "\\f"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
  }
  out += "\\u00";
  out += kHexDigits[c >> 4U];
  out += kHexDigits[c & 15U];
}

bool is_escaped(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

}  // namespace

void append_json_text(std::string& out, std::string_view text) {
  const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (!ascii && !is_utf8(text)) {
    out += Json(text).dump();  // throws
    return;
  }
  out += '"';
  while (!text.empty()) {
    const auto end = std::find_if(text.begin(), text.end(), is_escaped);
    const auto plain = static_cast<std::size_t>(end - text.begin());
    out.append(text.substr(0, plain));
    if (plain < text.size()) append_escaped(out, static_cast<unsigned char>(text[plain]));
    text.remove_prefix(std::min(plain + 1, text.size()));
  }
  out += '"';
}

std::string& JsonMembers::value_of(std::string_view name) {
  if (members_.capacity() == 0) {
    members_.reserve(12);
    values_.reserve(240);
  }
  members_.push_back({name, values_.size()});
  return values_;
}

void JsonMembers::append_to(std::string& out) {
  const std::size_t count = members_.size();
  members_.push_back({{}, values_.size()});
  std::vector<std::size_t> order(count);
  for (std::size_t i = 0; i < count; ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) { return members_[a].name < members_[b].name; });
  out.reserve(out.size() + values_.size() + count * 24 + 2);
  out += '{';
  for (const std::size_t i : order) {
    if (out.back() != '{') out += ',';
    out += '"';
    out += members_[i].name;
    out += "\":";
    out.append(values_, members_[i].from, members_[i + 1].from - members_[i].from);
  }
  out += '}';
}

}  // namespace examhall::base
