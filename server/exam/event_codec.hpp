#pragma once
// How an event becomes its written form and back: what event_json.cpp and batch_event_json.cpp have in
// common. Not for others to include.
#include <array>

#include "base/mapping.hpp"
#include "exam/event_json.hpp"

namespace examhall::exam {

/// What each alternative is called in the journal, in the variant's order.
template <class Variant>
using Kinds = std::array<std::string_view, std::variant_size_v<Variant>>;

template <class M, class E>
void map_act(M& m, E& e) {
  m("by", e.by);
  m("reason", e.reason);
}

template <class M>
void map(M& m, IncidentNote& e) {
  m("no", e.no);
  m("category", e.category, 32);
  m("scope", e.scope, 32);
  m("target", e.target, kLongestPlace);
  m("site", e.site, kLongestPlace);
  m("by", e.by);
  m("text", e.text);
  m("attachment", e.attachment, kLongestAttachment);
}

// A fold adds spans up and makes room for items: what no rule can have written must not get that far.
inline bool plausible(Span s) { return s >= Span{0} && s <= std::chrono::hours{24 * 365 * 100}; }

// Of most events the body is what map() says, and any such body is plausible. Overloads say where that is not
// so.
template <class E>
std::string body_of(const E& e) {
  return base::written(e);
}
template <class E>
void read_body(const base::Json& json, base::Problems& problems, E& e) {
  e = base::read_mapped<E>(json, {}, problems);
}
template <class E>
bool is_plausible(const E&) {
  return true;
}

inline constexpr base::JsonLimits kBodyLimits{.max_bytes = 1U << 20U, .max_depth = 32};

/// `body_of(event)` writes one event's body.
template <class Variant, class BodyOf>
Written write_any(const Kinds<Variant>& kinds, const Variant& event, BodyOf body_of) {
  return std::visit([&](const auto& e) { return Written{kinds[event.index()], body_of(e)}; }, event);
}

/// `read_body(json, problems, event)` fills one event; `is_plausible(event)` looks at what came of it.
template <class Variant, class ReadBody, class IsPlausible, std::size_t I = 0>
std::optional<Variant> read_any(const Kinds<Variant>& kinds, std::string_view kind, std::string_view body,
                                ReadBody read_body, IsPlausible is_plausible) {
  if constexpr (I == std::variant_size_v<Variant>) {
    return std::nullopt;
  } else {
    if (kind != kinds[I]) {
      return read_any<Variant, ReadBody, IsPlausible, I + 1>(kinds, kind, body, read_body, is_plausible);
    }
    const auto json = base::parse_json(body, kBodyLimits);
    if (!json) return std::nullopt;
    base::Problems problems;
    std::variant_alternative_t<I, Variant> event{};
    read_body(*json, problems, event);
    if (base::has_errors(problems) || !is_plausible(event)) return std::nullopt;
    return event;
  }
}

}  // namespace examhall::exam
