#include "proctoring/messages.hpp"

#include <algorithm>

#include "base/mapping.hpp"
#include "exam/attempt.hpp"
#include "protocol/variant_codec.hpp"

namespace examhall::protocol {

template <>
struct TypeName<proctoring::Watch> {
  static constexpr std::string_view value = "watch";
};
template <>
struct TypeName<proctoring::Timeline> {
  static constexpr std::string_view value = "timeline";
};
template <>
struct TypeName<proctoring::Deeds> {
  static constexpr std::string_view value = "deeds";
};
template <>
struct TypeName<proctoring::Act> {
  static constexpr std::string_view value = "act";
};
template <>
struct TypeName<proctoring::Approve> {
  static constexpr std::string_view value = "approve";
};
template <>
struct TypeName<proctoring::Ping> {
  static constexpr std::string_view value = "ping";
};

}  // namespace examhall::protocol

namespace examhall::proctoring {

template <class M>
void map(M& m, Watch& v) {
  m("batch", v.batch, 128);
}
template <class M>
void map(M& m, Timeline& v) {
  m("no", v.no);
  m("ticket", v.ticket, 64);
  m("before", v.before);
  m("after", v.after);
}
template <class M>
void map(M&, Deeds&) {}
template <class M>
void map(M& m, Act& v) {
  m("no", v.no);
  m("batch", v.batch, 128);
  m("key", v.key, 64);
  m("kind", v.kind, 32);
  m("scope", v.scope, 16);
  m("target", v.target, 2 * exam::kLongestPlace);
  m("reason", v.reason, exam::kLongestNotice);
  m("time", v.time);
  m("outage", v.outage);
  m("room", v.room, exam::kLongestPlace);
  m("seat", v.seat, exam::kLongestPlace);
  m("category", v.category, 32);
  m("attachment", v.attachment, exam::kLongestAttachment);
}
template <class M>
void map(M& m, Approve& v) {
  m("no", v.no);
  m("batch", v.batch, 128);
  m("key", v.key, 64);
  m("request", v.request);
  m("yes", v.yes);
  m("reason", v.reason, exam::kLongestNotice);
}
template <class M>
void map(M& m, Ping& v) {
  m("t0", v.t0);
}

namespace {
constexpr base::JsonLimits kLimits{.max_bytes = kMaxPageFrame, .max_depth = 4};
}  // namespace

bool is_key(std::string_view text) {
  const auto fits = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
  };
  return text.size() >= 8 && text.size() <= 64 && std::ranges::all_of(text, fits);
}

base::Result<PageMessage, protocol::Malformed> decode_page(std::string_view frame) {
  return protocol::decode_variant<PageMessage>(frame, kLimits);
}

std::optional<std::uint32_t> number_of(std::string_view frame) {
  const auto json = base::parse_json(frame, kLimits);
  if (!json || !json->is_object()) return std::nullopt;
  const auto no = json->find("no");
  if (no == json->end() || !no->is_number_unsigned() || no->get<std::uint64_t>() > UINT32_MAX)
    return std::nullopt;
  return no->get<std::uint32_t>();
}

}  // namespace examhall::proctoring
