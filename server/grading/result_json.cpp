#include "grading/result.hpp"

namespace examhall::grading {
namespace {

constexpr std::size_t kMaxNameBytes = 300;

std::string text_or_empty(base::Fields& fields, const char* name) {
  return fields.text_or(name, kMaxNameBytes, "");
}

Json points_or_null(const std::optional<Points>& points) { return points ? Json(points->to_text()) : Json(); }

}  // namespace

Json to_json(const ResultRow& row) {
  Json out{{"attempt", row.attempt},
           {"ticket", row.ticket},
           {"name", row.name},
           {"institution", row.institution},
           {"status", name_of(row.status)}};
  if (row.sheet) out["sheet"] = to_json(*row.sheet);
  return out;
}

base::Result<ResultRow, Problems> result_from_json(const Json& json) {
  Problems problems;
  base::Fields fields{json, {}, problems};
  ResultRow row{text_or_empty(fields, "attempt"), fields.text("ticket", kMaxNameBytes),
                text_or_empty(fields, "name"), text_or_empty(fields, "institution")};
  const auto status = status_from(fields.text("status", 20));
  if (!status) fields.complain("status", "unknown_status", {"未知的考试状态", "unknown status"});
  row.status = status.value_or(Status::absent);
  if (fields.has("sheet")) {
    auto sheet = sheet_from_json(fields.object("sheet"));
    if (sheet) {
      row.sheet = *std::move(sheet);
    } else {
      problems.insert(problems.end(), sheet.error().begin(), sheet.error().end());
    }
  } else if (row.status == Status::graded) {
    fields.complain("sheet", "missing", {"已评分的成绩须有成绩单", "a graded result needs its sheet"});
  }
  fields.finish();
  if (!problems.empty()) return base::Failure{std::move(problems)};
  return row;
}

Json to_json(const Statistics& s) {
  Json items = Json::array();
  for (const ItemStatistics& i : s.items) {
    items.push_back({{"id", i.item_id},
                     {"graded", i.graded},
                     {"answered", i.answered},
                     {"right", i.right},
                     {"partial", i.partial},
                     {"mean", i.mean.to_text()}});
  }
  return {{"enrolled", s.enrolled},
          {"present", s.present},
          {"graded", s.graded},
          {"passed", s.passed},
          {"mean", s.mean.to_text()},
          {"lowest", points_or_null(s.lowest)},
          {"highest", points_or_null(s.highest)},
          {"items", std::move(items)}};
}

}  // namespace examhall::grading
