// examhall-load: many candidates against one server.
#include <cstdio>
#include <exception>

#include "base/file.hpp"
#include "load/crowd.hpp"

namespace {

constexpr std::uint64_t kSparedFiles = 64;

int run(const examhall::load::Options& options) {
  using namespace examhall;
  auto tickets = load::read_tickets(options.tickets);
  if (!tickets) {
    for (const auto& p : tickets.error())
      std::fprintf(stderr, "%s\n", base::to_line(p, base::language_of_environment()).c_str());
    return 2;
  }
  if (tickets->empty() || options.candidates > tickets->size()) {
    std::fprintf(stderr, "%s has %zu tickets, fewer than asked for\n", options.tickets.c_str(),
                 tickets->size());
    return 2;
  }
  if (options.candidates > 0) tickets->resize(options.candidates);
  const std::uint64_t files = load::raise_open_files();
  if (files < tickets->size() + kSparedFiles) {
    std::fprintf(stderr,
                 "only %llu files may be open, too few for %zu candidates: raise the limit (ulimit -Hn)\n",
                 static_cast<unsigned long long>(files), tickets->size());
    return 2;
  }
  load::Crowd crowd{options, std::move(*tickets)};
  const bool as_planned = crowd.run();
  std::fputs(crowd.to_text().c_str(), stdout);
  if (options.report) base::write_file_atomically(*options.report, crowd.to_json().dump(2) + "\n");
  if (options.series) base::write_file_atomically(*options.series, crowd.series());
  return as_planned ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const auto options = examhall::load::read_options(argc, argv);
    if (const int* code = std::get_if<int>(&options)) return *code;
    return run(std::get<examhall::load::Options>(options));
  } catch (const std::exception& e) {
    std::fprintf(stderr, "examhall-load: %s\n", e.what());
    return 1;
  }
}
