// The book of requests: what staff ask for, by examctl or at the console, is written down in the catalogue,
// carried out by the hall, and told to whoever waits.
#include <spdlog/spdlog.h>

#include "evidence/results_digest.hpp"
#include "exam/settings_json.hpp"
#include "office/office.hpp"

namespace examhall::office {
namespace {

constexpr std::string_view kUnreadable = "bad_request";

hall::StaffOutcome outcome_of(const store::Request& decided) {
  const auto json = base::parse_json(decided.outcome);
  base::Problems problems;
  hall::StaffOutcome outcome = hall::staff_outcome_from_json(json ? *json : base::Json::object(), problems);
  return base::has_errors(problems) ? hall::refused(kUnreadable) : outcome;
}

}  // namespace

// One that cannot be carried out keeps none of the others waiting.
void Office::take_requests() {
  for (const store::Request& request : catalogue_->pending_requests(last_request_)) {
    try {
      take(request);
    } catch (const store::StorageError&) {
      throw;  // it is taken again
    } catch (const std::exception& e) {
      spdlog::error("a request could not be carried out request={} why={}", request.id, e.what());
      settle(request.id, hall::refused(kUnreadable));
    }
    last_request_ = request.id;
  }
}

void Office::take(const store::Request& request) {
  if (request.kind == "graded") {
    note_regrade(request);
  } else {
    carry(request);
  }
}

void Office::carry(const store::Request& request) {
  base::Problems problems;
  const auto json = base::parse_json(request.body);
  if (!json) return settle(request.id, hall::refused(kUnreadable));
  hall::StaffAct act = hall::staff_act_from_json(*json, problems);
  if (base::has_errors(problems)) return settle(request.id, hall::refused(kUnreadable));
  act.by = request.by;
  act.batch = request.batch;
  act.request = request.id;
  in_hall_.insert(request.id);
  line_.act(act, [this, id = request.id, batch = act.batch](const hall::StaffOutcome& outcome) {
    answered([this, id, batch, outcome] {
      if (outcome.window) until_done([this, batch, outcome] { follow_schedule(batch, *outcome.window); });
      settle(id, outcome);
    });
  });
}

// Written down before anybody hears of it, or as soon as the catalogue is back: whoever was told of a refusal
// will not find it done after a crash.
void Office::settle(std::int64_t request, const hall::StaffOutcome& outcome) {
  in_hall_.erase(request);
  until_done([this, request, outcome] {
    const auto state = outcome.applied ? store::RequestState::applied : store::RequestState::refused;
    catalogue_->decide_request(request, state, base::canonical(hall::to_json(outcome)), clock_.now());
  });
  while (const auto waiting = asked_.extract(request)) waiting.mapped()(request, outcome);
}

void Office::ask(hall::StaffAct act, Answered done) {
  post([this, act = std::move(act), done = std::move(done)] { write_down(act, done); });
}

void Office::recall(std::string by, std::string key, Answered done, std::function<void()> unknown) {
  post(
      [this, by = std::move(by), key = std::move(key), done = std::move(done), unknown = std::move(unknown)] {
        std::optional<store::Request> known;
        try {
          known = catalogue_->request_of(by, key);
        } catch (const store::StorageError&) {
          done(0, hall::refused("storage"));
          throw;
        }
        known ? answer_again(*known, done) : unknown();
      });
}

// One that waits and that nobody decides: its outcome could not be written down. The hall knows what it did.
void Office::answer_again(const store::Request& known, const Answered& done) {
  if (known.state != store::RequestState::pending) return done(known.id, outcome_of(known));
  asked_.emplace(known.id, done);
  take_requests();
  if (in_hall_.count(known.id) == 0) carry(known);
}

void Office::write_down(const hall::StaffAct& act, const Answered& done) {
  store::Request request;
  request.batch = act.batch;
  request.kind = "staff_act";
  request.body = base::canonical(hall::to_json(act));
  request.by = act.by;
  request.created_at = clock_.now();
  if (!act.key.empty()) request.key = act.key;
  std::optional<store::Request> known;
  try {
    if (request.key) known = catalogue_->request_of(act.by, act.key);
    if (!known) request.id = catalogue_->add_request(request);
  } catch (const store::StorageError&) {
    done(0, hall::refused("storage"));
    throw;
  }
  if (known) return answer_again(*known, done);
  asked_.emplace(request.id, done);
  take_requests();
}

// The journal has the truth; the catalogue's copy is what lists and tickets show.
void Office::follow_schedule(std::int64_t id, const exam::Window& window) {
  const auto row = catalogue_->batch(id);
  const auto json =
      row ? base::parse_json(row->settings) : base::Result<base::Json, base::Problem>{base::Json{}};
  base::Problems problems;
  if (!row || !json) return;
  exam::Batch batch = exam::batch_from_json(*json, {}, problems);
  if (base::has_errors(problems) || batch.window == window) return;
  batch.window = window;
  if (!catalogue_->reschedule(row->id, row->revision, base::canonical(exam::to_json(batch)))) {
    spdlog::warn("the catalogue's copy of a schedule was changed meanwhile batch={}", row->code);
  }
}

// examctl regrade has written a further version of the results; the journal is told of it.
void Office::note_regrade(const store::Request& request) {
  const auto json = base::parse_json(request.body);
  const bool readable = json && json->contains("version") && (*json)["version"].is_number_integer();
  if (!readable) return settle(request.id, hall::refused(kUnreadable));
  const auto version = (*json)["version"].get<std::int64_t>();
  for (const store::ResultVersion& v : catalogue_->result_versions(request.batch)) {
    if (v.version != version) continue;
    const exam::Graded graded{static_cast<int>(version),
                              evidence::results_digest(catalogue_->results(v.batch, version)),
                              base::to_hex(v.paper), v.reason};
    return line_.note_graded(request.batch, graded, [this, id = request.id](std::string_view why) {
      const hall::StaffOutcome outcome =
          why.empty() ? hall::StaffOutcome{true, "", 0, {}} : hall::refused(why);
      answered([this, id, outcome] { settle(id, outcome); });
    });
  }
  settle(request.id, hall::refused("no_such_results"));
}

}  // namespace examhall::office
