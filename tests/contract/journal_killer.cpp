// Appends to a journal without end and prints each event once it is committed: "seq link". Made to be killed
// by the test that runs it (kill -9 at any moment).
//   journal_killer <folder>
#include <unistd.h>

#include <cstdio>

#include "journal/writer.hpp"
#include "store/open.hpp"

using namespace examhall;

namespace {

/// One write for each commit: what the parent has read was committed, and half a line is no line.
void print(std::span<const journal::Committed> commit) {
  std::string lines;
  for (const journal::Committed& c : commit)
    lines += std::to_string(c.seq) + " " + base::to_hex(c.link) + "\n";
  for (std::string_view rest = lines; !rest.empty();) {
    const ssize_t n = ::write(STDOUT_FILENO, rest.data(), rest.size());
    if (n <= 0) ::_exit(1);
    rest.remove_prefix(static_cast<std::size_t>(n));
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const auto store = store::open_journal(argv[1]);
  const base::AnchoredClock clock;
  journal::Writer writer{*store, clock, {print, [](journal::Health, const base::Text&) {}}};
  for (std::int64_t n = 0;; ++n) {
    while (writer.queue_size() > 200) ::usleep(50);
    writer.append({clock.now(), 3, n % 50, "answer_saved", R"({"n":)" + std::to_string(n) + "}"});
  }
}
