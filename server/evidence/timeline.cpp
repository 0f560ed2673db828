#include "evidence/timeline.hpp"

#include <set>

#include "exam/event_json.hpp"

namespace examhall::evidence {
namespace {

// Takes what the chain has accepted, one event at a time.
class Witness {
 public:
  Witness(const std::string& ticket, Timeline& out) : ticket_{ticket}, out_{out} {}

  void operator()(const journal::Event& event) {
    if (event.attempt == 0) of_batch(event);
    if (ticket_.empty()) return;
    if (event.kind == "registered" && is_asked_for(event)) attempts_.insert(event.attempt);
    if (!concerns_them(event)) return;
    out_.found = true;
    if (has_room(out_.events.size()))
      out_.events.push_back(exam::entry_of(event.seq, event.at, event.kind, event.body));
  }

 private:
  bool concerns_them(const journal::Event& event) const {
    if (event.attempt != 0) return attempts_.contains(event.attempt);
    return !attempts_.empty() && exam::concerns_candidates(event.kind);
  }
  bool is_asked_for(const journal::Event& event) const {
    const auto read = exam::read_event(event.kind, event.body);
    const auto* registered = read ? std::get_if<exam::Registered>(&*read) : nullptr;
    return registered != nullptr && registered->ticket == ticket_;
  }
  void of_batch(const journal::Event& event) {
    if (event.kind == "batch_scheduled") {
      const auto read = exam::read_batch_event(event.kind, event.body);
      const auto* scheduled = read ? std::get_if<exam::BatchScheduled>(&*read) : nullptr;
      if (scheduled != nullptr) out_.zone = scheduled->batch.zone;
    }
    if (ticket_.empty() && has_room(out_.of_batch.size()))
      out_.of_batch.push_back(exam::batch_entry_of(event.seq, event.at, event.kind, event.body));
  }
  bool has_room(std::size_t held) {
    if (held < kMostEntries) return true;
    ++out_.more;
    return false;
  }

  const std::string& ticket_;
  Timeline& out_;
  std::set<std::int64_t> attempts_;
};

}  // namespace

Timeline read_timeline(const std::filesystem::path& path, const std::string& ticket, VerifyOptions options) {
  Timeline out;
  Witness witness{ticket, out};
  options.witness = std::ref(witness);
  out.report = verify(path, options);
  return out;
}

}  // namespace examhall::evidence
