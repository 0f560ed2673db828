#include "evidence/sound_reading.hpp"

namespace examhall::evidence {
namespace {

constexpr std::uint64_t kRowsBetweenProgress = 10'000;

base::Problem broken(const base::Text& how) {
  return {"journal_broken",
          {},
          {"日志的链已断，不能为它签名：" + how.zh,
           "the journal's chain is broken, so it is not signed: " + how.en}};
}

base::Problem changed() {
  return {
      "journal_changed",
      {},
      {"读取期间日志变短了，请查明原因后重试", "the journal became shorter while it was read; find out why"}};
}

}  // namespace

std::optional<base::Problem> SoundReading::each(const std::function<void(const journal::Event&)>& visit) {
  journal_.read(1, last_, [&](const journal::Event& event) {
    if (!check_.feed(event)) return false;
    if (event.seq == check_.head().seq) visit(event);
    if (event.seq % kRowsBetweenProgress == 0) progress_(event.seq, last_);
    return true;
  });
  if (const auto bad = check_.finish()) return broken(bad->text);
  if (check_.head().seq != last_) return changed();
  progress_(last_, last_);
  return std::nullopt;
}

}  // namespace examhall::evidence
