#include "client/headless/record.hpp"

#include <array>

namespace examhall::client {
namespace {

constexpr std::array<const char*, 12> kLists{"acknowledged", "found_stored", "refused",  "superseded",
                                             "unconfirmed",  "lines",        "welcomes", "clock",
                                             "deadlines",    "storage",      "errors",   "problems"};

Json answer_of(const KeptAnswer& k) {
  return {{"no", k.no}, {"item", k.item}, {"response", k.response}, {"client_at", k.at}};
}

Json error_of(const protocol::Error& e) {
  Json out{{"id", e.id}};
  if (e.about) out["about"] = e.about->type;
  if (e.about && e.about->no) out["no"] = *e.about->no;
  if (e.when) out["when"] = base::to_millis(*e.when);
  if (e.detail) out["detail"] = *e.detail;
  return out;
}

}  // namespace

std::int64_t Record::now() const {
  return sitting_ == nullptr ? 0 : base::to_millis(sitting_->server_time());
}

void Record::note(const char* list, Json entry) {
  entry["seen"] = now();
  out_[list].push_back(std::move(entry));
}

void Record::line_changed(const LineReport& r) {
  Json entry{{"state", to_text(r.state)}};
  if (r.loss)
    entry["loss"] = {{"id", r.loss->id}, {"detail", r.loss->detail}, {"close_code", r.loss->close_code}};
  if (r.refusal) entry["refusal"] = error_of(*r.refusal);
  note("lines", std::move(entry));
}

void Record::welcomed(const protocol::Welcome& w) {
  note("welcomes", {{"batch", w.batch.code},
                    {"ticket", w.person.ticket},
                    {"status", w.status},
                    {"fence", w.fence},
                    {"next_no", w.next_no}});
}

void Record::clock_changed() {
  const ClockOffset& clock = sitting_->state().clock();
  if (clock.round_trip())
    note("clock", {{"offset_ms", clock.offset().count()}, {"round_trip_ms", clock.round_trip()->count()}});
}

void Record::acknowledged(const protocol::Ack& a, const KeptAnswer& k) {
  Json entry = answer_of(k);
  entry["seq"] = a.seq;
  entry["at"] = base::to_millis(a.at);
  entry["link"] = a.link;
  note("acknowledged", std::move(entry));
}

void Record::found_stored(const KeptAnswer& k) { note("found_stored", answer_of(k)); }

void Record::answer_refused(const protocol::Error& e, const KeptAnswer& k) {
  Json entry = answer_of(k);
  entry["id"] = e.id;
  note("refused", std::move(entry));
}

void Record::superseded(const KeptAnswer& k) { note("superseded", answer_of(k)); }

void Record::deadline_changed(const protocol::Deadline& d) {
  note("deadlines", {{"ends_at", base::to_millis(d.ends_at)},
                     {"by_ms", d.by_ms.count()},
                     {"reason", d.reason},
                     {"text", d.text}});
}

void Record::storage_changed(bool ok) { note("storage", {{"ok", ok}}); }
void Record::hand_in_refused(const protocol::Error& e) { note("errors", error_of(e)); }
void Record::told_off(const protocol::Error& e) { note("errors", error_of(e)); }
void Record::local_problem(const base::Problem& p) { note("problems", {{"id", p.id}, {"text", p.text.en}}); }

void Record::ended(const protocol::Ended& e, const std::optional<CheckedReceipt>& r) {
  out_["ended"] = {{"how", e.how}, {"at", base::to_millis(e.at)}};
  if (!r) return;
  out_["receipt"] = {{"text", r->signed_receipt.text},
                     {"signature", r->signed_receipt.signature},
                     {"key", r->signed_receipt.key},
                     {"check_code", r->check_code},
                     {"valid", r->valid()},
                     {"answers_match", r->answers_match}};
}

void Record::stopped(const Stop& s) {
  out_["stopped"] = {{"reason", to_text(s.reason)}, {"text", s.text.en}};
  for (const KeptAnswer& k : s.unconfirmed) note("unconfirmed", answer_of(k));
}

Json Record::to_json(int exit_code) const {
  Json out = out_;
  for (const char* list : kLists) {
    if (!out.contains(list)) out[list] = Json::array();
  }
  out["exit_code"] = exit_code;
  if (const auto deadline = sitting_->state().deadline()) out["deadline"] = base::to_millis(*deadline);
  return out;
}

}  // namespace examhall::client
