// examhall-load: many candidates against one server.
#include <cstdio>
#include <exception>

#include "base/file.hpp"
#include "load/processes.hpp"

namespace {

constexpr std::uint64_t kSparedFiles = 64;

int cannot(const std::string& why) {
  std::fprintf(stderr, "%s\n", why.c_str());
  return 2;
}

// A careless candidate has two lines at times, and so has a hostile one.
std::uint64_t files_wanted(const examhall::load::Options& o, std::size_t places) {
  const double lines = 1 + o.careless + o.hostile;
  return static_cast<std::uint64_t>(static_cast<double>(places) * lines / static_cast<double>(o.processes)) +
         1 + kSparedFiles;
}

int run(const examhall::load::Options& options) {
  using namespace examhall;
  auto tickets = load::read_tickets(options.tickets);
  if (!tickets) {
    for (const auto& p : tickets.error())
      std::fprintf(stderr, "%s\n", base::to_line(p, base::language_of_environment()).c_str());
    return 2;
  }
  if (tickets->empty() || options.candidates > tickets->size()) {
    return cannot(options.tickets.string() + " has " + std::to_string(tickets->size()) +
                  " tickets, fewer than asked for");
  }
  if (options.candidates > 0) tickets->resize(options.candidates);
  const auto places = load::seat_all(*tickets, options.careless, options.hostile);
  // A process ends with the last whom it waits for.
  if (places.size() - count(places, load::Manner::hostile) < options.processes && !options.at_most)
    return cannot("fewer who come to an end than processes: give --stop-after");
  const std::uint64_t files = load::raise_open_files();
  if (files < files_wanted(options, places.size())) {
    return cannot("only " + std::to_string(files) + " files may be open, too few for " +
                  std::to_string(places.size()) +
                  " candidates: raise the limit (ulimit -Hn) or use --processes");
  }
  const load::Outcome outcome = load::run_crowds(options, places);
  std::fputs(load::to_text(outcome).c_str(), stdout);
  if (options.report) base::write_file_atomically(*options.report, load::to_json(outcome).dump(2) + "\n");
  if (options.series) base::write_file_atomically(*options.series, load::series(outcome));
  return load::as_planned(outcome) ? 0 : 1;
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
