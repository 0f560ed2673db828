// examhall-client: a candidate's place in the exam, with a window or, for scripts, without one.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <string_view>

#include "client/headless/run.hpp"
#include "client/window/run.hpp"

namespace {

using namespace examhall;

int run_headless(int argc, char** argv) {
  const auto options = client::read_options(argc, argv);
  if (const client::ExitCode* code = std::get_if<client::ExitCode>(&options)) return static_cast<int>(*code);
  return static_cast<int>(client::run_headless(std::get<client::HeadlessOptions>(options)));
}

bool wants_headless(int argc, char** argv) {
  return std::any_of(argv + 1, argv + argc, [](std::string_view word) { return word == "--headless"; });
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return wants_headless(argc, argv) ? run_headless(argc, argv) : window::run_window(argc, argv);
  } catch (const std::exception& e) {
    std::fprintf(stderr, "examhall-client: %s\n", e.what());
    return static_cast<int>(client::ExitCode::internal);
  }
}
