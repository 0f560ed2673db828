#include "examctl/correspondence.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace examhall::examctl {
namespace {

// A batch has a thousand answers for each of these; they need not even be parsed.
bool concerns_words(std::string_view kind) {
  static constexpr std::array<std::string_view, 12> kKinds{
      "registered",    "notified",  "notice_delivered", "notice_read", "proctor_called", "call_withdrawn",
      "call_answered", "handed_in", "collected",        "terminated",  "marked_absent",  "reinstated"};
  return std::find(kKinds.begin(), kKinds.end(), kind) != kKinds.end();
}

// What went out by one act is one message.
SentMessage& message_of(std::vector<SentMessage>& all, const exam::Notified& e, base::Instant at) {
  const auto same = std::find_if(all.rbegin(), all.rend(), [&](const SentMessage& m) {
    return std::tie(m.request, m.at, m.by, m.scope, m.text) == std::tie(e.request, at, e.by, e.scope, e.text);
  });
  if (same != all.rend()) return *same;
  return all.emplace_back(SentMessage{at, e.by, e.scope, e.text, e.request, {}});
}

}  // namespace

Correspondence read_correspondence(journal::EventReader& journal, std::int64_t batch) {
  Correspondence out;
  journal.read_batch(batch, [&](const journal::Event& event) {
    if (event.attempt == 0 || !concerns_words(event.kind)) return true;
    const auto known = exam::read_event(event.kind, event.body);
    if (!known) return true;
    exam::fold_into(out.people[event.attempt], *known, {event.batch, event.attempt, event.at, event.seq, event.link});
    if (const auto* sent = std::get_if<exam::Notified>(&*known)) {
      message_of(out.messages, *sent, event.at).to.emplace_back(event.attempt, sent->notice);
    }
    return true;
  });
  return out;
}

}  // namespace examhall::examctl
