// examhall-client: a candidate's place in the exam. Reads the command line and runs.
#include <cstdio>
#include <exception>

#include "client/headless/run.hpp"

int main(int argc, char** argv) {
  using namespace examhall::client;
  try {
    const auto options = read_options(argc, argv);
    if (const ExitCode* code = std::get_if<ExitCode>(&options)) return static_cast<int>(*code);
    return static_cast<int>(run_headless(std::get<HeadlessOptions>(options)));
  } catch (const std::exception& e) {
    std::fprintf(stderr, "examhall-client: %s\n", e.what());
    return static_cast<int>(ExitCode::internal);
  }
}
