// The written form of events, as recovery and the auditor's verification fold it. A line of input is one
// event: the attempt as a letter (@: of the batch itself), its kind, its body; each comes a second after the
// one before.
#include "base/json.hpp"
#include "exam/entry.hpp"
#include "exam/fold.hpp"
#include "staff/audit_event.hpp"
#include "target.hpp"

namespace journal_events_target {

using namespace examhall;

constexpr base::Instant kFirst = base::from_millis(1'684'546'200'000);

template <class Event>
void same_again(const std::optional<Event>& event,
                std::optional<Event> (*read)(std::string_view, std::string_view)) {
  if (!event) return;
  const exam::Written written = exam::write(*event);
  const auto again = read(written.kind, written.body);
  fuzz::require(again.has_value(), "what was read can be written and read again");
  fuzz::require(exam::write(*again).body == written.body, "and says the same");
}

// Whatever the body: it can be shown, and of an answer nothing is.
void shown(std::uint64_t seq, base::Instant at, std::string_view kind, std::string_view body) {
  const exam::BatchEntry entry = exam::batch_entry_of(seq, at, kind, body);
  fuzz::require(!exam::to_json(entry).contains("response"), "no answer is shown");
}

void ask(const exam::Fold& fold, base::Instant now) {
  for (const auto& [id, folded] : fold.attempts) {
    const auto batch = fold.batches.find(folded.batch);
    if (batch == fold.batches.end()) continue;
    exam::deadline(batch->second.batch, folded.attempt, now);
    exam::phase_at(batch->second.batch, now, now);
    exam::decide(batch->second.batch, folded.attempt, exam::TakeSeat{"PC", "10.0.0.1", true}, now);
    exam::decide(batch->second.batch, folded.attempt, exam::GiveAnswer{folded.attempt.fence, 0, 7, "1", 0},
                 now);
    exam::decide(batch->second.batch, folded.attempt, exam::HandIn{folded.attempt.fence, 0}, now);
    exam::decide(batch->second.batch, folded.attempt, exam::Collect{}, now);
  }
}

void run(std::string_view input) {
  exam::Fold fold;
  base::Instant at = kFirst;
  std::uint64_t seq = 0;
  while (!input.empty()) {
    std::string_view body = fuzz::next_part(input, '\n');
    const std::string_view who = fuzz::next_part(body, ' ');
    const std::string_view kind = fuzz::next_part(body, ' ');
    const std::int64_t attempt = who.empty() ? 0 : who.front() - '@';
    at += std::chrono::seconds{1};
    fold.apply({1, attempt, at, ++seq, {}}, kind, body);
    same_again(exam::read_event(kind, body), exam::read_event);
    same_again(exam::read_batch_event(kind, body), exam::read_batch_event);
    if (const auto of_the_house = staff::read_audit_event(kind, body))
      fuzz::require(staff::read_audit_event(kind, staff::body_of(*of_the_house)).has_value(),
                    "an event of the house can be written and read again");
    if (base::is_utf8(kind)) shown(seq, at, kind, body);
    ask(fold, at);
  }
}

template <class Event>
std::string line(char who, const Event& event) {
  const exam::Written written = exam::write(event);
  return std::string{who} + " " + std::string{written.kind} + " " + written.body + "\n";
}

std::vector<std::string> seeds() {
  using namespace std::chrono_literals;
  exam::Batch batch;
  batch.id = 1;
  batch.code = "2023-04-J";
  batch.zone = "Asia/Shanghai";
  batch.window = {kFirst + 8s, kFirst + 2h};
  batch.paper = std::string(64, 'a');
  batch.rules.late_entry_after = 15min;
  batch.rules.attempt_time = 1h;
  const std::string open = line('@', exam::BatchEvent{exam::BatchScheduled{batch}}) +
                           line('A', exam::Event{exam::Registered{"T1", "305", 99, 5min, 3}}) +
                           line('A', exam::Event{exam::Seated{1, "PC-1", "10.0.0.1", false}}) +
                           line('@', exam::BatchEvent{exam::BatchStarted{}}) +
                           line('A', exam::Event{exam::Begun{}});
  const std::string sit =
      line('A', exam::Event{exam::Answered{1, 0, 1, "\"B\"", 1}}) + line('A', exam::Event{exam::Visited{2}}) +
      line('A', exam::Event{exam::Reported{1, "focus_lost", ""}}) +
      line('A', exam::Event{exam::Paused{"赵", "停电"}}) + line('A', exam::Event{exam::Resumed{"赵", ""}}) +
      line('A', exam::Event{exam::Extended{10min, "person", "赵", "停电"}}) +
      line('A', exam::Event{exam::AnswerRefused{1, 0, 2, "null", 1, {}}});
  const std::string acts =
      line('@', exam::BatchEvent{exam::BatchRescheduled{batch.window, "赵", ""}}) +
      line('@', exam::BatchEvent{exam::BatchExtended{5min, "赵", ""}}) +
      line('@', exam::BatchEvent{exam::OutageNoted{kFirst, kFirst + 1min, 1min, "compensated"}}) +
      line('A', exam::Event{exam::Compensated{1min, "outage"}}) +
      line('@', exam::BatchEvent{exam::Noted{"incident", "赵", "x"}}) +
      line('@', exam::BatchEvent{exam::Acted{7, "extend", "room", "305", 1, "赵", ""}}) +
      line('@', exam::BatchEvent{exam::PaperReleased{batch.paper, {"甲", "k"}, kFirst}}) +
      line('@', exam::BatchEvent{exam::PaperOpened{batch.paper, {{"甲", "k"}, {"乙", "l"}}}});
  const std::string words =
      line('A', exam::Event{exam::Notified{1, "草稿纸", "room", 7, "赵"}}) +
      line('A', exam::Event{exam::NoticeDelivered{1, 1}}) + line('A', exam::Event{exam::NoticeRead{1, 1}}) +
      line('A', exam::Event{exam::ProctorCalled{1, 1, "键盘"}}) +
      line('A', exam::Event{exam::CallWithdrawn{1, 2}}) +
      line('A', exam::Event{exam::ProctorCalled{1, 3, ""}}) +
      line('A', exam::Event{exam::CallAnswered{"赵", "已更换"}});
  const std::string ends =
      line('A', exam::Event{exam::Terminated{"赵", "手机"}}) +
      line('A', exam::Event{exam::Reinstated{"赵", ""}}) + line('A', exam::Event{exam::HandedIn{1}}) +
      line('A', exam::Event{exam::Retaken{2, 5}}) + line('A', exam::Event{exam::Collected{kFirst + 2h}}) +
      line('B', exam::Event{exam::MarkedAbsent{}}) + line('A', exam::Event{exam::SeatLost{1}}) +
      line('A', exam::Event{exam::EntryRefused{{}, "PC", "10.0.0.2"}}) +
      line('A', exam::Event{exam::Counted{"reported", "focus_lost", 7, 1, {}}}) +
      line('@', exam::BatchEvent{exam::BatchClosed{}}) +
      line('@', exam::BatchEvent{exam::Graded{1, std::string(64, 'b'), batch.paper, "first"}}) +
      line('@', exam::BatchEvent{exam::Finalised{"赵"}});
  std::string house;
  for (const staff::AuditEvent& event :
       {staff::AuditEvent{staff::StaffSignedIn{"zhao", 7, "10.0.0.9"}},
        staff::AuditEvent{staff::SignInRefused{"", "10.0.0.9", "unknown_account"}},
        staff::AuditEvent{staff::SignInsRefused{"10.0.0.9", kFirst, {{"busy", 3}}}},
        staff::AuditEvent{staff::SessionEnded{"zhao", 7, "idle"}},
        staff::AuditEvent{staff::AccountChanged{1, "zhao", "granted", "{}", "赵", kFirst}},
        staff::AuditEvent{staff::StaffDid{2, "tickets_drawn", "J", R"({"tickets":3})", "赵", kFirst}}})
    house += "@ " + std::string{staff::kind_of(event)} + " " + staff::body_of(event) + "\n";
  return {open + sit + ends, open + acts, open + words + ends, ends, house};
}

const fuzz::Registration registration{{"journal_events", run, seeds}};

}  // namespace journal_events_target
