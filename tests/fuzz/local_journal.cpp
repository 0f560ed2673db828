// The client's own file of unsent answers. Its records are sealed, so plain bytes get no further than the
// first: the input says what is written and then what becomes of the file, two bytes a step.
#include "client/core/local_journal.hpp"
#include "table_support.hpp"
#include "target.hpp"

#include <unistd.h>
#include <fstream>
#include <map>

namespace local_journal_target {

using namespace examhall;

const client::AttemptName kAttempt{"2023-04-J", "T1", "order"};
constexpr std::size_t kLargest = 64 * 1024;
const std::string kCode = "7Q2M-ABCD-EFGH-JKMN-PQRS-TVWX";

using Given = std::map<std::uint32_t, std::uint32_t>;  // number → item

Given write_some(client::LocalJournal& journal, std::string_view& input) {
  Given given;
  std::uint32_t no = 0;
  while (input.size() >= 2 && input[0] < 'd') {
    const auto value = static_cast<std::uint8_t>(input[1]);
    if (input[0] == 'a') given[++no] = value, journal.keep({no, value, value, value});
    if (input[0] == 'b') journal.settle(value, no);
    if (input[0] == 'c') journal.reached(value);
    input.remove_prefix(2);
  }
  return given;
}

// d: cut off, e: a bit turned, f: a piece moved to the end, g: a byte added.
void spoil(std::string& content, std::string_view input) {
  for (; input.size() >= 2 && !content.empty(); input.remove_prefix(2)) {
    const std::size_t at = static_cast<std::uint8_t>(input[1]) * content.size() / 256;
    if (input[0] == 'd') content.resize(at);
    if (input[0] == 'e') content[at] = static_cast<char>(content[at] ^ 1);
    if (input[0] == 'f' && content.size() < kLargest) content += content.substr(at);
    if (input[0] == 'g') content += input[1];
  }
}

void run_in(const std::filesystem::path& folder, std::string_view input) {
  const auto path = client::LocalJournal::path_in(folder, kAttempt);
  Given given;
  {
    client::LocalJournal journal{folder, kCode};
    journal.open(kAttempt);
    given = write_some(journal, input);
  }
  std::string content = table::test::read_bytes(path);
  const bool whole = input.empty();
  spoil(content, input);
  if (!whole && !input.empty() && input[0] == 'h') content = input;
  std::ofstream{path, std::ios::binary | std::ios::trunc} << content;
  client::LocalJournal journal{folder, kCode};
  const auto recalled = journal.open(kAttempt);
  fuzz::require(!whole || recalled.problems.empty(), "a whole file is read whole");
  for (const auto& answer : recalled.answers)
    fuzz::require(given.contains(answer.no) && given[answer.no] == answer.item,
                  "nothing is recalled that was not given");
  journal.keep({1000, 1, 1, 1});
}

void run(std::string_view input) {
  static const auto folder =
      std::filesystem::path{"/dev/shm"} / ("examhall-fuzz-" + std::to_string(::getpid()));
  if (input.size() > 512) return;
  run_in(folder, input);
  std::filesystem::remove_all(folder);
}

std::vector<std::string> seeds() {
  return {"a1a2b1a3c1a4",
          "a1a2a3d\x80",
          "a1b1a2e\x10",
          "a1a2f\x20g1",
          "a1hEHJ1",
          "a1e\x01"
          "a9",
          "a1a2a1e\xf0"};
}

const fuzz::Registration registration{{"local_journal", run, seeds}};

}  // namespace local_journal_target
