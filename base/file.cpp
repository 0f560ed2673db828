#include "base/file.hpp"

#include <fmt/format.h>

#include <fstream>

#include "base/atomic_file.hpp"

namespace examhall::base {

Result<std::string, Problem> read_file(const std::filesystem::path& path, std::size_t max_bytes) {
  const Place place{.file = path.string()};
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) {
    return Failure{Problem{"file_missing", place, {"文件不存在或不是普通文件", "there is no such file"}}};
  }
  const auto size = std::filesystem::file_size(path, error);
  if (!error && size > max_bytes) {
    return Failure{Problem{"file_too_large", place,
                   {fmt::format("文件有 {} 字节，超过上限 {} 字节", size, max_bytes),
                    fmt::format("the file has {} bytes, more than the limit of {}", size, max_bytes)}}};
  }
  std::ifstream in{path, std::ios::binary};
  std::string content(static_cast<std::size_t>(size), '\0');
  if (!in || !in.read(content.data(), static_cast<std::streamsize>(content.size()))) {
    return Failure{Problem{"file_unreadable", place, {"文件无法读取", "the file cannot be read"}}};
  }
  return content;
}

void write_file_atomically(const std::filesystem::path& path, std::string_view content, unsigned mode) {
  AtomicFile file{path, mode};
  file.write(content);
  file.commit();
}

}  // namespace examhall::base
