// The file in which a server leaves its time for the next start: taken up or not, it must give a time.
#include "exam/batch.hpp"
#include "exam_clock.hpp"
#include "target.hpp"

#include "base/file.hpp"
#include "base/json.hpp"

#include <unistd.h>

namespace clock_anchor_target {

using namespace examhall;

constexpr base::Instant kAlive = base::from_millis(1'684'546'200'000);

// A batch that somebody waits for, so that an anchor of this boot is taken up.
exam::Fold with_an_open_batch() {
  exam::Fold fold;
  auto& live = fold.batches[7];
  live.batch.id = 7;
  live.batch.window = {kAlive, kAlive + std::chrono::hours{2}};
  return fold;
}

void run(std::string_view input) {
  static const auto folder =
      std::filesystem::path{"/dev/shm"} / ("examhall-anchor-" + std::to_string(::getpid()));
  if (input.size() > 8192) return;
  std::filesystem::create_directories(folder);
  base::write_file_atomically(folder / "clock.anchor", input);
  const auto clock = take_up_time(folder, with_an_open_batch(), kAlive);
  const base::Instant now = clock.now();
  fuzz::require(now > base::Instant{} && clock.now() >= now, "there is a time, and it goes on");
  clock.divergence();
  std::filesystem::remove_all(folder);
}

std::vector<std::string> seeds() {
  const auto anchor = [](std::int64_t offset) {
    return base::canonical({{"boot_id", base::boot_id()}, {"offset_ms", offset}});
  };
  return {anchor(base::to_millis(kAlive)), anchor(0), anchor(INT64_MAX), anchor(INT64_MIN),
          R"({"boot_id":"another","offset_ms":5})"};
}

const fuzz::Registration registration{{"clock_anchor", run, seeds}};

}  // namespace clock_anchor_target
