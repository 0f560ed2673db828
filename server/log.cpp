#include "log.hpp"

#include <fcntl.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "base/json.hpp"
#include "base/time.hpp"

namespace examhall {
namespace {

constexpr std::size_t kLinesWaiting = 20'000;
constexpr base::Span kPatienceWithLog = std::chrono::seconds{2};

class JsonLines final : public spdlog::formatter {
 public:
  void format(const spdlog::details::log_msg& m, spdlog::memory_buf_t& out) override {
    const auto at = std::chrono::time_point_cast<base::Span>(m.time);
    const base::Json line{{"at", base::to_utc_text(at)},
                          {"level", std::string_view{spdlog::level::to_string_view(m.level).data()}},
                          {"text", base::to_utf8_lossy({m.payload.data(), m.payload.size()})}};
    const std::string text = line.dump() + "\n";
    out.append(text.data(), text.data() + text.size());
  }
  std::unique_ptr<spdlog::formatter> clone() const override { return std::make_unique<JsonLines>(); }
};

std::unique_ptr<spdlog::formatter> formatter_of(const config::Config& config) {
  if (config.log_format == "json") return std::make_unique<JsonLines>();
  return std::make_unique<spdlog::pattern_formatter>("%Y-%m-%dT%H:%M:%S.%eZ %l %v",
                                                     spdlog::pattern_time_type::utc);
}

std::string line_of(spdlog::formatter& formatter, const spdlog::details::log_msg& message) {
  spdlog::memory_buf_t text;
  formatter.format(message, text);
  return {text.data(), text.size()};
}

class Lines final : public spdlog::sinks::base_sink<std::mutex> {
 public:
  explicit Lines(std::shared_ptr<SlowFile> file) : file_{std::move(file)} {}

 private:
  void sink_it_(const spdlog::details::log_msg& message) override {
    file_->write(line_of(*formatter_, message));
  }
  void flush_() override {}

  std::shared_ptr<SlowFile> file_;
};

struct OpenFile {
  int fd = STDERR_FILENO;
  explicit OpenFile(const std::filesystem::path& file) {
    if (file.empty()) return;
    fd = ::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
    if (fd < 0) throw std::system_error{errno, std::generic_category(), "the log file " + file.string()};
  }
  ~OpenFile() {
    if (fd != STDERR_FILENO) ::close(fd);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
};

void write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(fd, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;  // there is nobody left to tell
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::function<void(const std::string&)> writing_into(const std::filesystem::path& file) {
  return [open = std::make_shared<OpenFile>(file)](const std::string& lines) { write_all(open->fd, lines); };
}

}  // namespace

Log::Log(const config::Config& config) : Log{config, writing_into(config.log_file), kLinesWaiting} {}

Log::Log(const config::Config& config, std::function<void(const std::string&)> write, std::size_t at_most) {
  const std::shared_ptr<spdlog::formatter> formatter = formatter_of(config);
  file_ = std::make_shared<SlowFile>(
      [formatter, write = std::move(write)](const std::string& lines, std::size_t lost) {
        const std::string words = fmt::format("the log did not answer: lines were dropped count={}", lost);
        write(lost == 0 ? lines : line_of(*formatter, {"", spdlog::level::err, words}) + lines);
      },
      at_most);
  auto logger = std::make_shared<spdlog::logger>("", std::make_shared<Lines>(file_));
  logger->set_level(spdlog::level::from_str(config.log_level));
  logger->set_formatter(formatter_of(config));
  spdlog::set_default_logger(std::move(logger));
}

Log::~Log() { finish(kPatienceWithLog); }

}  // namespace examhall
