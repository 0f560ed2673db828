#include "office/history.hpp"

#include <deque>

#include "base/json.hpp"

namespace examhall::office {
namespace {

std::string text_of(const base::Json& body, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const auto found = body.find(name);
    if (found != body.end() && found->is_string()) return found->get<std::string>();
  }
  return {};
}

std::int64_t number_of(const base::Json& body, const char* name, std::int64_t otherwise) {
  const auto found = body.find(name);
  return found != body.end() && found->is_number_integer() ? found->get<std::int64_t>() : otherwise;
}

// Member by member: what is not named here, an answer above all, is not shown.
proctoring::Entry entry_of(const journal::Event& event) {
  proctoring::Entry entry{event.seq, event.at, event.kind, "", "", 0, base::Span{0}};
  const auto body = base::parse_json(event.body, {.max_bytes = 1 << 20, .max_depth = 16});
  if (!body || !body->is_object()) return entry;
  entry.by = text_of(*body, {"by"});
  entry.text = text_of(*body, {"reason", "text", "machine", "detail", "cause"});
  if (event.kind == "reported") entry.text = text_of(*body, {"kind"}) + " " + entry.text;
  entry.item = number_of(*body, "item", -1) + 1;
  entry.amount = base::Span{number_of(*body, "time_ms", 0)};
  return entry;
}

}  // namespace

proctoring::History read_history(journal::EventReader& journal, std::int64_t batch, std::int64_t attempt,
                                 std::uint64_t before) {
  std::deque<proctoring::Entry> latest;
  bool more = false;
  journal.read_batch(batch, [&](const journal::Event& event) {
    if (event.seq >= before) return false;
    if (event.attempt != attempt) return true;
    latest.push_back(entry_of(event));
    if (latest.size() > kEntriesAtOnce) {
      latest.pop_front();
      more = true;
    }
    return true;
  });
  return {{latest.begin(), latest.end()}, more};
}

}  // namespace examhall::office
