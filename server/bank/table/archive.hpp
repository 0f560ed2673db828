#pragma once
// The ZIP archive that a workbook is, opened with suspicion: bounded number of parts, no duplicate names, no
// names that climb out, and no more inflated bytes than a real workbook needs. Nothing is written to disk.
// One thread at a time.
#include <zip.h>

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "table/sheet.hpp"

namespace examhall::table {

class Archive {
 public:
  /// Ids: xlsx_damaged, xlsx_too_many_parts, xlsx_duplicate_part, xlsx_bad_part_name, xlsx_part_encrypted,
  /// xlsx_compression.
  static base::Result<Archive, base::Problem> open(const std::filesystem::path& path,
                                                   const TableLimits& limits);

  /// Part names are compared without regard to case, as the format says.
  bool has(std::string_view part) const;

  /// Inflates the part piece by piece into `sink`, which returns false to stop. Every byte counts towards the
  /// archive's total, however often a part is read. Ids: xlsx_damaged (also if it is missing),
  /// xlsx_too_large.
  std::optional<base::Problem> read(std::string_view part, const std::function<bool(std::string_view)>& sink);

  const base::Place& place() const { return place_; }

 private:
  struct Closer {
    void operator()(zip_t* zip) const { zip_discard(zip); }
  };
  struct Entry {
    zip_uint64_t index = 0;
    zip_uint64_t packed = 0;
    zip_uint64_t inflated = 0;
  };

  Archive(zip_t* zip, base::Place place, const TableLimits& limits)
      : zip_{zip}, place_{std::move(place)}, limits_{limits} {}
  std::optional<base::Problem> list();
  std::optional<base::Problem> add(zip_uint64_t index);
  bool over_limit(const Entry& entry, std::uint64_t inflated) const;

  std::unique_ptr<zip_t, Closer> zip_;
  base::Place place_;
  TableLimits limits_;
  std::map<std::string, Entry, std::less<>> entries_{};
  std::uint64_t total_ = 0;
};

/// Reads the archive's own count of its parts before the library does: it allocates for as many as are
/// announced. nullopt if it is bounded.
std::optional<base::Problem> check_part_count(const std::filesystem::path& path, const base::Place& place,
                                              std::size_t max_entries);

base::Problem damaged_workbook(const base::Place& place, std::string_view what);

}  // namespace examhall::table
