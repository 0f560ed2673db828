// Checkpoints for a file on a machine that is gone: the latest waits, the log has them all, nobody is held
// up.
#include <catch2/catch.hpp>

#include <future>

#include "checkpoints.hpp"

using namespace examhall;
using namespace std::chrono_literals;

namespace {

const base::Instant kNow = base::from_millis(1'684'546'200'000);

std::vector<std::uint64_t> seqs_in(const std::string& lines) {
  std::vector<std::uint64_t> out;
  std::istringstream in{lines};
  for (std::string line; std::getline(in, line);) {
    const auto c = journal::signed_checkpoint_from_line(line);
    REQUIRE(c);
    out.push_back(c->checkpoint.seq);
  }
  return out;
}

}  // namespace

TEST_CASE("while the file hangs only the latest checkpoint waits for it") {
  struct Kept {
    std::promise<void> reached, let_go;
    std::shared_future<void> goes_on{let_go.get_future()};
    std::string written;
  };
  const auto kept = std::make_shared<Kept>();
  Checkpoints checkpoints{{}, base::SigningKey::generate(), [kept](const std::string& lines, std::size_t) {
                            if (kept->written.empty()) kept->reached.set_value();
                            kept->goes_on.wait();
                            kept->written += lines;
                          }};
  checkpoints.hand_out({5, {}, {}}, kNow);
  checkpoints.hand_out({5, {}, {}}, kNow);
  kept->reached.get_future().wait();
  for (const std::uint64_t seq : {6, 7, 8}) checkpoints.hand_out({seq, {}, {}}, kNow);
  CHECK(checkpoints.seq() == 8);
  checkpoints.finish(0ms);
  kept->let_go.set_value();
  checkpoints.finish(10s);
  CHECK(seqs_in(kept->written) == std::vector<std::uint64_t>{5, 8});
}
