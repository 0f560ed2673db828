#include "hall/staff_act.hpp"

#include "base/mapping.hpp"
#include "exam/incident.hpp"

namespace examhall::hall {

template <class M>
void map(M& m, StaffAct& a) {
  m("kind", a.kind, 32);
  m("batch", a.batch);
  m("scope", a.scope, 16);
  m("target", a.target, exam::kLongestPlace);
  m("site", a.site, exam::kLongestPlace);
  m("start", a.start);
  m("end", a.end);
  m("time_ms", a.time);
  m("outage", a.outage);
  m("by", a.by, 128);
  m("reason", a.reason, 1024);
  m("to_room", a.to_room, exam::kLongestPlace);
  m("to_seat", a.to_seat, exam::kLongestPlace);
  m("category", a.category, 32);
  m("attachment", a.attachment, exam::kLongestAttachment);
}

template <class M>
void map(M& m, StaffOutcome& o) {
  m("applied", o.applied);
  m("why", o.why, 64);
  m("affected", o.affected);
  m("awaits_second", o.awaits_second);
}

StaffOutcome refused(std::string_view why) { return {false, std::string{why}, 0, {}}; }

bool needs_second(const StaffAct& act) {
  return act.kind == "regrade" || (act.kind == "extend" && (act.scope == "site" || act.scope == "batch"));
}

base::Json to_json(const StaffAct& act) { return base::write_mapped(act); }
StaffAct staff_act_from_json(const base::Json& json, base::Problems& problems) {
  return base::read_mapped<StaffAct>(json, {}, problems);
}
base::Json to_json(const StaffOutcome& outcome) { return base::write_mapped(outcome); }
StaffOutcome staff_outcome_from_json(const base::Json& json, base::Problems& problems) {
  return base::read_mapped<StaffOutcome>(json, {}, problems);
}

}  // namespace examhall::hall
