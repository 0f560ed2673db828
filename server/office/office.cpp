#include "office/office.hpp"

#include <spdlog/spdlog.h>

#include "evidence/grade_batch.hpp"
#include "evidence/results_digest.hpp"
#include "exam/settings_json.hpp"

namespace examhall::office {
namespace {
constexpr auto kLookEvery = std::chrono::milliseconds{300};
constexpr std::string_view kUnreadable = "bad_request";

hall::StaffOutcome outcome_of(const store::Request& decided) {
  const auto json = base::parse_json(decided.outcome);
  base::Problems problems;
  hall::StaffOutcome outcome = hall::staff_outcome_from_json(json ? *json : base::Json::object(), problems);
  return base::has_errors(problems) ? hall::refused(kUnreadable) : outcome;
}

}  // namespace

Office::Office(std::unique_ptr<store::Catalogue> catalogue, HallLine line, const base::Clock& clock)
    : catalogue_{std::move(catalogue)}, line_{std::move(line)}, clock_{clock}, publisher_{*catalogue_} {}

Office::~Office() { stop(); }

void Office::start() {
  stamp_ = catalogue_->change_stamp();
  thread_ = std::thread{[this] { run(); }};
}

void Office::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  woken_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Office::post(std::function<void()> work) {
  {
    const std::lock_guard lock{mutex_};
    if (stopping_) return;
    work_.push_back(std::move(work));
  }
  woken_.notify_all();
}

// The hall's answers come while and after the thread ends, for they wait for the journal.
void Office::answered(std::function<void()> work) {
  {
    const std::lock_guard lock{mutex_};
    work_.push_back(std::move(work));
  }
  woken_.notify_all();
}

void Office::finish() {
  std::function<void()> work;
  while (next(work)) attempt(work);
  do_owed();
}

// True with work to do, or with an empty function when it is time to look at the catalogue; false at the end.
bool Office::next(std::function<void()>& work) {
  std::unique_lock lock{mutex_};
  woken_.wait_for(lock, kLookEvery, [&] { return stopping_ || !work_.empty(); });
  work = {};
  if (!work_.empty()) {
    work = std::move(work_.front());
    work_.pop_front();
    return true;
  }
  return !stopping_;
}

void Office::run() {
  std::function<void()> work;
  attempt([this] { take_requests(); });
  while (next(work)) attempt(work ? work : [this] { look_at_catalogue(); });
}

// False if the catalogue is away: the exam goes on without it, and what was asked stays pending in it.
bool Office::attempt(const std::function<void()>& work) {
  try {
    work();
  } catch (const store::StorageError& e) {
    spdlog::error("the office failed at a task and tries again why={}", e.what());
    stamp_.reset();  // whatever it was, the next look sees all of it
    return false;
  } catch (const std::exception& e) {
    spdlog::error("the office failed at a task why={}", e.what());
  }
  return true;
}

// For what may be done twice, and not left undone.
void Office::until_done(std::function<void()> work) {
  if (!owed_.empty() || !attempt(work)) owed_.push_back(std::move(work));
}

void Office::do_owed() {
  while (!owed_.empty() && attempt(owed_.front())) owed_.pop_front();
}

void Office::look_at_catalogue() {
  do_owed();
  const std::uint64_t stamp = catalogue_->change_stamp();
  if (stamp == stamp_) return;
  auto publications = publisher_.changes();
  if (!publications.empty()) line_.publish(std::move(publications));
  take_requests();
  stamp_ = stamp;
}

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
  line_.act(act, [this, id = request.id, act](const hall::StaffOutcome& outcome) {
    answered([this, id, batch = act.batch, outcome] {
      if (outcome.window) until_done([this, batch, outcome] { follow_schedule(batch, *outcome.window); });
      settle(id, outcome);
    });
  });
}

// Written down before anybody hears of it: whoever was told of a refusal will not find it done after a crash.
void Office::settle(std::int64_t request, const hall::StaffOutcome& outcome) {
  in_hall_.erase(request);
  until_done([this, request, outcome] {
    answer(request, outcome.applied, base::canonical(hall::to_json(outcome)));
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

void Office::answer(std::int64_t request, bool applied, const std::string& outcome) {
  const auto state = applied ? store::RequestState::applied : store::RequestState::refused;
  catalogue_->decide_request(request, state, outcome, clock_.now());
}

void Office::grade(hall::ClosedBatch batch) {
  post([this, batch = std::make_shared<hall::ClosedBatch>(std::move(batch))] {
    until_done([this, batch] { grade_now(*batch); });
  });
}

void Office::was_graded(std::int64_t id) {
  post([this, id] { mark_graded(id); });
}

void Office::mark_graded(std::int64_t id) {
  until_done([this, id] {
    const auto row = catalogue_->batch(id);
    if (row && row->status == kGraded) return;
    if (!catalogue_->set_status(id, kGraded))
      spdlog::warn("a graded batch is gone from the catalogue id={}", id);
  });
}

void Office::grade_now(const hall::ClosedBatch& batch) {
  const auto hash = base::digest_from_hex(batch.batch.paper);
  const auto paper = hash ? publisher_.paper(*hash) : nullptr;
  if (!paper) {
    spdlog::error("batch cannot be graded: its paper is missing batch={}", batch.batch.code);
    return;
  }
  std::vector<evidence::CandidateTries> sat;
  for (const auto& c : batch.candidates) sat.push_back({c.attempt, c.status, c.tries});
  const std::vector<store::ResultRow> rows = evidence::grade_attempts(*paper, sat);
  store::ResultVersion about;
  about.batch = batch.batch.id;
  about.created_at = clock_.now();
  about.reason = "collected";
  about.paper = *hash;
  const std::string digest = evidence::results_digest(rows);
  auto version = version_with(about, digest);
  if (!version) {
    const auto added = catalogue_->add_results(about, rows);
    if (!added) return spdlog::error("results cannot be stored batch={}", batch.batch.code);
    version = *added;
  }
  spdlog::info("batch graded batch={} candidates={} version={}", batch.batch.code, rows.size(), *version);
  const exam::Graded graded{static_cast<int>(*version), digest, batch.batch.paper, about.reason};
  line_.note_graded(batch.batch.id, graded,
                    [this, id = batch.batch.id] { answered([this, id] { mark_graded(id); }); });
}

// A server that ended before the journal knew of its results has left them: the same ones are not written
// twice.
std::optional<std::int64_t> Office::version_with(const store::ResultVersion& about,
                                                 const std::string& digest) {
  for (const store::ResultVersion& v : catalogue_->result_versions(about.batch)) {
    if (v.reason != about.reason || v.paper != about.paper) continue;
    if (evidence::results_digest(catalogue_->results(about.batch, v.version)) == digest) return v.version;
  }
  return std::nullopt;
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
    line_.note_graded(request.batch, graded, [this, id = request.id] {
      answered([this, id] {
        until_done([this, id] { answer(id, true, R"({"applied":true,"why":"","affected":0})"); });
      });
    });
    return;
  }
  answer(request.id, false, R"({"applied":false,"why":"no_such_results","affected":0})");
}

}  // namespace examhall::office
