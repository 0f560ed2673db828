#include "evidence/line_source.hpp"

#include "evidence/format.hpp"

namespace examhall::evidence {
namespace {
constexpr std::size_t kChunk = 256 * 1024;
}

LineSource::LineSource(const std::filesystem::path& path) {
  std::error_code error;
  if (std::filesystem::is_regular_file(path, error)) file_.reset(std::fopen(path.c_str(), "rbe"));
}

bool LineSource::refill() {
  buffer_.resize(kChunk);
  buffer_.resize(std::fread(buffer_.data(), 1, kChunk, file_.get()));
  used_ = 0;
  return !buffer_.empty();
}

LineSource::Kind LineSource::next() {
  text_.clear();
  bool too_long = false;
  bool any = false;
  while (used_ < buffer_.size() || refill()) {
    if (!any) ++number_;
    any = true;
    const std::size_t feed = buffer_.find('\n', used_);
    const std::size_t stop = feed == std::string::npos ? buffer_.size() : feed;
    if (!too_long) text_.append(buffer_, used_, stop - used_);
    too_long = too_long || text_.size() > line_limit(text_);
    if (too_long) text_.resize(std::min<std::size_t>(text_.size(), 64));
    used_ = feed == std::string::npos ? stop : feed + 1;
    if (feed != std::string::npos) return too_long ? Kind::too_long : Kind::line;
  }
  if (!any) return Kind::end;
  return too_long ? Kind::too_long : Kind::unfinished;
}

}  // namespace examhall::evidence
