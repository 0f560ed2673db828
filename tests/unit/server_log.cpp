// The log of a server whose disk hangs: nobody who logs waits, and what was dropped is said.
#include <catch2/catch.hpp>

#include <spdlog/spdlog.h>

#include <filesystem>
#include <fstream>
#include <future>

#include "base/digest.hpp"
#include "base/json.hpp"
#include "base/secret.hpp"
#include "log.hpp"

using namespace examhall;
using namespace std::chrono_literals;

namespace {

struct Written {
  std::promise<void> reached, let_go;
  std::shared_future<void> goes_on{let_go.get_future()};
  std::string text;
};

std::function<void(const std::string&)> hanging(const std::shared_ptr<Written>& written) {
  return [written](const std::string& lines) {
    if (written->text.empty()) written->reached.set_value();
    written->goes_on.wait();
    written->text += lines;
  };
}

std::vector<std::string> texts_of(const std::string& lines) {
  std::vector<std::string> out;
  std::istringstream in{lines};
  for (std::string line; std::getline(in, line);) out.push_back(base::Json::parse(line)["text"]);
  return out;
}

std::string content_of(const std::filesystem::path& file) {
  std::ifstream in{file};
  return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace

TEST_CASE("who logs never waits for the log's disk; lines past the bound are dropped, and it says how many") {
  config::Config config;
  config.log_format = "json";
  const auto written = std::make_shared<Written>();
  Log log{config, hanging(written), 3};
  spdlog::info("first");
  written->reached.get_future().wait();
  for (int i = 0; i < 1000; ++i) spdlog::info("line={}", i);
  CHECK(written->text.empty());
  written->let_go.set_value();
  CHECK(log.finish(10s));
  CHECK(texts_of(written->text) ==
        std::vector<std::string>{"first", "the log did not answer: lines were dropped count=997", "line=997",
                                 "line=998", "line=999"});
}

TEST_CASE("a log file holds what was logged, at its level and in its format, behind what it held") {
  const auto folder = std::filesystem::temp_directory_path() / ("log-" + base::to_hex(base::random_bytes(8)));
  std::filesystem::create_directory(folder);
  config::Config config;
  config.log_file = folder / "server.log";
  config.log_level = "warn";
  for (const char* word : {"one", "two"}) {
    const Log log{config};
    spdlog::info("not this");
    spdlog::warn("this word={}", word);
  }
  const std::string text = content_of(config.log_file);
  CHECK(text.find(" warning this word=one\n") == 24);
  CHECK(text.ends_with(" warning this word=two\n"));
  CHECK(text.find("not this") == std::string::npos);
  config.log_file = folder / "none" / "server.log";
  CHECK_THROWS_AS(Log{config}, std::system_error);
  std::filesystem::remove_all(folder);
}
