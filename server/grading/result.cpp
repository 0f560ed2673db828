#include "grading/result.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace examhall::grading {
namespace {

struct Name {
  Status status;
  std::string_view name;
  const char* zh;
  const char* en;
};

constexpr std::array<Name, 4> kNames{{{Status::graded, "graded", "已评分", "graded"},
                                      {Status::absent, "absent", "缺考", "absent"},
                                      {Status::terminated, "terminated", "违规终止", "terminated"},
                                      {Status::voided, "void", "作废", "void"}}};

const Name& entry_of(Status status) {
  return *std::find_if(kNames.begin(), kNames.end(), [&](const Name& n) { return n.status == status; });
}

struct Tally {
  ItemStatistics figures;
  Points sum;
  std::int64_t sheets = 0;
};

void count_line(const SheetLine& line, Tally& tally) {
  ++tally.sheets;
  tally.sum += line.earned;
  if (line.rule != "blank") ++tally.figures.answered;
  if (line.earned == line.full) {
    ++tally.figures.right;
  } else if (line.earned > Points{}) {
    ++tally.figures.partial;
  }
}

void count_sheet(const ScoreSheet& sheet, Statistics& out, std::map<std::string, Tally>& items) {
  ++out.graded;
  out.passed += sheet.passed ? 1 : 0;
  out.lowest = std::min(out.lowest.value_or(sheet.total), sheet.total);
  out.highest = std::max(out.highest.value_or(sheet.total), sheet.total);
  for (const SheetLine& line : sheet.lines) count_line(line, items[line.item_id]);
}

}  // namespace

std::string_view name_of(Status status) { return entry_of(status).name; }

std::optional<Status> status_from(std::string_view name) {
  const auto it = std::find_if(kNames.begin(), kNames.end(), [&](const Name& n) { return n.name == name; });
  if (it == kNames.end()) return std::nullopt;
  return it->status;
}

Text title_of(Status status) { return {entry_of(status).zh, entry_of(status).en}; }

Statistics statistics(const Results& results) {
  Statistics out;
  std::map<std::string, Tally> items;
  Points sum;
  for (const ResultRow& row : results) {
    ++out.enrolled;
    out.present += row.status == Status::absent ? 0 : 1;
    if (row.status != Status::graded || !row.sheet) continue;
    count_sheet(*row.sheet, out, items);
    sum += row.sheet->total;
  }
  if (out.graded > 0) out.mean = sum.share(1, static_cast<std::int64_t>(out.graded));
  for (auto& [id, tally] : items) {
    tally.figures.item_id = id;
    tally.figures.mean = tally.sum.share(1, tally.sheets);
    tally.figures.graded = static_cast<std::size_t>(tally.sheets);
    out.items.push_back(std::move(tally.figures));
  }
  return out;
}

}  // namespace examhall::grading
