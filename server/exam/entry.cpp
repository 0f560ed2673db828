#include "exam/entry.hpp"

#include <algorithm>

namespace examhall::exam {
namespace {

using base::Json;

Json read_body(std::string_view body) {
  auto json = base::parse_json(body, {.max_bytes = 1U << 20U, .max_depth = 32});
  return json && json->is_object() ? *std::move(json) : Json::object();
}

std::string text_of(const Json& body, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const auto found = body.find(name);
    if (found != body.end() && found->is_string()) return found->get<std::string>();
  }
  return {};
}

std::optional<std::int64_t> number_of(const Json& body, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const auto found = body.find(name);
    if (found != body.end() && found->is_number_integer()) return found->get<std::int64_t>();
  }
  return std::nullopt;
}

// Of a sealed paper: one who released it, or those whose parts opened it.
std::string custodians_of(const Json& body) {
  std::string names;
  const auto add = [&](const Json& custodian) {
    if (!custodian.is_object()) return;
    names += (names.empty() ? "" : ", ") + text_of(custodian, {"name"});
  };
  if (const auto one = body.find("custodian"); one != body.end()) add(*one);
  if (const auto all = body.find("custodians"); all != body.end() && all->is_array())
    std::for_each(all->begin(), all->end(), add);
  return names;
}

std::optional<Instant> instant_of(const Json& body, std::initializer_list<const char*> names) {
  const auto millis = number_of(body, names);
  return millis ? std::optional{base::from_millis(*millis)} : std::nullopt;
}

void add_period(Entry& entry, const Json& body) {
  const auto window = body.find("window");
  const Json& times = window != body.end() && window->is_object() ? *window : body;
  entry.from = instant_of(times, {"start", "from"});
  entry.to = instant_of(times, {"end", "to"});
}

// Member by member: what is not named here, an answer above all, is not shown.
Entry reduced(std::uint64_t seq, Instant at, std::string_view kind, const Json& body) {
  Entry entry{seq, at, std::string{kind}, text_of(body, {"by"}), "", 0, Span{0}};
  if (entry.by.empty()) entry.by = custodians_of(body);
  entry.text = text_of(body, {"reason", "text", "machine", "detail", "cause", "outcome"});
  if (kind == "reported") entry.text = text_of(body, {"kind"}) + " " + entry.text;
  if (kind == "counted") {
    entry.text = text_of(body, {"what"}) + " " + text_of(body, {"which"}) + " ×" +
                 std::to_string(number_of(body, {"count"}).value_or(0));
  }
  if (kind == "moved") {
    entry.text = text_of(body, {"from_room"}) + " " + text_of(body, {"from_seat"}) + " → " + text_of(body, {"room"}) +
                 " " + text_of(body, {"seat"}) + ": " + entry.text;
  }
  const std::int64_t item = number_of(body, {"item"}).value_or(-1);
  entry.item = item >= 0 && item < UINT32_MAX ? item + 1 : 0;
  entry.amount = Span{number_of(body, {"time_ms", "lost_ms"}).value_or(0)};
  add_period(entry, body);
  const std::int64_t notice = number_of(body, {"notice"}).value_or(0);
  entry.notice = notice > 0 && notice <= UINT32_MAX ? static_cast<std::uint32_t>(notice) : 0;
  return entry;
}

}  // namespace

bool concerns_candidates(std::string_view kind) {
  return kind == "batch_rescheduled" || kind == "batch_extended" || kind == "outage_noted" ||
         kind == "paper_released" || kind == "paper_opened";
}

Entry entry_of(std::uint64_t seq, Instant at, std::string_view kind, std::string_view body) {
  return reduced(seq, at, kind, read_body(body));
}

BatchEntry batch_entry_of(std::uint64_t seq, Instant at, std::string_view kind, std::string_view body) {
  const Json json = read_body(body);
  BatchEntry out{reduced(seq, at, kind, json), text_of(json, {"kind", "category"}), "", "", 0};
  if (kind == "decided") out.act = json.value("yes", Json{}) == Json{true} ? "approve" : "decline";
  out.scope = text_of(json, {"scope"});
  out.target = text_of(json, {"target"});
  if (const std::string site = text_of(json, {"site"}); !site.empty()) out.target = site + "/" + out.target;
  out.affected = number_of(json, {"affected"}).value_or(0);
  return out;
}

Json to_json(const Entry& e) {
  Json out{{"seq", e.seq},   {"at", base::to_millis(e.at)}, {"kind", e.kind}, {"by", e.by}, {"text", e.text},
           {"item", e.item}, {"amount", e.amount.count()}};
  if (e.from) out["from"] = base::to_millis(*e.from);
  if (e.to) out["to"] = base::to_millis(*e.to);
  if (e.notice != 0) out["notice"] = e.notice;
  return out;
}

Json to_json(const BatchEntry& e) {
  Json out = to_json(e.entry);
  out["act"] = e.act;
  out["scope"] = e.scope;
  out["target"] = e.target;
  out["affected"] = e.affected;
  return out;
}

}  // namespace examhall::exam
