#include "protocol/client_messages.hpp"

#include "base/mapping.hpp"
#include "protocol/variant_codec.hpp"

namespace examhall::protocol {

template <>
struct TypeName<Login> {
  static constexpr std::string_view value = "login";
};
template <>
struct TypeName<TimeQuery> {
  static constexpr std::string_view value = "time";
};
template <>
struct TypeName<Answer> {
  static constexpr std::string_view value = "answer";
};
template <>
struct TypeName<Visit> {
  static constexpr std::string_view value = "visit";
};
template <>
struct TypeName<Report> {
  static constexpr std::string_view value = "report";
};
template <>
struct TypeName<HandIn> {
  static constexpr std::string_view value = "hand_in";
};
template <>
struct TypeName<Leave> {
  static constexpr std::string_view value = "leave";
};

template <>
struct TypeName<Notices> {
  static constexpr std::string_view value = "notices";
};
template <>
struct TypeName<Noticed> {
  static constexpr std::string_view value = "noticed";
};
template <>
struct TypeName<Call> {
  static constexpr std::string_view value = "call";
};

template <>
struct TypeName<DeadlineShown> {
  static constexpr std::string_view value = "deadline_shown";
};

template <class M>
void map(M& m, Login& v) {
  m("ticket", v.ticket, 64);
  m("code", v.code, 128);
  m("client", v.client, 64);
  m("machine", v.machine, 64);
  m("have_paper", v.have_paper, 64);
  m("next_try", v.next_try);
}
template <class M>
void map(M& m, TimeQuery& v) {
  m("t0", v.t0);
}
template <class M>
void map(M& m, Answer& v) {
  m("no", v.no);
  m("item", v.item);
  m("response", v.response);
  m("at", v.at);
}
template <class M>
void map(M& m, Visit& v) {
  m("item", v.item);
}
template <class M>
void map(M& m, Report& v) {
  m("kind", v.kind, 32);
  m("detail", v.detail, 512);
}
template <class M>
void map(M& m, HandIn& v) {
  m("unanswered", v.unanswered);
}
template <class M>
void map(M&, Leave&) {}
template <class M>
void map(M&, Notices&) {}
template <class M>
void map(M& m, Noticed& v) {
  m("id", v.id);
  m("read", v.read);
}
template <class M>
void map(M& m, Call& v) {
  m("no", v.no);
  m("wanted", v.wanted);
  m("text", v.text, 256);
}

template <class M>
void map(M& m, DeadlineShown& v) {
  m("ends_at", v.ends_at);
}

std::string_view type_name(const ClientMessage& message) {
  return std::visit([](const auto& m) { return TypeName<std::decay_t<decltype(m)>>::value; }, message);
}

base::Result<ClientMessage, Malformed> decode_client(std::string_view frame) {
  return decode_variant<ClientMessage>(frame, {.max_bytes = kMaxClientFrame, .max_depth = 8});
}

std::string encode(const ClientMessage& message) { return encode_variant(message); }

}  // namespace examhall::protocol
