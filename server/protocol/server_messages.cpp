#include "protocol/server_messages.hpp"

#include <fmt/format.h>

#include "base/mapping.hpp"
#include "protocol/error_id.hpp"
#include "protocol/variant_codec.hpp"

namespace examhall::protocol {

template <>
struct TypeName<Welcome> {
  static constexpr std::string_view value = "welcome";
};
template <>
struct TypeName<TimeReply> {
  static constexpr std::string_view value = "time";
};
template <>
struct TypeName<Start> {
  static constexpr std::string_view value = "start";
};
template <>
struct TypeName<Outline> {
  static constexpr std::string_view value = "outline";
};
template <>
struct TypeName<Item> {
  static constexpr std::string_view value = "item";
};
template <>
struct TypeName<PaperEnd> {
  static constexpr std::string_view value = "paper_end";
};
template <>
struct TypeName<Ack> {
  static constexpr std::string_view value = "ack";
};
template <>
struct TypeName<Deadline> {
  static constexpr std::string_view value = "deadline";
};
template <>
struct TypeName<PausedNow> {
  static constexpr std::string_view value = "paused";
};
template <>
struct TypeName<Storage> {
  static constexpr std::string_view value = "storage";
};
template <>
struct TypeName<Ended> {
  static constexpr std::string_view value = "ended";
};
template <>
struct TypeName<TakenOver> {
  static constexpr std::string_view value = "taken_over";
};
template <>
struct TypeName<Error> {
  static constexpr std::string_view value = "error";
};

template <>
struct TypeName<Notice> {
  static constexpr std::string_view value = "notice";
};
template <>
struct TypeName<NoticeKept> {
  static constexpr std::string_view value = "noticed";
};
template <>
struct TypeName<CallNow> {
  static constexpr std::string_view value = "call";
};

template <class M>
void map(M& m, Person& v) {
  m("ticket", v.ticket);
  m("name", v.name);
  m("institution", v.institution);
  m("id_masked", v.id_masked);
  m("site", v.site);
  m("room", v.room);
  m("seat", v.seat);
}
template <class M>
void map(M& m, BatchCard& v) {
  m("code", v.code);
  m("title", v.title);
  m("level", v.level);
  m("zone", v.zone);
  m("start", v.start);
  m("end", v.end);
  m("hand_in_after_ms", v.hand_in_after_ms);
  m("no_hand_in_last_ms", v.no_hand_in_last_ms);
  m("late_entry_after_ms", v.late_entry_after_ms);
  m("attempt_time_ms", v.attempt_time_ms);
  m("forward_only", v.forward_only);
}
template <class M>
void map(M& m, Welcome& v) {
  m("person", v.person);
  m("batch", v.batch);
  m("status", v.status, 32);
  m("round", v.round);
  m("fence", v.fence);
  m("next_no", v.next_no);
  m("server_time", v.server_time);
  m("deadline", v.deadline);
  m("image_token", v.image_token, 128);
  m("public_key", v.public_key, 64);
}
template <class M>
void map(M& m, TimeReply& v) {
  m("t0", v.t0);
  m("t1", v.t1);
  m("t2", v.t2);
}
template <class M>
void map(M& m, Start& v) {
  m("server_time", v.server_time);
  m("deadline", v.deadline);
}
template <class M>
void map(M& m, SectionCard& v) {
  m("title", v.title);
  m("type", v.type);
  m("points", v.points);
  m("count", v.count);
}
template <class M>
void map(M& m, Held& v) {
  m("item", v.item);
  m("no", v.no);
  m("response", v.response);
}
template <class M>
void map(M& m, Outline& v) {
  m("paper", v.paper, 64);
  m("title", v.title);
  m("total", v.total, 16);
  m("pass", v.pass, 16);
  m("sections", v.sections);
  m("order", v.order);
  m("options", v.options);
  m("answers", v.answers);
}
template <class M>
void map(M& m, Item& v) {
  m("item", v.item);
  m("body", v.body);
}
template <class M>
void map(M& m, PaperEnd& v) {
  m("items", v.items);
}
template <class M>
void map(M& m, Ack& v) {
  m("no", v.no);
  m("item", v.item);
  m("seq", v.seq);
  m("at", v.at);
  m("link", v.link, 64);
}
template <class M>
void map(M& m, Deadline& v) {
  m("ends_at", v.ends_at);
  m("by_ms", v.by_ms);
  m("reason", v.reason, 32);
  m("text", v.text);
  m("starts_at", v.starts_at);
}
template <class M>
void map(M& m, PausedNow& v) {
  m("text", v.text);
}
template <class M>
void map(M& m, Storage& v) {
  m("ok", v.ok);
}
template <class M>
void map(M& m, Ended& v) {
  m("how", v.how, 32);
  m("at", v.at);
  m("receipt", v.receipt);
  m("signature", v.signature);
  m("tries_left", v.tries_left);
}
template <class M>
void map(M& m, TakenOver& v) {
  m("machine", v.machine);
}
template <class M>
void map(M& m, About& v) {
  m("type", v.type, 32);
  m("no", v.no);
}
template <class M>
void map(M& m, Error& v) {
  m("id", v.id, 64);
  m("text", v.text);
  m("about", v.about);
  m("when", v.when);
  m("detail", v.detail);
}

template <class M>
void map(M& m, Notice& v) {
  m("id", v.id);
  m("text", v.text);
  m("at", v.at);
  m("to", v.to, 32);
  m("read", v.read);
}
template <class M>
void map(M& m, NoticeKept& v) {
  m("id", v.id);
  m("read", v.read);
}
template <class M>
void map(M& m, CallNow& v) {
  m("no", v.no);
  m("state", v.state, 32);
  m("at", v.at);
  m("text", v.text);
}

base::Result<ServerMessage, Malformed> decode_server(std::string_view frame) {
  return decode_variant<ServerMessage>(frame, {.max_bytes = 4U << 20U, .max_depth = 32});
}

std::string encode(const ServerMessage& message) {
  // The hot path: one of these for every answer of every candidate.
  if (const Ack* a = std::get_if<Ack>(&message)) {
    return fmt::format(R"({{"type":"ack","no":{},"item":{},"seq":{},"at":{},"link":"{}"}})", a->no, a->item,
                       a->seq, base::to_millis(a->at), a->link);
  }
  return encode_variant(message);
}

Error make_error(std::string_view id, std::optional<About> about, std::optional<base::Instant> when) {
  const ErrorEntry& entry = error_entry(id);
  return {std::string{entry.id}, entry.text, std::move(about), when, std::nullopt};
}

}  // namespace examhall::protocol
