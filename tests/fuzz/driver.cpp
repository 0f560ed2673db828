// libFuzzer's way into the one target that is linked. As `fuzz_x --seeds FOLDER` it writes the target's seeds
// there instead of fuzzing.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "target.hpp"

namespace {

void write_seeds(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  int number = 0;
  for (const std::string& seed : examhall::fuzz::targets().at(0).seeds()) {
    std::ofstream{folder / ("seed-" + std::to_string(number++)), std::ios::binary} << seed;
  }
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  if (*argc == 3 && std::strcmp((*argv)[1], "--seeds") == 0) {
    write_seeds((*argv)[2]);
    std::exit(0);
  }
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  examhall::fuzz::targets().front().run({reinterpret_cast<const char*>(data), size});
  return 0;
}
