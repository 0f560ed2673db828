#include "client/headless/voice.hpp"

#include <fmt/format.h>

#include <ctime>

#include "client/headless/words.hpp"

namespace examhall::client {
namespace {

// For people: the computer's own zone, as on the clock at the wall.
std::string local_time(Instant at) {
  const std::int64_t millis = base::to_millis(at);
  const std::time_t seconds = millis / 1000;
  std::tm parts{};
  localtime_r(&seconds, &parts);
  return fmt::format("{:02}:{:02}:{:02}.{:03}", parts.tm_hour, parts.tm_min, parts.tm_sec, millis % 1000);
}

}  // namespace

void Voice::say(const char* event, const base::Text& text, Json detail) {
  const Instant at = sitting_ == nullptr ? Instant{} : sitting_->server_time();
  if (manner_.json) {
    detail["event"] = event;
    detail["at"] = base::to_millis(at);
    detail["text"] = text.in(manner_.language);
    return write_(detail.dump(-1, ' ', false, Json::error_handler_t::replace));
  }
  write_(fmt::format("{} {}", local_time(at), base::to_utf8_lossy(text.in(manner_.language))));
}

void Voice::line_changed(const LineReport& r) {
  Json detail{{"state", to_text(r.state)}};
  if (r.loss)
    detail["loss"] = {{"id", r.loss->id},
                      {"detail", base::to_utf8_lossy(r.loss->detail)},
                      {"close_code", r.loss->close_code}};
  if (r.refusal) detail["refusal"] = r.refusal->id;
  if (!manner_.json && !manner_.detailed && r.state != LineState::offline && r.state != LineState::online)
    return;
  say("line", line_text(r), std::move(detail));
}

void Voice::welcomed(const protocol::Welcome& w) {
  const protocol::Person& p = w.person;
  say("welcome",
      {fmt::format("登录成功：{} {}，{} {}，{} {} 座位 {}", p.name, p.ticket, w.batch.title, w.batch.level,
                   p.site, p.room, p.seat),
       fmt::format("Logged in: {} {}, {} {}, {} {} seat {}", p.name, p.ticket, w.batch.title, w.batch.level,
                   p.site, p.room, p.seat)},
      {{"status", w.status},
       {"round", w.round},
       {"fence", w.fence},
       {"next_no", w.next_no},
       {"batch", w.batch.code}});
}

void Voice::clock_changed() {
  const ClockOffset& clock = sitting_->state().clock();
  if (!manner_.detailed || !clock.round_trip()) return;
  say("clock",
      {fmt::format("与服务器时钟相差 {} 毫秒，往返 {} 毫秒", clock.offset().count(),
                   clock.round_trip()->count()),
       fmt::format("The server's clock is {} ms from ours, round trip {} ms", clock.offset().count(),
                   clock.round_trip()->count())},
      {{"offset_ms", clock.offset().count()}, {"round_trip_ms", clock.round_trip()->count()}});
}

void Voice::phase_changed(Phase p) {
  Json detail{{"phase", to_text(p)}};
  if (const auto end = sitting_->state().deadline()) detail["deadline"] = base::to_millis(*end);
  say("phase", phase_text(p), std::move(detail));
}

void Voice::paper_complete() {
  const std::size_t n = sitting_->state().items();
  say("paper",
      {fmt::format("试卷已全部到达，共 {} 题", n), fmt::format("The whole paper is here: {} items", n)},
      {{"items", n}});
}

void Voice::answer_changed(std::uint32_t item) {
  const AnswerView& a = sitting_->state().answers().at(item);
  if (!manner_.detailed && a.state != AnswerState::stored) return;
  const AnswerWords words = answer_words(a.state);
  const std::uint32_t number = sitting_->state().display_number(item);
  say("answer",
      {fmt::format("第 {} 题：{}", number, words.text.zh), fmt::format("Item {}: {}", number, words.text.en)},
      {{"item", item}, {"number", number}, {"no", a.no}, {"state", words.id}});
}

void Voice::answer_refused(const protocol::Error& e, const KeptAnswer& k) {
  const std::uint32_t number = sitting_->state().display_number(k.item);
  say("answer_refused",
      {fmt::format("第 {} 题：{}", number, e.text.zh), fmt::format("Item {}: {}", number, e.text.en)},
      {{"item", k.item}, {"no", k.no}, {"id", e.id}});
}

void Voice::superseded(const KeptAnswer& k) {
  const std::uint32_t number = sitting_->state().display_number(k.item);
  say("superseded",
      {fmt::format("第 {} 题：已在另一台机器上改答，以那里的为准", number),
       fmt::format("Item {}: answered later on another machine; that answer stands", number)},
      {{"item", k.item}, {"no", k.no}});
}

void Voice::deadline_changed(const protocol::Deadline& d) {
  const std::string until = local_time(d.ends_at);
  say("deadline",
      {fmt::format("结束时间变为 {}（{}）{}", until, d.reason, d.text),
       fmt::format("The end is now {} ({}) {}", until, d.reason, d.text)},
      {{"ends_at", base::to_millis(d.ends_at)}, {"by_ms", d.by_ms.count()}, {"reason", d.reason}});
}

void Voice::notice_arrived(const Notice& n) {
  say("notice", {"监考消息：" + n.text, "Message from the proctor: " + n.text},
      {{"id", n.id}, {"sent_at", base::to_millis(n.at)}, {"to", n.to}, {"read", n.read}, {"notice", n.text}});
}

void Voice::notice_changed(const Notice& n) {
  if (!n.stored || !n.read) return;
  say("notice_read", {fmt::format("消息 {} 已确认阅读", n.id), fmt::format("Message {} is confirmed as read", n.id)},
      {{"id", n.id}});
}

void Voice::call_changed(CallState s) {
  const protocol::CallNow& call = sitting_->state().board().call();
  if (s == CallState::none && call.state == "none") return;  // at every login
  base::Text text = call_text(s);
  if (s == CallState::none && call.state == "answered") {
    text = {"监考老师已回应呼叫：" + call.text, "The proctor answered the call: " + call.text};
  }
  say("call", text, {{"state", to_text(s)}, {"server", call.state}, {"answer", call.text}});
}

void Voice::storage_changed(bool ok) {
  say("storage",
      ok ? base::Text{"服务器存盘已恢复", "The server stores again"}
         : base::Text{"服务器暂时无法存盘，作答保存在本机，请勿离开",
                      "The server cannot store at the moment; answers wait on this machine, do not leave"},
      {{"ok", ok}});
}

void Voice::hand_in_refused(const protocol::Error& e) {
  Json detail{{"id", e.id}};
  if (e.when) detail["when"] = base::to_millis(*e.when);
  say("hand_in_refused", e.text, std::move(detail));
}

void Voice::told_off(const protocol::Error& e) {
  say("error", e.text,
      {{"id", e.id}, {"about", e.about ? e.about->type : ""}, {"detail", e.detail.value_or("")}});
}

void Voice::local_problem(const base::Problem& p) { say("problem", p.text, {{"id", p.id}}); }

void Voice::ended(const protocol::Ended& e, const std::optional<CheckedReceipt>& r) {
  Json detail{{"how", e.how}, {"valid", r && r->valid()}};
  base::Text text = how_text(e.how);
  if (!r) {
    text = {text.zh + "，没有收到回执", text.en + ", no receipt came"};
  } else if (!r->valid()) {
    text = {text.zh + "，回执签名不可信，请告知监考老师",
            text.en + ", the receipt's signature does not hold; tell the proctor"};
  } else {
    text = {fmt::format("{}，回执核对码 {}", text.zh, r->check_code),
            fmt::format("{}, check code of the receipt {}", text.en, r->check_code)};
    detail["answers_match"] = r->answers_match;
    detail["check_code"] = r->check_code;
  }
  if (e.tries_left) {
    text.zh += fmt::format("；还可以再考 {} 次（--next-try）", *e.tries_left);
    text.en += fmt::format("; tries left: {} (--next-try)", *e.tries_left);
    detail["tries_left"] = *e.tries_left;
  }
  say("ended", text, std::move(detail));
}

void Voice::stopped(const Stop& s) {
  // The end was told with the receipt.
  if (!manner_.json && s.reason == StopReason::ended && s.unconfirmed.empty()) return;
  base::Text text = s.text;
  if (!s.unconfirmed.empty()) {
    text.zh += fmt::format("；有 {} 个作答未经服务器确认，保留在本机", s.unconfirmed.size());
    text.en +=
        fmt::format("; {} answers were never confirmed and stay on this machine", s.unconfirmed.size());
  }
  say("stopped", text, {{"reason", to_text(s.reason)}, {"unconfirmed", s.unconfirmed.size()}});
}

}  // namespace examhall::client
