#pragma once
// Candidates' lists as institutions send them. Problems never quote an ID number: lists of problems are
// mailed around. Blocks on the disk; one thread at a time.
#include <filesystem>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "table/sheet.hpp"

namespace examhall::table {

struct RosterRow {
  base::Place place{};   ///< file, sheet and row
  std::string ticket{};  ///< 准考证号; empty if it is to be drawn later
  std::string name{};    ///< 姓名
  std::string institution{};
  std::string id_type{};    ///< 证件类型; empty for the resident identity card
  std::string id_number{};  ///< normalised; of an identity card it has passed the check of GB 11643
  std::string site{};       ///< 考点
  std::string room{};       ///< 考场
  std::string seat{};       ///< 座位号
  int extra_minutes = 0;    ///< 加时
};

struct RosterReading {
  std::vector<RosterRow> rows;  ///< those without errors
  base::Problems problems;
  bool usable() const { return !base::has_errors(problems); }
};

/// A .xlsx, .csv, .tsv or .txt, by content. Ids besides those of headings.hpp and xlsx.hpp: roster_empty,
/// missing, too_long, unprintable, ticket_form, digits_lost, id_number_length, id_number_characters,
/// id_number_birth_date, id_number_check, id_number_form, extra_minutes_range, duplicate_ticket,
/// duplicate_id_number, duplicate_seat.
RosterReading read_roster_table(const std::filesystem::path& path, const TableLimits& limits = {});

}  // namespace examhall::table
