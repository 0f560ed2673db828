#include "client/headless/script.hpp"

#include <fmt/format.h>

namespace examhall::client {
namespace {

constexpr std::int64_t kDay = 24LL * 60 * 60 * 1000;
constexpr std::size_t kMostSteps = 100'000;

std::optional<Json> optional_response(base::Fields& f) {
  if (!f.has("response")) return std::nullopt;
  return f.any("response");
}

Step read_step(base::Fields& f, base::Problems& problems, const base::Place& place) {
  if (f.has("answer"))
    return AnswerStep{static_cast<std::uint32_t>(f.integer("answer", 1, 100'000)), false,
                      optional_response(f)};
  if (f.has("answer_item")) {
    return AnswerStep{static_cast<std::uint32_t>(f.integer("answer_item", 0, 100'000)), true,
                      optional_response(f)};
  }
  if (f.has("answer_all")) return f.boolean("answer_all"), AnswerAllStep{};
  if (f.has("wait_ms")) return WaitStep{Span{f.integer("wait_ms", 0, kDay)}};
  if (f.has("drop_connection")) {
    if (f.any("drop_connection").is_boolean()) return DropStep{};
    return DropStep{Span{f.integer("drop_connection", 0, kDay)}};
  }
  if (f.has("report")) return ReportStep{f.text("report", 32), f.text_or("detail", 512, "")};
  if (f.has("read_notices")) return f.boolean("read_notices"), ReadNoticesStep{};
  if (f.has("call")) return CallStep{f.boolean("call"), f.text_or("text", 256, "")};
  if (f.has("type_until_deadline")) return f.boolean("type_until_deadline"), TypeStep{};
  if (f.has("hand_in")) {
    if (f.any("hand_in").is_boolean()) return HandInStep{};
    const std::string how = f.text("hand_in", 8);
    if (how != "retry" && how != "once") {
      f.complain("hand_in", "unknown_value",
                 {"应为 true、\"retry\" 或 \"once\"", "true, \"retry\" or \"once\" is expected"});
    }
    return HandInStep{how != "once"};
  }
  if (f.has("exit")) return f.boolean("exit"), ExitStep{};
  problems.push_back({"unknown_step", place, {"不认识这一步", "this step is not known"}});
  return WaitStep{};
}

}  // namespace

base::Result<std::vector<Step>, base::Problems> read_script(std::string_view text, const std::string& file) {
  const auto json = base::parse_json(text, {.max_bytes = 8U << 20U, .max_depth = 8});
  if (!json) {
    base::Problem problem = json.error();
    problem.place.file = file;
    return base::Failure{base::Problems{std::move(problem)}};
  }
  base::Problems problems;
  std::vector<Step> steps;
  if (!json->is_array() || json->size() > kMostSteps) {
    return base::Failure{
        base::Problems{{"not_a_list", {file}, {"脚本应为步骤的列表", "a script is a list of steps"}}}};
  }
  for (std::size_t i = 0; i < json->size(); ++i) {
    const base::Place place{file, "", 0, fmt::format("[{}]", i)};
    const Json& step = (*json)[i];
    if (!step.is_object()) {
      problems.push_back({"unknown_step", place, {"每一步应为一个对象", "each step is an object"}});
      continue;
    }
    base::Fields fields{step, place, problems};
    const std::size_t before = problems.size();
    steps.push_back(read_step(fields, problems, place));
    if (problems.size() == before) fields.finish();
  }
  if (!problems.empty()) return base::Failure{std::move(problems)};
  return steps;
}

}  // namespace examhall::client
