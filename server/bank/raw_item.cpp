#include "bank/raw_item.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace examhall::bank {
namespace {

const Json kNull;

// Spreadsheets and editors end lines in three ways; one is stored.
std::string with_plain_line_ends(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      out += text[i];
    } else if (i + 1 == text.size() || text[i + 1] != '\n') {
      out += '\n';
    }
  }
  return std::string{base::trimmed(out)};
}

std::optional<std::int64_t> integer_of(const Json& value) {
  if (value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX)) {
    return std::nullopt;
  }
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (!value.is_string()) return std::nullopt;
  const std::string typed = base::to_half_width(value.get_ref<const std::string&>());
  const std::string_view digits = base::trimmed(typed);
  std::int64_t n = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), n);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return n;
}

}  // namespace

Place RawItem::at(std::string_view member) const {
  Place p = place;
  if (columns == nullptr) {
    p.column = place.column.empty() ? std::string{member} : fmt::format("{}.{}", place.column, member);
    return p;
  }
  auto it = columns->find(member);
  if (it == columns->end()) it = columns->find(member.substr(0, member.find('[')));
  if (it != columns->end()) p.column = it->second;
  return p;
}

void Members::complain(std::string_view member, std::string id, Text text) {
  ++errors_;
  problems_.push_back({std::move(id), raw_.at(member), std::move(text)});
}

void Members::warn(std::string_view member, std::string id, Text text) {
  problems_.push_back({std::move(id), raw_.at(member), std::move(text), base::Severity::warning});
}

const Json& Members::any(const char* name) {
  asked_.emplace_back(name);
  if (!raw_.members.is_object()) return kNull;
  const auto it = raw_.members.find(name);
  return it == raw_.members.end() ? kNull : *it;
}

bool Members::has(const char* name) const {
  if (!raw_.members.is_object()) return false;
  const auto it = raw_.members.find(name);
  return it != raw_.members.end() && !it->is_null();
}

bool Members::fits(std::string_view name, std::string_view text, std::size_t max_bytes) {
  if (text.size() > max_bytes) {
    complain(name, "too_long",
             {fmt::format("文本有 {} 字节，超过 {} 字节的上限，请缩短", text.size(), max_bytes),
              fmt::format("the text has {} bytes, more than the limit of {}; shorten it", text.size(),
                          max_bytes)});
    return false;
  }
  if (base::has_unprintable(text)) {
    complain(name, "unprintable",
             {"含有不可见的控制字符，请删去后重新录入",
              "the text holds control characters that cannot be seen; remove them"});
    return false;
  }
  return true;
}

std::string Members::text_or_empty(const char* name, std::size_t max_bytes) {
  const Json& value = any(name);
  if (value.is_null()) return {};
  if (!value.is_string()) {
    complain(name, "not_text", {"应为文本（写在引号中）", "a text (in quotes) is expected"});
    return {};
  }
  std::string text = with_plain_line_ends(value.get_ref<const std::string&>());
  return fits(name, text, max_bytes) ? text : std::string{};
}

std::string Members::text(const char* name, std::size_t max_bytes) {
  const std::size_t before = errors_;
  std::string text = text_or_empty(name, max_bytes);
  if (text.empty() && errors_ == before)
    complain(name, "missing", {"缺少此项或内容为空，请补上", "missing or empty; fill it in"});
  return text;
}

int Members::integer_or(const char* name, int min, int max, int fallback) {
  const Json& value = any(name);
  if (value.is_null()) return fallback;
  const auto n = integer_of(value);
  if (n && *n >= min && *n <= max) return static_cast<int>(*n);
  complain(name, "not_in_range",
           {fmt::format("应为 {} 到 {} 之间的整数", min, max),
            fmt::format("an integer from {} to {} is expected", min, max)});
  return fallback;
}

bool Members::boolean_or(const char* name, bool fallback) {
  const Json& value = any(name);
  if (value.is_null()) return fallback;
  if (value.is_boolean()) return value.get<bool>();
  complain(name, "not_boolean", {"应为 true 或 false", "true or false is expected"});
  return fallback;
}

void Members::finish() {
  if (!raw_.members.is_object()) return;
  for (const auto& [name, value] : raw_.members.items()) {
    if (std::find(asked_.begin(), asked_.end(), name) != asked_.end()) continue;
    complain(name, "unknown_member",
             {"该题型没有这一项，请检查拼写或删去",
              "this kind of item has no such member; check its spelling or remove it"});
  }
}

}  // namespace examhall::bank
