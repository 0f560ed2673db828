#include "config/toml_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace examhall::config {

const toml::node* TomlReader::find(const char* key) {
  asked_.insert(key);
  return table_.get(key);
}

void TomlReader::complain(const char* key, std::string id, base::Text text) {
  base::Place place{.file = file_};
  place.column = path_.empty() ? key : path_ + "." + key;
  const toml::node* node = table_.get(key);
  place.row = static_cast<int>(node != nullptr ? node->source().begin.line : table_.source().begin.line);
  problems_.push_back({std::move(id), std::move(place), std::move(text)});
}

void TomlReader::text(const char* key, std::string& value) {
  const toml::node* node = find(key);
  if (node == nullptr) return;
  if (const auto text = node->value_exact<std::string>()) {
    value = *text;
  } else {
    complain(key, "not_text", {"应为带引号的文本", "a text in quotes is expected"});
  }
}

void TomlReader::integer(const char* key, std::int64_t min, std::int64_t max, std::int64_t& value) {
  const toml::node* node = find(key);
  if (node == nullptr) return;
  const auto number = node->value_exact<std::int64_t>();
  if (number && *number >= min && *number <= max) {
    value = *number;
  } else {
    complain(key, "not_in_range", {fmt::format("应为 {} 到 {} 之间的整数", min, max),
                                   fmt::format("an integer from {} to {} is expected", min, max)});
  }
}

void TomlReader::choice(const char* key, std::initializer_list<std::string_view> allowed, std::string& value) {
  std::string given = value;
  text(key, given);
  if (std::find(allowed.begin(), allowed.end(), given) != allowed.end()) {
    value = given;
    return;
  }
  const std::string all = fmt::format("{}", fmt::join(allowed, ", "));
  complain(key, "not_a_choice", {"应为其中之一：" + all, "expected one of: " + all});
}

void TomlReader::texts(const char* key, std::vector<std::string>& values) {
  const toml::node* node = find(key);
  if (node == nullptr) return;
  const toml::array* array = node->as_array();
  const bool good = array != nullptr && std::all_of(array->begin(), array->end(), [](const toml::node& n) { return n.is_string(); });
  if (!good) return complain(key, "not_texts", {"应为文本数组，如 [\"a\", \"b\"]", "an array of texts is expected, like [\"a\", \"b\"]"});
  values.clear();
  for (const toml::node& n : *array) values.push_back(*n.value_exact<std::string>());
}

TomlReader TomlReader::section(const char* key) {
  static const toml::table kEmpty;
  const toml::node* node = find(key);
  const std::string path = path_.empty() ? key : path_ + "." + key;
  if (node != nullptr && !node->is_table()) {
    complain(key, "not_a_section", {fmt::format("应写成 [{}] 一节", path), fmt::format("expected a section [{}]", path)});
  }
  const toml::table* table = node != nullptr ? node->as_table() : nullptr;
  return {table != nullptr ? *table : kEmpty, path, file_, problems_};
}

void TomlReader::finish() {
  for (const auto& [key, node] : table_) {
    const std::string name{key.str()};
    if (asked_.contains(name)) continue;
    complain(name.c_str(), "unknown_key", {"不认识的配置项，请检查拼写", "this key is not known; check its spelling"});
  }
}

}  // namespace examhall::config
