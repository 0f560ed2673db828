#include "proctoring/row.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/json.hpp"

namespace examhall::proctoring {
namespace {

template <class T>
struct Member {
  const char* name;
  T Row::*value;
};
template <class T>
Member(const char*, T Row::*) -> Member<T>;

constexpr auto kMembers = std::tuple{Member{"ticket", &Row::ticket},
                                     Member{"name", &Row::name},
                                     Member{"institution", &Row::institution},
                                     Member{"id_masked", &Row::id_masked},
                                     Member{"site", &Row::site},
                                     Member{"room", &Row::room},
                                     Member{"seat", &Row::seat},
                                     Member{"status", &Row::status},
                                     Member{"online", &Row::online},
                                     Member{"since", &Row::since},
                                     Member{"machine", &Row::machine},
                                     Member{"answered", &Row::answered},
                                     Member{"active", &Row::active},
                                     Member{"left", &Row::left},
                                     Member{"away", &Row::away},
                                     Member{"late", &Row::late},
                                     Member{"clock", &Row::clock},
                                     Member{"called", &Row::called},
                                     Member{"call_text", &Row::call_text},
                                     Member{"sent", &Row::sent},
                                     Member{"delivered", &Row::delivered},
                                     Member{"read", &Row::read},
                                     Member{"warned", &Row::warned},
                                     Member{"ends_at", &Row::ends_at},
                                     Member{"paused", &Row::paused},
                                     Member{"extra", &Row::extra},
                                     Member{"moved", &Row::moved},
                                     Member{"moved_shown", &Row::moved_shown},
                                     Member{"try", &Row::round}};

std::string json_of(const std::string& text) {
  return base::Json(text).dump(-1, ' ', false, base::Json::error_handler_t::replace);
}
std::string json_of(bool value) { return value ? "true" : "false"; }
std::string json_of(std::uint32_t value) { return fmt::to_string(value); }
std::string json_of(base::Instant value) { return fmt::to_string(base::to_millis(value)); }
std::string json_of(base::Span value) { return fmt::to_string(value.count()); }

void add(std::string& object, const char* name, const std::string& value) {
  object += object.empty() ? "{\"" : ",\"";
  object += name;
  object += "\":";
  object += value;
}

template <class Wanted>
std::string object_of(const Row& row, Wanted wanted) {
  std::string object;
  std::apply(
      [&](const auto&... member) {
        ((wanted(member) ? add(object, member.name, json_of(row.*member.value)) : void()), ...);
      },
      kMembers);
  if (!object.empty()) object += '}';
  return object;
}

std::string entry(const Row& row, const std::string& object) {
  return object.empty() ? object : "[" + json_of(row.ticket) + "," + object + "]";
}

base::Span extra_time(const exam::Attempt& a) {
  base::Span paused{0};
  for (const exam::Window& pause : a.pauses) paused += pause.end - pause.start;
  return a.accommodation + a.extended + a.lost + paused;
}

void count_notices(Row& row, const exam::Attempt& a) {
  row.sent = static_cast<std::uint32_t>(a.notices.size());
  for (const exam::Notice& notice : a.notices) {
    row.delivered += notice.delivered ? 1 : 0;
    row.warned += notice.warning ? 1 : 0;
    row.read += notice.read ? 1 : 0;
  }
}

// Whoever has not come yet is told the whole schedule on coming; whoever has ended, nothing more.
void note_moved_end(Row& row, const exam::Batch& batch, const exam::Attempt& a) {
  if (a.status == exam::Status::registered || exam::has_ended(a.status)) return;
  row.moved = exam::end_moved_at(batch, a).value_or(base::Instant{});
  row.moved_shown = row.moved != base::Instant{} && !exam::unshown_end(batch, a);
}

// As long as nothing happens it stands still, and so does the row: what time alone adds to it, whoever looks
// adds too.
base::Instant end_of(const exam::Batch& batch, const exam::Attempt& a, base::Instant now) {
  if (exam::has_ended(a.status)) return a.ended_at.value_or(base::Instant{});
  const base::Instant as_of = a.begun_at ? now : std::min(now, batch.window.start);
  const base::Span pause = a.paused_at ? as_of - *a.paused_at : base::Span{0};
  return exam::deadline(batch, a, as_of) - pause - exam::lost_to_move(a, as_of);
}

}  // namespace

Row row_of(const hall::Seat& seat, base::Instant now) {
  const exam::Attempt& a = seat.state.attempt;
  const protocol::Person& p = seat.enrolled.person;
  Row row;
  row.ticket = p.ticket;
  row.name = p.name;
  row.institution = p.institution;
  row.id_masked = p.id_masked;
  row.site = p.site;
  row.room = p.room;
  row.seat = p.seat;
  row.status = to_text(a.status);
  row.online = a.online;
  row.since = a.activity.online_since.value_or(base::Instant{});
  row.machine = a.activity.machine;
  row.answered = a.answered();
  row.active = a.activity.last.value_or(base::Instant{});
  row.left = a.left_window;
  row.away = a.activity.away;
  row.late = a.refused_answers;
  row.clock = a.activity.clock.value_or(base::Span{0});
  if (a.call.state == exam::Calling::open) {
    row.called = a.call.at;
    row.call_text = a.call.text;
  }
  count_notices(row, a);
  row.ends_at = end_of(seat.batch->state.batch, a, now);
  row.paused = a.status == exam::Status::paused ? a.paused_at.value_or(base::Instant{}) : base::Instant{};
  row.extra = extra_time(a);
  note_moved_end(row, seat.batch->state.batch, a);
  row.round = static_cast<std::uint32_t>(a.round);
  return row;
}

std::string whole(const Row& row) {
  return object_of(row, [](const auto&) { return true; });
}

std::string difference(const Row& before, const Row& now) {
  return entry(now,
               object_of(now, [&](const auto& member) { return before.*member.value != now.*member.value; }));
}

std::string difference(const Row& now) { return entry(now, whole(now)); }

}  // namespace examhall::proctoring
