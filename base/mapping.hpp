#pragma once
// One description of a struct's members serves both directions:
//
//   template <class M> void map(M& m, Seated& v) { m("fence", v.fence); m("machine", v.machine, 64); }
//
// JsonWriter fills an object from it; JsonReader takes the values out of one with types, ranges and lengths
// checked, and reports everything wrong in one go. Used by the wire messages, the journal's events, settings.
#include <limits>
#include <type_traits>
#include <vector>

#include "base/json.hpp"
#include "base/time.hpp"

namespace examhall::base {

inline constexpr std::size_t kDefaultTextLimit = 4096;
inline constexpr std::size_t kDefaultArrayLimit = 4096;

class JsonWriter {
 public:
  Json object = Json::object();

  template <class T>
  void operator()(const char* name, const T& value, std::size_t = 0) {
    if constexpr (is_optional<T>::value) {
      if (value) object[name] = to_json_value(*value);
    } else {
      object[name] = to_json_value(value);
    }
  }

 private:
  template <class T>
  struct is_optional : std::false_type {};
  template <class T>
  struct is_optional<std::optional<T>> : std::true_type {};

  template <class T>
  static Json to_json_value(const T& value) {
    if constexpr (std::is_same_v<T, Json> || std::is_arithmetic_v<T> || std::is_same_v<T, std::string>) {
      return value;
    } else if constexpr (std::is_same_v<T, Span>) {
      return value.count();
    } else if constexpr (std::is_same_v<T, Instant>) {
      return to_millis(value);
    } else if constexpr (std::is_same_v<T, Text>) {
      return Json{{"zh", value.zh}, {"en", value.en}};
    } else {
      return nested(value, 0);
    }
  }
  template <class T>
  static Json nested(const std::vector<T>& values, int) {
    Json array = Json::array();
    for (const T& v : values) array.push_back(to_json_value(v));
    return array;
  }
  template <class T>
  static Json nested(const T& value, long) {
    JsonWriter inner;
    map(inner, const_cast<T&>(value));  // map() takes a mutable reference for the reader's sake; writing reads only
    return std::move(inner.object);
  }
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
  T read_integer(const char* name) {
    constexpr auto top = sizeof(T) < 8 ? static_cast<std::int64_t>(std::numeric_limits<T>::max()) : INT64_MAX;
    constexpr auto bottom = std::is_signed_v<T> ? static_cast<std::int64_t>(std::numeric_limits<T>::min()) : 0;
    return static_cast<T>(fields_.integer(name, bottom, top));
  }
  // An element is read as the only member of an object of its own: one code path for all types.
  template <class T>
  void read_element(const char* name, const Json& element, std::size_t index, T& value) {
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

template <class T>
Json write_mapped(const T& value) {
  JsonWriter writer;
  map(writer, const_cast<T&>(value));
  return std::move(writer.object);
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
