#pragma once
// One description of a struct's members serves both directions:
//
//   template <class M> void map(M& m, Seated& v) { m("fence", v.fence); m("machine", v.machine, 64); }
//
// JsonWriter makes an object's text from it; JsonReader takes the values out of one with types, ranges and lengths
// checked, and reports everything wrong in one go. Used by the wire messages, the journal's events, settings.
#include <concepts>
#include <limits>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "base/json_text.hpp"
#include "base/time.hpp"

namespace examhall::base {

inline constexpr std::size_t kDefaultTextLimit = 4096;
inline constexpr std::size_t kDefaultArrayLimit = 4096;

class JsonWriter {
 public:
  template <class T>
  void operator()(const char* name, const T& value, std::size_t = 0) {
    append(members_.value_of(name), value);
  }
  template <class T>
  void operator()(const char* name, const std::optional<T>& value, std::size_t = 0) {
    if (value) (*this)(name, *value);
  }
  /// Canonical. Once.
  std::string text() {
    std::string out;
    members_.append_to(out);
    return out;
  }

 private:
  template <std::same_as<bool> T>  // nothing else turns into one
  static void append(std::string& out, T value) {
    out += value ? "true" : "false";
  }
  static void append(std::string& out, std::string_view value) { append_json_text(out, value); }
  static void append(std::string& out, const std::string& value) { append_json_text(out, value); }
  static void append(std::string& out, const char* value) { append_json_text(out, value); }
  static void append(std::string& out, const Json& value) { out += canonical(value); }
  static void append(std::string& out, Span value) { append_json_number(out, value.count()); }
  static void append(std::string& out, Instant value) { append_json_number(out, to_millis(value)); }
  static void append(std::string& out, const Text& value) {
    JsonWriter inner;
    inner("zh", value.zh);
    inner("en", value.en);
    inner.members_.append_to(out);
  }
  template <class T>
  requires(std::is_integral_v<T> && !std::is_same_v<T, bool>) static void append(std::string& out, T value) {
    append_json_number(out, value);
  }
  template <class T>
  static void append(std::string& out, const std::vector<T>& values) {
    out += '[';
    bool first = true;
    for (const T& value : values) {
      if (!std::exchange(first, false)) out += ',';
      append(out, value);
    }
    out += ']';
  }
  template <class T>
    requires(std::is_class_v<T>)
  static void append(std::string& out, const T& value) {
    JsonWriter inner;
    map(inner, const_cast<T&>(value));  // map() takes a mutable reference for the reader's sake; writing reads only
    inner.members_.append_to(out);
  }

  JsonMembers members_{};
};

class JsonReader {
 public:
  JsonReader(const Json& object, Place place, Problems& problems)
      : fields_{object, std::move(place), problems}, problems_{problems} {}

  void operator()(const char* name, std::string& value, std::size_t limit = kDefaultTextLimit) {
    value = fields_.text(name, limit);
  }
  void operator()(const char* name, bool& value, std::size_t = 0) { value = fields_.boolean(name); }
  template <class T>
    requires(std::is_integral_v<T>)
  void operator()(const char* name, T& value, std::size_t = 0) {
    value = read_integer<T>(name);
  }
  void operator()(const char* name, Span& value, std::size_t = 0) { value = Span{read_integer<std::int64_t>(name)}; }
  void operator()(const char* name, Instant& value, std::size_t = 0) {
    value = from_millis(read_integer<std::int64_t>(name));
  }
  void operator()(const char* name, Json& value, std::size_t = 0) {
    value = fields_.any(name);
    if (!fields_.has(name)) fields_.complain(name, "missing", {"缺少此项", "this member is missing"});
  }
  void operator()(const char* name, Text& value, std::size_t limit = kDefaultTextLimit) {
    const Json& object = fields_.object(name);
    if (!object.is_object()) return;
    Fields inner{object, fields_.at(name), problems_};
    value.zh = inner.text("zh", limit);
    value.en = inner.text("en", limit);
  }
  template <class T>
  void operator()(const char* name, std::optional<T>& value, std::size_t limit = kDefaultTextLimit) {
    if (!fields_.has(name)) {
      fields_.any(name);
      value.reset();
      return;
    }
    value.emplace();
    (*this)(name, *value, limit);
  }
  template <class T>
  void operator()(const char* name, std::vector<T>& value, std::size_t limit = kDefaultArrayLimit) {
    const Json& array = fields_.array(name, limit);
    value.clear();
    value.reserve(array.size());
    for (std::size_t i = 0; i < array.size(); ++i) read_element(name, array[i], i, value.emplace_back());
  }
  template <class T>
    requires(std::is_class_v<T>)
  void operator()(const char* name, T& value, std::size_t = 0) {
    const Json& object = fields_.object(name);
    if (!object.is_object()) return;
    JsonReader inner{object, fields_.at(name), problems_};
    map(inner, value);
    inner.finish();
  }

  Fields& fields() { return fields_; }
  void finish() { fields_.finish(); }

 private:
  template <class T>
  static constexpr std::int64_t top() {
    return sizeof(T) < 8 ? static_cast<std::int64_t>(std::numeric_limits<T>::max()) : INT64_MAX;
  }
  template <class T>
  T read_integer(const char* name) {
    constexpr auto bottom = std::is_signed_v<T> ? static_cast<std::int64_t>(std::numeric_limits<T>::min()) : 0;
    return static_cast<T>(fields_.integer(name, bottom, top<T>()));
  }
  // Whole numbers, and lists of them, if nothing is wrong with them: nearly always, and a paper's order is many.
  template <class T>
  static bool take_plain(const Json&, T&) {
    return false;
  }
  template <class T>
    requires(std::is_unsigned_v<T> && !std::is_same_v<T, bool>)
  static bool take_plain(const Json& element, T& value) {
    if (!element.is_number_unsigned() || element.get<std::uint64_t>() > static_cast<std::uint64_t>(top<T>())) return false;
    value = static_cast<T>(element.get<std::uint64_t>());
    return true;
  }
  template <class T>
    requires(std::is_unsigned_v<T> && !std::is_same_v<T, bool>)
  static bool take_plain(const Json& element, std::vector<T>& value) {
    if (!element.is_array() || element.size() > kDefaultArrayLimit) return false;
    value.resize(element.size());
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (!take_plain(element[i], value[i])) return false;
    }
    return true;
  }
  // Anything else is read as the only member of an object of its own: one code path for all types.
  template <class T>
  void read_element(const char* name, const Json& element, std::size_t index, T& value) {
    if (take_plain(element, value)) return;
    if constexpr (std::is_class_v<T> && !std::is_same_v<T, std::string> && !std::is_same_v<T, Json>) {
      if constexpr (requires(JsonReader& r, T& v) { map(r, v); }) {
        Place place = fields_.at(name);
        place.column += "[" + std::to_string(index) + "]";
        JsonReader inner{element, place, problems_};
        map(inner, value);
        inner.finish();
        return;
      }
    }
    const std::string label = std::string{name} + "[" + std::to_string(index) + "]";
    const Json holder{{label, element}};
    JsonReader inner{holder, Place{}, problems_};
    inner(label.c_str(), value);
  }

  Fields fields_;
  Problems& problems_;
};

/// The object as canonical text.
template <class T>
std::string written(const T& value) {
  JsonWriter writer;
  map(writer, const_cast<T&>(value));
  return writer.text();
}

/// For those who put it into something larger.
template <class T>
Json write_mapped(const T& value) {
  return Json::parse(written(value));
}

/// Reads a whole object; members that the description does not name are problems too.
template <class T>
T read_mapped(const Json& object, const Place& place, Problems& problems) {
  T value{};
  JsonReader reader{object, place, problems};
  map(reader, value);
  reader.finish();
  return value;
}

}  // namespace examhall::base
