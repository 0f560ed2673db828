#pragma once
// Lines of a file that nobody vouches for: never more than the limit of a line's type in memory. One thread.
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

namespace examhall::evidence {

class LineSource {
 public:
  enum class Kind { line, too_long, unfinished, end };

  explicit LineSource(const std::filesystem::path& path);
  bool open() const { return file_ != nullptr; }

  /// `unfinished`: the file ends within this line. The text stays until the next call; without its line feed.
  Kind next();
  const std::string& text() const { return text_; }
  std::uint64_t number() const { return number_; }

 private:
  struct Closer {
    void operator()(std::FILE* f) const { std::fclose(f); }
  };
  bool refill();

  std::unique_ptr<std::FILE, Closer> file_;
  std::string buffer_;
  std::size_t used_ = 0;
  std::string text_;
  std::uint64_t number_ = 0;
};

}  // namespace examhall::evidence
