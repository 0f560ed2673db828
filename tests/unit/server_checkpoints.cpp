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

TEST_CASE("whoever keeps the figures keeps the checkpoints") {
  Checkpoints checkpoints{
      {}, base::SigningKey::generate(), SlowFile::Put{[](const std::string&, std::size_t) {}}};
  CHECK(checkpoints.to_metrics().find("examhall_checkpoint_info") == std::string::npos);
  base::Digest link{};
  link.fill(0xab);
  checkpoints.hand_out({7, link, {}}, kNow);
  const std::string text = checkpoints.to_metrics();
  CHECK(text.find("examhall_checkpoint_seq 7\n") != std::string::npos);
  CHECK(text.find("{seq=\"7\",link=\"" + base::to_hex(link) + "\",signature=\"") != std::string::npos);
}
