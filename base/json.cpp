#include "base/json.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace examhall::base {
namespace {

const Json kNull;

// Builds the value while it enforces what nlohmann leaves open: depth and unique keys.
class StrictBuilder : public nlohmann::json_sax<Json> {
 public:
  explicit StrictBuilder(int max_depth) : max_depth_{max_depth} {}

  bool null() override { return put(nullptr); }
  bool boolean(bool v) override { return put(v); }
  bool number_integer(number_integer_t v) override { return put(v); }
  bool number_unsigned(number_unsigned_t v) override { return put(v); }
  bool number_float(number_float_t v, const string_t&) override { return put(v); }
  bool string(string_t& v) override { return put(std::move(v)); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Json::object()); }
  bool end_object() override { return shut(); }
  bool start_array(std::size_t) override { return open(Json::array()); }
  bool end_array() override { return shut(); }
  bool key(string_t& name) override {
    auto& members = stack_.back()->get_ref<Json::object_t&>();
    const auto [member, fresh] = members.try_emplace(std::move(name));
    slot_ = &member->second;
    if (fresh) return true;
    error_ = "json_duplicate_key";
    detail_ = member->first;
    return false;
  }
  bool parse_error(std::size_t position, const std::string&, const Json::exception&) override {
    position_ = position;
    if (error_.empty()) error_ = "json_syntax";
    return false;
  }

  Json root_;
  std::string error_;
  std::string detail_;
  std::size_t position_ = 0;

 private:
  Json* place() {
    if (stack_.empty()) return &root_;
    if (stack_.back()->is_array()) return &stack_.back()->emplace_back();
    return slot_;
  }
  template <class V>
  bool put(V&& value) {
    *place() = std::forward<V>(value);
    return true;
  }
  bool open(Json container) {
    if (static_cast<int>(stack_.size()) >= max_depth_) {
      error_ = "json_too_deep";
      return false;
    }
    Json* const at = place();
    *at = std::move(container);
    stack_.push_back(at);
    return true;
  }
  bool shut() {
    stack_.pop_back();
    return true;
  }

  int max_depth_;
  std::vector<Json*> stack_;
  Json* slot_ = nullptr;
};

Text describe(const std::string& id, const std::string& detail, const JsonLimits& limits) {
  if (id == "json_too_large") {
    return {fmt::format("JSON 超过 {} 字节的上限", limits.max_bytes),
            fmt::format("the JSON is larger than the limit of {} bytes", limits.max_bytes)};
  }
  if (id == "json_too_deep") {
    return {fmt::format("JSON 嵌套超过 {} 层", limits.max_depth),
            fmt::format("the JSON is nested deeper than {} levels", limits.max_depth)};
  }
  if (id == "json_duplicate_key") {
    return {fmt::format("同一对象中键“{}”出现两次，请删去一个", detail),
            fmt::format("the key \"{}\" stands twice in one object; remove one", detail)};
  }
  if (id == "json_not_utf8") {
    return {"文本不是有效的 UTF-8 编码", "the text is not valid UTF-8"};
  }
  return {"JSON 语法错误", "this is not well-formed JSON"};
}

Problem problem_of(std::string id, const std::string& detail, std::size_t byte, std::string_view text,
                   const JsonLimits& limits) {
  Problem p{std::move(id), {}, {}};
  p.text = describe(p.id, detail, limits);
  const std::string_view before = text.substr(0, std::min(byte, text.size()));
  p.place.row = 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
  p.place.column = fmt::format("byte {}", byte);
  return p;
}

}  // namespace

Result<Json, Problem> parse_json(std::string_view text, const JsonLimits& limits) {
  if (text.size() > limits.max_bytes) return Failure{problem_of("json_too_large", {}, 0, text, limits)};
  if (!is_utf8(text)) return Failure{problem_of("json_not_utf8", {}, 0, text, limits)};
  // nlohmann takes a NUL for the end of the text and would not look at what follows.
  if (const auto nul = text.find('\0'); nul != text.npos) return Failure{problem_of("json_syntax", {}, nul, text, limits)};
  StrictBuilder builder{limits.max_depth};
  if (Json::sax_parse(text, &builder)) return std::move(builder.root_);
  return Failure{problem_of(builder.error_.empty() ? "json_syntax" : builder.error_, builder.detail_, builder.position_,
                    text, limits)};
}

std::string canonical(const Json& value) { return value.dump(); }

Fields::Fields(const Json& object, Place place, Problems& problems)
    : object_{object.is_object() ? object : kNull}, place_{std::move(place)}, problems_{problems} {
  asked_.reserve(8);
  if (!object.is_object()) {
    problems_.push_back({"not_an_object", place_, {"此处应为 JSON 对象", "an object is expected here"}});
  }
}

Place Fields::at(const char* name) const {
  Place p = place_;
  p.column = place_.column.empty() ? std::string{name} : place_.column + "." + name;
  return p;
}

void Fields::complain(const char* name, std::string id, Text text) {
  problems_.push_back({std::move(id), at(name), std::move(text)});
}

bool Fields::has(const char* name) const { return object_.is_object() && object_.contains(name); }

const Json* Fields::find(const char* name, bool required) {
  asked_.emplace_back(name);
  if (object_.is_object()) {
    if (const auto it = object_.find(name); it != object_.end()) return &*it;
    if (required) complain(name, "missing", {"缺少此项", "this member is missing"});
  }
  return nullptr;
}

std::string Fields::text(const char* name, std::size_t max_bytes) {
  const Json* value = find(name, true);
  if (value == nullptr) return {};
  if (!value->is_string()) {
    complain(name, "not_text", {"应为文本", "a text is expected"});
    return {};
  }
  const auto& text = value->get_ref<const std::string&>();
  if (text.size() > max_bytes) {
    complain(name, "too_long", {fmt::format("文本超过 {} 字节", max_bytes),
                                fmt::format("the text is longer than {} bytes", max_bytes)});
    return {};
  }
  return text;
}

std::string Fields::text_or(const char* name, std::size_t max_bytes, std::string fallback) {
  if (has(name)) return text(name, max_bytes);
  find(name, false);
  return fallback;
}

std::int64_t Fields::integer(const char* name, std::int64_t min, std::int64_t max) {
  const Json* value = find(name, true);
  if (value == nullptr) return min;
  const bool fits = value->is_number_integer() &&
                    !(value->is_number_unsigned() && value->get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX));
  const std::int64_t n = fits ? value->get<std::int64_t>() : min;
  if (!fits || n < min || n > max) {
    complain(name, "not_in_range", {fmt::format("应为 {} 到 {} 之间的整数", min, max),
                                    fmt::format("an integer from {} to {} is expected", min, max)});
    return min;
  }
  return n;
}

std::int64_t Fields::integer_or(const char* name, std::int64_t min, std::int64_t max, std::int64_t fallback) {
  if (has(name)) return integer(name, min, max);
  find(name, false);
  return fallback;
}

bool Fields::boolean(const char* name) {
  const Json* value = find(name, true);
  if (value == nullptr) return false;
  if (!value->is_boolean()) {
    complain(name, "not_boolean", {"应为 true 或 false", "true or false is expected"});
    return false;
  }
  return value->get<bool>();
}

bool Fields::boolean_or(const char* name, bool fallback) {
  if (has(name)) return boolean(name);
  find(name, false);
  return fallback;
}

const Json& Fields::any(const char* name) {
  const Json* value = find(name, false);
  return value == nullptr ? kNull : *value;
}

const Json& Fields::array(const char* name, std::size_t max_size) {
  const Json* value = find(name, true);
  if (value == nullptr) return kNull;
  if (!value->is_array() || value->size() > max_size) {
    complain(name, "not_an_array", {fmt::format("应为不超过 {} 项的数组", max_size),
                                    fmt::format("an array of at most {} elements is expected", max_size)});
    return kNull;
  }
  return *value;
}

const Json& Fields::object(const char* name) {
  const Json* value = find(name, true);
  if (value == nullptr) return kNull;
  if (!value->is_object()) {
    complain(name, "not_an_object", {"应为 JSON 对象", "an object is expected"});
    return kNull;
  }
  return *value;
}

void Fields::finish() {
  if (!object_.is_object()) return;
  for (const auto& [name, value] : object_.items()) {
    if (std::find(asked_.begin(), asked_.end(), name) != asked_.end()) continue;
    problems_.push_back({"unknown_member", at(name.c_str()),
                         {"不认识的项，请检查拼写或删去", "nobody knows this member; check its spelling or remove it"}});
  }
}

}  // namespace examhall::base
