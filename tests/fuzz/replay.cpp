// Every target over its seeds and over all inputs that are kept in FOLDER/<target>/, by any compiler: what a
// fuzzer has found stays mended. Prints each input before it runs, so that the last line names the culprit.
#include <cstdio>
#include <fstream>
#include <iterator>

#include "target.hpp"

namespace {

using examhall::fuzz::Target;

std::size_t replay_seeds(const Target& target) {
  const std::vector<std::string> seeds = target.seeds();
  for (std::size_t i = 0; i < seeds.size(); ++i) {
    std::printf("%s seed-%zu\n", target.name.data(), i);
    std::fflush(stdout);
    target.run(seeds[i]);
  }
  target.run({});
  return seeds.size() + 1;
}

std::size_t replay_kept(const Target& target, const std::filesystem::path& folder) {
  if (!std::filesystem::is_directory(folder)) return 0;
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator{folder}) {
    std::printf("%s\n", entry.path().c_str());
    std::fflush(stdout);
    std::ifstream in{entry.path(), std::ios::binary};
    target.run(std::string{std::istreambuf_iterator<char>{in}, {}});
    ++count;
  }
  return count;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return std::fprintf(stderr, "usage: fuzz_replay FOLDER\n"), 2;
  std::size_t inputs = 0;
  for (const Target& target : examhall::fuzz::targets()) {
    inputs += replay_seeds(target) + replay_kept(target, std::filesystem::path{argv[1]} / target.name);
  }
  std::printf("%zu targets, %zu inputs\n", examhall::fuzz::targets().size(), inputs);
  return inputs == 0 ? 1 : 0;
}
