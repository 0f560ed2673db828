// Acts of staff as they wait in the catalogue, in rows that any program with the file could have written.
#include "exam/incident.hpp"
#include "hall/staff_act.hpp"
#include "target.hpp"

namespace staff_requests_target {

using namespace examhall;

void run(std::string_view input) {
  const auto json = base::parse_json(input);
  if (!json) return;
  base::Problems problems;
  const hall::StaffAct act = hall::staff_act_from_json(*json, problems);
  for (const auto& problem : problems)
    fuzz::require(base::is_utf8(base::to_line(problem, base::Language::zh)), "a refusal can be shown");
  if (base::has_errors(problems)) return;
  fuzz::require(act.kind.size() <= 32 && act.scope.size() <= 16 && act.target.size() <= exam::kLongestPlace &&
                    act.by.size() <= 128,
                "what was understood is within its limits");
  fuzz::require(!hall::needs_second(act) || act.scope == "site" || act.scope == "batch",
                "a second person is for many");
  const base::Json written = hall::to_json(act);
  const hall::StaffAct again = hall::staff_act_from_json(written, problems);
  fuzz::require(!base::has_errors(problems) && hall::to_json(again) == written,
                "an act written again is the same");
}

std::vector<std::string> seeds() {
  std::vector<std::string> out;
  for (const char* kind : {"extend", "reschedule", "move", "incident", "approve"}) {
    hall::StaffAct act;
    act.kind = kind;
    act.batch = 7;
    act.scope = act.kind == "extend" ? "site" : "person";
    act.target = "T1";
    act.time = std::chrono::minutes{5};
    act.start = base::from_millis(1'684'546'200'000);
    act.end = act.start + std::chrono::hours{2};
    act.by = "赵";
    act.reason = "停电";
    if (act.kind == "extend") act.site = "一考点";
    if (act.kind == "move") act.to_room = "305", act.to_seat = "7";
    if (act.kind == "incident") act.category = "technical", act.attachment = "a.png";
    out.push_back(base::canonical(hall::to_json(act)));
  }
  return out;
}

const fuzz::Registration registration{{"staff_requests", run, seeds}};

}  // namespace staff_requests_target
