// What an evidence file says happened, as examctl prints it: every word of it may have been made up. Besides,
// the input is read as the body of events of every kind, which is where such words come from.
#include "evidence/timeline.hpp"
#include "evidence_story.hpp"
#include "examctl/event_words.hpp"
#include "examctl/one_line.hpp"
#include "examctl/when.hpp"
#include "target.hpp"

namespace timeline_target {

using namespace examhall;

// No byte below the space: neither a line's end nor an escape sequence.
void printed(std::string_view text) {
  const std::string line = examctl::one_line(text);
  fuzz::require(base::is_utf8(line), "a line can be shown");
  for (const char c : line)
    fuzz::require(static_cast<unsigned char>(c) >= 0x20 && c != 0x7F, "a line ends where it ends");
  for (const char* hidden : {"\u2028", "\u2029", "\u202e", "\u0085", "\u009b"})
    fuzz::require(line.find(hidden) == std::string::npos, "nothing turns or ends a line");
  fuzz::require(examctl::one_line(line).size() >= line.size(), "what is written out stays so");
}

void look_at(const exam::Entry& e, const std::string& zone) {
  for (const std::string& text : {e.by, e.text}) printed(text);
  for (const auto language : {base::Language::zh, base::Language::en})
    printed(examctl::event_name(e.kind).in(language));
  if (exam::in_calendar(e.at)) printed(examctl::local_text(e.at, zone));
}

void look_at(const exam::BatchEntry& b, const std::string& zone) {
  look_at(b.entry, zone);
  printed(b.target);
  printed(examctl::act_name(b.act).zh + examctl::scope_name(b.scope).en);
  fuzz::require(exam::to_json(b).is_object(), "an entry has its form for scripts");
}

void run(std::string_view input) {
  for (const char* ticket : {"T1", ""}) {
    const evidence::Timeline t = evidence::read_timeline(fuzz::as_file(input), ticket);
    fuzz::require(t.events.size() + t.of_batch.size() <= evidence::kMostEntries, "memory is bounded");
    for (const auto& e : t.events) look_at(e, t.zone);
    for (const auto& b : t.of_batch) look_at(b, t.zone);
  }
  for (const char* kind : {"answered", "extended", "notified", "seated", "reported", "acted", "graded",
                           "outage_noted", "batch_rescheduled", "noted", "incident", "decided", "nothing"}) {
    look_at(exam::entry_of(1, {}, kind, input), "Asia/Shanghai");
    look_at(exam::batch_entry_of(1, {}, kind, input), "");
  }
  printed(input);
}

std::vector<std::string> seeds() {
  fuzz::Story story;
  const std::string batch = story.batch_file();
  const auto t = evidence::read_timeline(fuzz::as_file(batch), "T1");
  fuzz::require(t.report.ok() && t.found && !t.events.empty(), "the seed is sound");
  return {batch, story.candidate_file(), R"({"time_ms":60000,"kind":"person","by":"赵","reason":"停电"})",
          R"({"act":"extend","scope":"site","target":"一考点","affected":3,"by":"钱","reason":"x"})",
          "\u202e1\u2067\x1b[2J\u009b\r\n\u0645"};
}

const fuzz::Registration registration{{"timeline", run, seeds}};

}  // namespace timeline_target
