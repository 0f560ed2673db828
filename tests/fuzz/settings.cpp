// A batch's settings and the rows of its results, as the catalogue gives them back and evidence shows them.
#include "exam/settings_json.hpp"
#include "grading/result.hpp"
#include "target.hpp"

namespace settings_target {

using namespace examhall;

void ask(const exam::Batch& batch) {
  for (const base::Instant t : {batch.window.start, batch.window.end, base::Instant{}}) {
    const auto phase = exam::phase_at(batch, batch.window.end, t);
    fuzz::require(!phase.next || *phase.next > t, "a phase ends later than it is asked for");
  }
  exam::late_entry_limit(batch);
}

void read_settings(const base::Json& json) {
  base::Problems problems;
  const exam::Batch batch = exam::batch_from_json(json, {}, problems);
  if (base::has_errors(problems)) return;
  ask(batch);
  const exam::Batch again = exam::batch_from_json(exam::to_json(batch), {}, problems);
  fuzz::require(!base::has_errors(problems) && again == batch, "settings written again are the same");
  exam::batch_from_journal(exam::to_json(batch), problems);
  fuzz::require(!base::has_errors(problems), "what can be set can be recorded");
}

void read_row(const base::Json& json) {
  const auto row = grading::result_from_json(json);
  if (!row) return;
  const base::Json written = grading::to_json(*row);
  const auto again = grading::result_from_json(written);
  fuzz::require(again && grading::to_json(*again) == written, "a row written again is the same");
  grading::statistics({*row});
}

void run(std::string_view input) {
  const auto json = base::parse_json(input, {.max_bytes = 1U << 20U, .max_depth = 32});
  if (!json) return;
  read_settings(*json);
  read_row(*json);
}

std::vector<std::string> seeds() {
  using namespace std::chrono_literals;
  exam::Batch batch;
  batch.id = 1;
  batch.code = "2023-04-J";
  batch.title = "第四批";
  batch.zone = "Asia/Shanghai";
  batch.window = {base::from_millis(1'684'546'200'000), base::from_millis(1'684'553'400'000)};
  batch.paper = std::string(64, 'a');
  const std::string plain = base::canonical(exam::to_json(batch));
  batch.rules.late_entry_after = 15min;
  batch.rules.attempt_time = 1h;
  batch.rules.attempts_allowed = 3;
  batch.rules.navigation = exam::Navigation::forward_only;
  batch.rules.shuffle_items = false;
  batch.sealed = true;
  const grading::ResultRow absent{.ticket = "T1", .name = "甲某", .institution = "S1"};
  grading::ResultRow graded{.attempt = "11", .ticket = "T2", .status = grading::Status::graded};
  graded.sheet = grading::ScoreSheet{
      .sections = {{"一", {100}, {200}}}, .total = {100}, .full = {200}, .pass = {100}, .passed = true};
  graded.sheet->lines = {{.item_id = "S", .earned = {100}, .full = {200}, .rule = "all_or_nothing"}};
  base::Problems problems;
  exam::batch_from_json(exam::to_json(batch), {}, problems);
  const auto row = grading::result_from_json(grading::to_json(graded));
  fuzz::require(problems.empty() && row, "the seeds are sound");
  return {plain, base::canonical(exam::to_json(batch)), base::canonical(grading::to_json(absent)),
          base::canonical(grading::to_json(graded))};
}

const fuzz::Registration registration{{"settings", run, seeds}};

}  // namespace settings_target
