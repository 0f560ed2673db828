#include "load/processes.hpp"

#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <stdexcept>

#include "load/crowd.hpp"

namespace examhall::load {
namespace {

/// A child, and the file in memory in which it leaves its outcome.
struct Part {
  pid_t pid = -1;
  int file = -1;
};

void write_all(int file, const std::vector<std::uint8_t>& bytes) {
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t n = ::write(file, bytes.data() + done, bytes.size() - done);
    if (n <= 0) throw std::runtime_error("cannot leave the outcome");
    done += static_cast<std::size_t>(n);
  }
}

std::vector<std::uint8_t> read_all(int file) {
  std::vector<std::uint8_t> out;
  std::uint8_t piece[1U << 16U];
  ::lseek(file, 0, SEEK_SET);
  for (ssize_t n = 0; (n = ::read(file, piece, sizeof piece)) > 0;) out.insert(out.end(), piece, piece + n);
  return out;
}

// In the child: it never returns to the parent's stack.
[[noreturn]] void be_part(const Options& options, const std::vector<Place>& places, const std::string& label,
                          int file, pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (::getppid() != parent) ::_exit(1);
  try {
    Crowd crowd{options, places, label};
    write_all(file, base::Json::to_cbor(to_whole_json(crowd.run())));
  } catch (const std::exception& e) {
    std::fprintf(stderr, "examhall-load %s: %s\n", label.c_str(), e.what());
    ::_exit(1);
  }
  std::fflush(stdout);
  ::_exit(0);
}

Part start(Options options, const std::vector<Place>& places, std::size_t number) {
  const int file = ::memfd_create("outcome", MFD_CLOEXEC);
  if (file < 0) throw std::runtime_error("no memory for an outcome");
  if (number > 0) options.server_pid.reset();  // once is enough
  std::fflush(stdout);
  const pid_t parent = ::getpid();
  const pid_t pid = ::fork();
  if (pid < 0) throw std::runtime_error("cannot start another process");
  const std::string label = "[" + std::to_string(number + 1) + "/" + std::to_string(options.processes) + "] ";
  if (pid == 0) be_part(options, places, label, file, parent);
  return {pid, file};
}

std::optional<Outcome> outcome_of(const Part& part) {
  int status = 0;
  while (::waitpid(part.pid, &status, 0) < 0 && errno == EINTR) {
  }
  const auto bytes = read_all(part.file);
  ::close(part.file);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return std::nullopt;
  return from_whole_json_of_outcome(base::Json::from_cbor(bytes));
}

}  // namespace

Outcome run_crowds(const Options& options, const std::vector<Place>& places) {
  if (options.processes == 1) return Crowd{options, places, ""}.run();
  std::vector<Part> parts;
  for (const auto& dealt : deal(places, options.processes))
    parts.push_back(start(options, dealt, parts.size()));
  Outcome out;
  bool whole = true;
  for (const Part& part : parts) {
    const auto outcome = outcome_of(part);
    whole = whole && outcome;
    if (outcome) add(out, *outcome);
  }
  if (!whole) throw std::runtime_error("a process of the crowd ended without its figures");
  return out;
}

}  // namespace examhall::load
