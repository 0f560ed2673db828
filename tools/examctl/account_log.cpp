#include "examctl/account_log.hpp"

#include <fmt/format.h>

#include <map>

#include "exam/event_json.hpp"
#include "staff/audit_event.hpp"

namespace examhall::examctl {
namespace {

struct Teller {
  LogEntry& out;

  void operator()(const staff::StaffSignedIn& e) const {
    out.account = e.account;
    out.session = e.session;
    out.address = e.address;
  }
  void operator()(const staff::SignInRefused& e) const {
    out.account = e.account;
    out.address = e.address;
    out.what = e.why;
  }
  void operator()(const staff::SignInsRefused& e) const {
    out.address = e.address;
    for (const auto& [why, count] : e.counts.items())
      out.what += fmt::format("{}{} {}", out.what.empty() ? "" : ", ", why, count.dump());
    out.what += " since " + base::to_utc_text(e.since);
  }
  void operator()(const staff::SessionEnded& e) const {
    out.account = e.account;
    out.session = e.session;
    out.what = e.why;
  }
  void operator()(const staff::AccountChanged& e) const {
    out.account = e.account;
    out.by = e.by;
    out.what = e.detail.empty() ? e.what : e.what + " " + e.detail;
  }
  void operator()(const staff::StaffDid& e) const {
    out.by = e.by;
    out.batch = e.batch;
    out.what = e.what;
    out.detail = e.detail;
  }
};

bool is_about_permission(const exam::Noted& note) {
  return note.kind == "forbidden" || note.kind == "outside_grants";
}

class Reading {
 public:
  Reading(const LogFilter& filter, AccountLog& out) : filter_{filter}, out_{out} {}

  void take(const journal::Event& event) {
    if (event.batch == 0) return of_the_house(event);
    if (event.attempt == 0) of_a_batch(event);
  }

 private:
  LogEntry entry_of(const journal::Event& event) const {
    LogEntry entry{event.seq, event.at, event.kind, "", "", "", "", "", 0, "", base::Json::object()};
    auto body = base::parse_json(event.body, {.max_bytes = 1U << 20U, .max_depth = 8});
    if (body) entry.body = *std::move(body);
    return entry;
  }
  void of_the_house(const journal::Event& event) {
    LogEntry entry = entry_of(event);
    if (const auto known = staff::read_audit_event(event.kind, event.body)) {
      std::visit(Teller{entry}, *known);
    } else {
      entry.what = event.body;  // of a newer version
    }
    keep(std::move(entry));
  }
  void of_a_batch(const journal::Event& event) {
    if (event.kind != "batch_scheduled" && event.kind != "noted") return;
    const auto known = exam::read_batch_event(event.kind, event.body);
    if (!known) return;
    if (const auto* scheduled = std::get_if<exam::BatchScheduled>(&*known))
      codes_[event.batch] = scheduled->batch.code;
    const auto* note = std::get_if<exam::Noted>(&*known);
    if (note == nullptr || !is_about_permission(*note)) return;
    LogEntry entry = entry_of(event);
    entry.kind = note->kind;
    entry.account = note->by;
    entry.what = note->text;
    entry.batch = codes_[event.batch];
    keep(std::move(entry));
  }
  void keep(LogEntry entry) {
    if (entry.at < filter_.since || entry.at >= filter_.until) return;
    if (!filter_.account.empty() && entry.account != filter_.account && entry.by != filter_.account) return;
    if (!filter_.batch.empty() && entry.batch != filter_.batch) return;
    out_.entries.push_back(std::move(entry));
  }

  const LogFilter& filter_;
  AccountLog& out_;
  std::map<std::int64_t, std::string> codes_;
};

}  // namespace

AccountLog read_account_log(journal::EventReader& journal, const LogFilter& filter) {
  AccountLog out;
  Reading reading{filter, out};
  base::Digest link = journal::genesis_link(journal.journal_id());
  journal.read_all([&](const journal::Event& event) {
    ++out.events;
    link = journal::next_link(link, journal::leaf_of(event));
    if (link != event.link && !out.broken_at) out.broken_at = event.seq;
    reading.take(event);
    return !out.broken_at;
  });
  return out;
}

}  // namespace examhall::examctl
