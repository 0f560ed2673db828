#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "table/archive.hpp"

namespace examhall::table {
namespace {

constexpr std::size_t kTail = 65535 + 22 + 20;  // the longest comment, the end record, the 64-bit locator

std::uint64_t little_endian(std::string_view bytes, std::size_t at, std::size_t length) {
  std::uint64_t value = 0;
  for (std::size_t i = length; i-- > 0;) value = (value << 8U) | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

std::string read_at(std::ifstream& in, std::uint64_t offset, std::size_t length) {
  std::string bytes(length, '\0');
  in.clear();
  in.seekg(static_cast<std::streamoff>(offset));
  in.read(bytes.data(), static_cast<std::streamsize>(length));
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  return bytes;
}

// The largest count that any end record in the tail announces: which one the library will believe depends on
// comments that an attacker writes.
std::uint64_t announced_parts(std::ifstream& in, std::uint64_t file_size, std::string_view tail) {
  std::uint64_t most = 0;
  for (std::size_t at = tail.find("PK\x05\x06"); at != std::string_view::npos;
       at = tail.find("PK\x05\x06", at + 1)) {
    if (at + 22 <= tail.size())
      most = std::max({most, little_endian(tail, at + 8, 2), little_endian(tail, at + 10, 2)});
  }
  for (std::size_t at = tail.find("PK\x06\x07"); at != std::string_view::npos;
       at = tail.find("PK\x06\x07", at + 1)) {
    if (at + 20 > tail.size()) continue;
    const std::uint64_t offset = little_endian(tail, at + 8, 8);
    if (offset >= file_size) continue;
    const std::string record = read_at(in, offset, 56);
    if (record.size() < 56 || !record.starts_with("PK\x06\x06")) continue;
    most = std::max({most, little_endian(record, 24, 8), little_endian(record, 32, 8)});
  }
  return most;
}

}  // namespace

std::optional<base::Problem> check_part_count(const std::filesystem::path& path, const base::Place& place,
                                              std::size_t max_entries) {
  std::ifstream in{path, std::ios::binary | std::ios::ate};
  if (!in) return damaged_workbook(place, "open");
  const auto size = static_cast<std::uint64_t>(in.tellg());
  const std::size_t length = static_cast<std::size_t>(std::min<std::uint64_t>(size, kTail));
  const std::string tail = read_at(in, size - length, length);
  const std::uint64_t parts = announced_parts(in, size, tail);
  if (parts <= max_entries) return std::nullopt;
  return base::Problem{
      "xlsx_too_many_parts",
      place,
      {fmt::format("文件内部有 {} 个部件，超过上限 {}，不像正常的工作簿；请用 Excel 或 WPS 另存一份再导入",
                   parts, max_entries),
       fmt::format(
           "the archive announces {} parts, more than the limit of {}: save a fresh copy with Excel or WPS",
           parts, max_entries)}};
}

}  // namespace examhall::table
