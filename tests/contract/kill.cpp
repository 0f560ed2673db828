// kill -9 at random moments: every event that was printed as committed is there, with its link.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <map>
#include <random>

#include "events.hpp"
#include "folder.hpp"
#include "store/open.hpp"

using namespace examhall;
using namespace examhall::contract;

namespace {

struct Child {
  pid_t pid = -1;
  int out = -1;

  explicit Child(const std::filesystem::path& folder) {
    std::array<int, 2> pipe{};
    REQUIRE(::pipe(pipe.data()) == 0);
    pid = ::fork();
    if (pid == 0) {
      ::dup2(pipe[1], STDOUT_FILENO);
      ::close(pipe[0]);
      ::close(pipe[1]);
      ::execl(JOURNAL_KILLER, JOURNAL_KILLER, folder.c_str(), nullptr);
      ::_exit(127);
    }
    ::close(pipe[1]);
    out = pipe[0];
  }
  ~Child() {
    ::kill(pid, SIGKILL);
    ::waitpid(pid, nullptr, 0);
    ::close(out);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// Reads until that many bytes came, kills, and returns all that was printed.
  std::string read_and_kill(std::size_t bytes) const {
    std::string text;
    std::array<char, 4096> block{};
    bool alive = true;
    for (;;) {
      const ssize_t n = ::read(out, block.data(), block.size());
      if (n <= 0) return text;
      text.append(block.data(), static_cast<std::size_t>(n));
      if (alive && text.size() >= bytes) alive = ::kill(pid, SIGKILL) != 0;
    }
  }
};

/// Whole lines only: the last one may have been cut off by the kill.
std::map<std::uint64_t, std::string> printed_events(const std::string& text) {
  std::map<std::uint64_t, std::string> events;
  std::size_t start = 0;
  for (std::size_t end; (end = text.find('\n', start)) != std::string::npos; start = end + 1) {
    const std::string line = text.substr(start, end - start);
    events[std::stoull(line)] = line.substr(line.find(' ') + 1);
  }
  return events;
}

}  // namespace

TEST_CASE("twenty servers killed in the middle of their work lose nothing that they called committed") {
  const Folder folder;
  std::mt19937 random{20230520};
  std::map<std::uint64_t, std::string> printed;
  for (int round = 0; round < 20; ++round) {
    const std::size_t bytes = 1 + random() % (round % 4 == 0 ? 200 : 60'000);
    printed.merge(printed_events(Child{folder.path()}.read_and_kill(bytes)));
    const auto journal = store::open_journal(folder.path());
    const journal::Head head = require_sound(*journal);
    REQUIRE(head.seq >= printed.rbegin()->first);
  }
  std::map<std::uint64_t, std::string> found;
  store::open_journal_reader(folder.path())->read_all([&](const journal::Event& event) {
    if (printed.contains(event.seq)) found[event.seq] = base::to_hex(event.link);
    return true;
  });
  CHECK(printed.size() > 1000);
  CHECK(found == printed);
}
