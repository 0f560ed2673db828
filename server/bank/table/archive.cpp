#include "table/archive.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace examhall::table {
namespace {

using base::Problem;

std::string lower(std::string_view name) {
  std::string out{name};
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

bool climbs_out(std::string_view name) {
  std::string path{name};
  std::replace(path.begin(), path.end(), '\\', '/');
  if (path.starts_with('/') || path.find(':') != std::string::npos) return true;
  return ("/" + path + "/").find("/../") != std::string::npos;
}

Problem bad_name(const base::Place& place, std::string_view name) {
  return {
      "xlsx_bad_part_name",
      place,
      {fmt::format("文件内部的部件名“{}”不合法，已拒绝读取；请用 Excel 或 WPS 另存一份再导入",
                   name.substr(0, 100)),
       fmt::format("the archive has a part with the illegal name \"{}\": save a fresh copy with Excel or WPS",
                   name.substr(0, 100))}};
}

Problem duplicate_name(const base::Place& place, std::string_view name) {
  return {
      "xlsx_duplicate_part",
      place,
      {fmt::format("文件内部有两个同名部件“{}”，不知以哪个为准，已拒绝读取；请用 Excel 或 WPS 另存一份再导入",
                   name.substr(0, 100)),
       fmt::format("the archive has two parts named \"{}\": save a fresh copy with Excel or WPS",
                   name.substr(0, 100))}};
}

Problem too_large(const base::Place& place) {
  return {"xlsx_too_large",
          place,
          {"文件解压后过大或压缩率异常，已拒绝读取；请删除无关的工作表和内容，或拆成几个文件",
           "the workbook inflates to an unreasonable size and was refused: delete what does not belong or "
           "split it"}};
}

Problem encrypted_part(const base::Place& place) {
  return {"xlsx_part_encrypted",
          place,
          {"压缩包设有密码，无法读取；请提供没有密码的 .xlsx 文件",
           "the archive is protected by a password: provide a workbook without one"}};
}

Problem odd_compression(const base::Place& place) {
  return {"xlsx_compression",
          place,
          {"文件使用了工作簿不会使用的压缩方式，已拒绝读取；请用 Excel 或 WPS 另存一份再导入",
           "the archive is packed in a way that no workbook is: save a fresh copy with Excel or WPS"}};
}

}  // namespace

Problem damaged_workbook(const base::Place& place, std::string_view what) {
  return {"xlsx_damaged",
          place,
          {fmt::format("工作簿已损坏或不完整（{}）；请重新下载或复制文件，或用 Excel 打开修复并另存后再导入",
                       what),
           fmt::format(
               "the workbook is damaged or cut short ({}): copy it again, or repair it in Excel and save it",
               what)}};
}

base::Result<Archive, Problem> Archive::open(const std::filesystem::path& path, const TableLimits& limits) {
  const base::Place place{.file = path.filename().string()};
  if (auto problem = check_part_count(path, place, limits.max_entries)) return base::Failure{*problem};
  int error = 0;
  zip_t* zip = zip_open(path.c_str(), ZIP_RDONLY, &error);
  if (zip == nullptr) return base::Failure{damaged_workbook(place, "ZIP")};
  Archive archive{zip, place, limits};
  if (auto problem = archive.list()) return base::Failure{*problem};
  return archive;
}

std::optional<Problem> Archive::list() {
  const zip_int64_t count = zip_get_num_entries(zip_.get(), 0);
  if (count < 0 || static_cast<std::uint64_t>(count) > limits_.max_entries) return too_large(place_);
  for (zip_int64_t i = 0; i < count; ++i) {
    if (auto problem = add(static_cast<zip_uint64_t>(i))) return problem;
  }
  return std::nullopt;
}

std::optional<Problem> Archive::add(zip_uint64_t index) {
  zip_stat_t stat;
  if (zip_stat_index(zip_.get(), index, 0, &stat) != 0) return damaged_workbook(place_, "ZIP");
  constexpr zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD;
  if ((stat.valid & needed) != needed) return damaged_workbook(place_, "ZIP");
  const std::string_view name{stat.name};
  if (!base::is_utf8(name) || name.empty() || climbs_out(name)) return bad_name(place_, name);
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
    return encrypted_part(place_);
  }
  if (stat.comp_method != ZIP_CM_STORE && stat.comp_method != ZIP_CM_DEFLATE) return odd_compression(place_);
  if (!entries_.try_emplace(lower(name), Entry{index, stat.comp_size, stat.size}).second) {
    return duplicate_name(place_, name);
  }
  return std::nullopt;
}

bool Archive::has(std::string_view part) const { return entries_.contains(lower(part)); }

bool Archive::over_limit(const Entry& entry, std::uint64_t inflated) const {
  constexpr std::uint64_t small = std::uint64_t{8} << 20U;
  const bool dense = inflated > small && inflated / limits_.max_ratio > entry.packed;
  return dense || inflated > limits_.max_part_bytes || total_ > limits_.max_total_bytes;
}

std::optional<Problem> Archive::read(std::string_view part,
                                     const std::function<bool(std::string_view)>& sink) {
  const auto found = entries_.find(lower(part));
  if (found == entries_.end()) return damaged_workbook(place_, part);
  const Entry& entry = found->second;
  if (over_limit(entry, entry.inflated)) return too_large(place_);
  const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file{zip_fopen_index(zip_.get(), entry.index, 0),
                                                               zip_fclose};
  if (!file) return damaged_workbook(place_, part);
  std::string buffer(std::size_t{64} << 10U, '\0');
  for (std::uint64_t inflated = 0;;) {
    const zip_int64_t n = zip_fread(file.get(), buffer.data(), buffer.size());
    if (n < 0) return damaged_workbook(place_, part);
    if (n == 0) return std::nullopt;
    inflated += static_cast<std::uint64_t>(n);
    total_ += static_cast<std::uint64_t>(n);
    if (over_limit(entry, inflated)) return too_large(place_);
    if (!sink({buffer.data(), static_cast<std::size_t>(n)})) return std::nullopt;
  }
}

}  // namespace examhall::table
