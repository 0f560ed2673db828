#include "load/options.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>

namespace examhall::load {
namespace {

constexpr const char* kFooter = R"(
Latency of an answer is counted from when it was due, so a stall of server or generator shows in full.
Exit codes: 0 every candidate ended as planned (the hostile are not waited for), 1 some did not, 2 usage.)";

std::optional<long long> whole(const std::string& text) {
  if (text.empty() || text.size() > 12 || text.find_first_not_of("0123456789") != std::string::npos)
    return std::nullopt;
  return std::stoll(text);
}

}  // namespace

std::optional<base::Span> parse_duration(const std::string& text) {
  const std::size_t unit_at = text.find_first_not_of("0123456789.");
  const std::string number = text.substr(0, unit_at);
  const std::string unit = unit_at == std::string::npos ? "s" : text.substr(unit_at);
  if (number.empty() || number.size() > 12 || std::count(number.begin(), number.end(), '.') > 1 ||
      number == ".") {
    return std::nullopt;
  }
  double millis = std::stod(number);
  if (unit == "s")
    millis *= 1000;
  else if (unit == "m")
    millis *= 60'000;
  else if (unit != "ms")
    return std::nullopt;
  return base::Span{static_cast<base::Span::rep>(millis)};
}

std::optional<std::pair<base::Span, base::Span>> parse_range(const std::string& text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string::npos) return std::nullopt;
  const auto least = whole(text.substr(0, dots));
  const auto most = whole(text.substr(dots + 2));
  if (!least || !most || *least > *most) return std::nullopt;
  return std::pair{base::Span{*least}, base::Span{*most}};
}

std::variant<Options, int> read_options(int argc, char** argv) {
  Options o;
  int server_pid = 0;
  std::string server, think = "1000..3000", ramp = "20s", at_most, at_end = "hand_in", report, series;
  CLI::App app{"Many candidates at once", "examhall-load"};
  app.footer(kFooter);
  app.add_option("--tickets", o.tickets, "CSV with tickets and access codes")
      ->required()
      ->check(CLI::ExistingFile);
  app.add_option("--server", server, "host:port")->required();
  app.add_option("--ca", o.ca, "certificate authority (PEM)")->required()->check(CLI::ExistingFile);
  app.add_option("--candidates", o.candidates, "how many of the tickets; all if not given");
  app.add_option("--answers-per-candidate", o.answers, "answers that each gives, round and round the paper");
  app.add_option("--think", think, "milliseconds between answers, MIN..MAX");
  app.add_option("--closed", o.in_flight,
                 "closed loop: so many answers under way each, the next as soon as one is acknowledged");
  app.add_option("--ramp", ramp, "time over which they log in");
  app.add_option("--end", at_end, "then: hand_in, wait (until collected) or leave")
      ->check(CLI::IsMember({"hand_in", "wait", "leave"}));
  app.add_option("--stop-after", at_most, "ends the run after this time");
  app.add_option("--seed", o.seed, "of everything random");
  app.add_option("--report", report, "the figures as JSON");
  app.add_option("--series", series, "every single ack as CSV: kind,at_ms (since 1970),us");
  app.add_option("--careless", o.careless,
                 "share, 0 to 1, of candidates with wrong codes, second machines, reloads, repeated and "
                 "stale answers")
      ->check(CLI::Range(0.0, 1.0));
  app.add_option("--hostile", o.hostile,
                 "share, 0 to 1, of clients that break every rule until the others are done")
      ->check(CLI::Range(0.0, 1.0));
  app.add_option("--server-pid", server_pid,
                 "the server on this machine: its processor time and memory are reported");
  app.add_option("--processes", o.processes,
                 "splits the crowd over so many processes: files, one processor each")
      ->check(CLI::Range(1, 64));
  app.add_flag("--quiet", o.quiet, "no progress lines");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? 0 : 2;
  }
  const auto address = client::parse_server(server);
  const auto range = parse_range(think);
  const auto ramp_time = parse_duration(ramp);
  const auto limit = at_most.empty() ? std::optional{base::Span{0}} : parse_duration(at_most);
  if (!address) std::fprintf(stderr, "--server: host:port is expected\n");
  if (!range) std::fprintf(stderr, "--think: MIN..MAX in milliseconds is expected\n");
  if (!ramp_time) std::fprintf(stderr, "--ramp: a duration such as 20s is expected\n");
  if (!limit) std::fprintf(stderr, "--stop-after: a duration such as 10m is expected\n");
  const bool somebody_ends = o.careless + o.hostile <= 1 && (o.hostile < 1 || !at_most.empty());
  if (!somebody_ends)
    std::fprintf(
        stderr,
        "--careless and --hostile: shares of one whole; if all are hostile, --stop-after is needed\n");
  if (server_pid < 0) std::fprintf(stderr, "--server-pid: a process is expected\n");
  if (!address || !range || !ramp_time || !limit || !somebody_ends || server_pid < 0) return 2;
  if (server_pid > 0) o.server_pid = server_pid;
  o.server = *address;
  o.think_least = range->first;
  o.think_most = range->second;
  o.ramp = *ramp_time;
  if (!at_most.empty()) o.at_most = *limit;
  o.at_end = at_end == "hand_in" ? AtEnd::hand_in : at_end == "wait" ? AtEnd::wait : AtEnd::leave;
  if (!report.empty()) o.report = report;
  if (!series.empty()) o.series = series;
  return o;
}

}  // namespace examhall::load
