#include "hall/counters.hpp"

#include <fmt/format.h>

#include <iterator>

namespace examhall::hall {
namespace {

void counter(std::string& out, std::string_view name, std::string_view help, std::uint64_t value) {
  fmt::format_to(std::back_inserter(out), "# HELP {0} {1}\n# TYPE {0} counter\n{0} {2}\n", name, help, value);
}

void gauge(std::string& out, std::string_view name, std::string_view help, std::uint64_t value) {
  fmt::format_to(std::back_inserter(out), "# HELP {0} {1}\n# TYPE {0} gauge\n{0} {2}\n", name, help, value);
}

// Batch codes come from staff: quotes and backslashes must not break the line.
std::string label(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

void sealed_papers(std::string& out, const std::vector<ShutPaper>& shut) {
  out += "# HELP examhall_paper_releases Custodians who released the sealed paper of a batch to this server.\n"
         "# TYPE examhall_paper_releases gauge\n";
  for (const ShutPaper& p : shut) out += fmt::format("examhall_paper_releases{{batch=\"{}\"}} {}\n", label(p.batch), p.releases);
  out += "# HELP examhall_paper_late 1 if the batch should have started and its sealed paper is not open.\n"
         "# TYPE examhall_paper_late gauge\n";
  for (const ShutPaper& p : shut) out += fmt::format("examhall_paper_late{{batch=\"{}\"}} {}\n", label(p.batch), p.late ? 1 : 0);
}

}  // namespace

std::string to_metrics(const Counters& c, const std::vector<StatusCount>& statuses,
                       const std::vector<ShutPaper>& shut, std::uint64_t connections, std::uint64_t waiting_events,
                       bool storage_ok) {
  std::string out;
  counter(out, "examhall_logins_total", "Successful logins.", c.logins);
  counter(out, "examhall_acks_total", "Answers acknowledged after their commit.", c.acks);
  counter(out, "examhall_repeated_acks_total", "Acknowledgements of answers stored before.", c.repeated_acks);
  counter(out, "examhall_receipts_total", "Receipts signed.", c.receipts);
  counter(out, "examhall_takeovers_total", "Seats taken over by a later login.", c.takeovers);
  out += "# HELP examhall_errors_total Errors sent to candidates.\n# TYPE examhall_errors_total counter\n";
  for (const auto& [id, n] : c.errors) out += fmt::format("examhall_errors_total{{id=\"{}\"}} {}\n", id, n);
  out += "# HELP examhall_attempts Attempts by batch and status.\n# TYPE examhall_attempts gauge\n";
  for (const StatusCount& s : statuses) {
    out += fmt::format("examhall_attempts{{batch=\"{}\",status=\"{}\"}} {}\n", label(s.batch), s.status, s.count);
  }
  sealed_papers(out, shut);
  gauge(out, "examhall_hall_connections", "Connections known to the hall.", connections);
  gauge(out, "examhall_waiting_events", "Events appended and not yet on disk.", waiting_events);
  gauge(out, "examhall_storage_ok", "1 while events reach the disk.", storage_ok ? 1 : 0);
  return out;
}

}  // namespace examhall::hall
