#pragma once
// What a fuzz target is: a function over bytes that must come back for any input, with what it promises held
// by require(), and a few inputs to start from. Each target is one file. libFuzzer drives one of them alone
// (driver.cpp); tools/test runs them all over their seeds and over every input that ever broke one
// (replay.cpp). One thread.
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace examhall::fuzz {

struct Target {
  std::string_view name;
  void (*run)(std::string_view input);
  std::vector<std::string> (*seeds)();
};

const std::vector<Target>& targets();

/// One at namespace scope for each target.
struct Registration {
  explicit Registration(const Target& target);
};

/// Ends the program if it does not hold, so that the fuzzer keeps the input.
void require(bool holds, const char* what);

/// The input as a file that is on no disk, for readers that want a path. Good until the next one is made.
std::filesystem::path as_file(std::string_view input);

/// Up to the separator, which is taken from `rest` too; everything if there is none.
std::string_view next_part(std::string_view& rest, char separator);

}  // namespace examhall::fuzz
