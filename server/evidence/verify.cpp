#include "evidence/verify.hpp"

#include <fmt/format.h>

#include "evidence/line_source.hpp"
#include "evidence/verification.hpp"

namespace examhall::evidence {

namespace {
constexpr std::uint64_t kLinesBetweenProgress = 10'000;
}

Report verify(const std::filesystem::path& path, const VerifyOptions& options) {
  Verification verification{options};
  LineSource source{path};
  if (!source.open()) {
    verification.unreadable(0, {"文件不存在或无法读取", "there is no such file, or it cannot be read"});
    return verification.finish(0);
  }
  for (LineSource::Kind kind = source.next(); kind != LineSource::Kind::end; kind = source.next()) {
    if (kind == LineSource::Kind::line) {
      verification.line(source.text(), source.number());
    } else if (kind == LineSource::Kind::too_long) {
      verification.unreadable(source.number(), {"这一行过长", "the line is too long"});
    } else {
      verification.unreadable(source.number(), {"文件在这一行中途断了", "the file ends within this line"});
    }
    if (source.number() % kLinesBetweenProgress == 0) options.progress(source.number());
  }
  return verification.finish(source.number());
}

}  // namespace examhall::evidence
