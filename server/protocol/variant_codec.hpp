#pragma once
// A message is a JSON object whose member "type" names the alternative of a variant. Used by the two message
// files of this folder only.
#include "base/mapping.hpp"
#include "protocol/client_messages.hpp"

namespace examhall::protocol {

template <class Message>
struct TypeName;

/// What goes back to the sender about a message. It quotes names that the sender chose: bounded, so that a
/// large message does not earn a large answer.
inline std::string detail_of(base::Problem problem) {
  constexpr std::size_t kLongest = 256;
  const bool whole_text = problem.id.starts_with("json_") && problem.id != "json_syntax";
  if (whole_text) problem.place = {};  // only where the syntax is wrong is the place known
  const std::string line = base::to_line(problem, base::Language::en);
  std::string detail{base::trimmed(line)};
  if (detail.size() <= kLongest) return detail;
  std::size_t end = kLongest;
  while ((static_cast<unsigned char>(detail[end]) & 0xC0U) == 0x80U) --end;  // not within a character
  return detail.substr(0, end) + "… [" + problem.id + "]";
}

template <class Variant>
std::string encode_variant(const Variant& message) {
  return std::visit(
      [](const auto& m) {
        using Message = std::decay_t<decltype(m)>;
        base::JsonWriter writer;
        map(writer, const_cast<Message&>(m));
        writer("type", TypeName<Message>::value);
        return writer.text();
      },
      message);
}

template <class Variant, std::size_t I = 0>
base::Result<Variant, Malformed> read_alternative(const base::Json& json, const std::string& type) {
  if constexpr (I == std::variant_size_v<Variant>) {
    return base::Failure{Malformed{"unknown_type", type, "no message is called so"}};
  } else {
    using Message = std::variant_alternative_t<I, Variant>;
    if (type != TypeName<Message>::value) return read_alternative<Variant, I + 1>(json, type);
    base::Problems problems;
    Message message{};
    base::JsonReader reader{json, {}, problems};
    reader.fields().any("type");
    map(reader, message);
    reader.finish();
    if (base::has_errors(problems)) {
      return base::Failure{Malformed{"bad_message", type, detail_of(problems.front())}};
    }
    return Variant{std::move(message)};
  }
}

template <class Variant>
base::Result<Variant, Malformed> decode_variant(std::string_view frame, const base::JsonLimits& limits) {
  const auto json = base::parse_json(frame, limits);
  if (!json) return base::Failure{Malformed{"bad_message", "", detail_of(json.error())}};
  const auto type = json->is_object() ? json->find("type") : json->end();
  if (type == json->end() || !type->is_string() || type->template get_ref<const std::string&>().size() > 32) {
    return base::Failure{Malformed{"bad_message", "", "an object with a text member \"type\" is expected"}};
  }
  return read_alternative<Variant>(*json, type->template get<std::string>());
}

}  // namespace examhall::protocol
