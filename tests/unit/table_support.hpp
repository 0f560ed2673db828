#pragma once
// Files for the tests of tables: a folder that vanishes with the test, workbooks built by hand so that they
// can be as odd as they need to be, and bytes patched inside them.
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "table/xlsx.hpp"

namespace examhall::table::test {

class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::filesystem::path file(const std::string& name) const { return path_ / name; }
  std::filesystem::path write(const std::string& name, const std::string& bytes) const;

 private:
  std::filesystem::path path_;
};

using Parts = std::vector<std::pair<std::string, std::string>>;

std::filesystem::path write_zip(const std::filesystem::path& path, const Parts& parts);
std::string read_bytes(const std::filesystem::path& path);
/// Replaces every occurrence in the file; the lengths must be equal.
void patch(const std::filesystem::path& path, const std::string& from, const std::string& to);

/// The parts of a workbook with one sheet "Sheet1". `rows` goes between <sheetData> and </sheetData>.
struct RawWorkbook {
  std::string rows{};
  std::string shared_strings{};  ///< <si> elements
  std::string styles{};          ///< what stands inside <styleSheet>
  std::string workbook_properties{};
  std::string sheet_prologue{};  ///< before <worksheet>
  Parts parts() const;
};

/// Ids in order.
std::vector<std::string> ids(const base::Problems& problems);
/// The only table of a file that must be readable, as row number → texts joined by '|'.
std::vector<std::pair<int, std::string>> texts(const std::filesystem::path& path,
                                               const TableLimits& limits = {});
/// The ids of what is wrong with a file that must not be readable.
std::vector<std::string> refusal(const std::filesystem::path& path, const TableLimits& limits = {});

using Ids = std::vector<std::string>;
using Texts = std::vector<std::pair<int, std::string>>;

}  // namespace examhall::table::test
