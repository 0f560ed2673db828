#pragma once
// What verification found: a list of checks, each passed, failed or not made, with findings that name the
// event, the candidate, the item. Plain values; one thread while it is filled.
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "evidence/format.hpp"

namespace examhall::evidence {

enum class CheckId {
  file,        ///< every line can be read and stands where it must
  signatures,  ///< of the checkpoint and of the whole file
  chain,       ///< every event is what the journal holds, none missing
  kept,        ///< against what was kept elsewhere: acks, receipts, checkpoints
  header,      ///< says what the content is
  roster,      ///< people and registrations are the same
  paper,       ///< is the one that was sat
  collection,  ///< the rules, run again over the events
  scores,      ///< computed again from the answers
  results,     ///< what the journal says of the results as a whole
};
inline constexpr std::size_t kChecks = 10;

enum class State { passed, failed, skipped };
std::string_view to_text(State state);

struct Finding {
  std::string id;
  base::Text text;
  base::Severity severity = base::Severity::error;
};

class Check {
 public:
  void fail(std::string id, base::Text text) { add({std::move(id), std::move(text), base::Severity::error}); }
  /// Worth knowing, and no failure.
  void note(std::string id, base::Text text) {
    add({std::move(id), std::move(text), base::Severity::warning});
  }
  /// It could not be made, and why.
  void skip(std::string id, base::Text text);

  State state() const { return failed_ ? State::failed : skipped_ ? State::skipped : State::passed; }
  bool failed() const { return failed_; }
  const std::vector<Finding>& findings() const { return findings_; }
  /// Findings beyond those that are kept.
  std::uint64_t more() const { return more_; }

 private:
  void add(Finding finding);
  std::vector<Finding> findings_;
  std::uint64_t more_ = 0;
  bool failed_ = false;
  bool skipped_ = false;
};

struct Summary {
  std::uint64_t candidates = 0;
  std::uint64_t events = 0;
  std::uint64_t answers = 0;  ///< accepted, later changes of mind counted too
  std::uint64_t refused = 0;  ///< kept as evidence
  std::uint64_t handed_in = 0;
  std::uint64_t collected = 0;
  std::uint64_t absent = 0;
  std::uint64_t terminated = 0;
  std::uint64_t graded = 0;  ///< in the latest version of the results
  std::uint64_t passed = 0;
  std::uint64_t versions = 0;  ///< of the results
};

/// As the server must have signed it, computed anew: compared by text or by the printed code.
struct ReceiptText {
  std::string ticket;
  int round = 1;
  std::string text;
  std::string code;
};

struct Report {
  std::string scope, batch, journal, exported_at, tool;  ///< as the header says
  std::string public_key;                                ///< the file's own, base64
  std::array<Check, kChecks> checks;
  Summary summary;
  std::vector<ReceiptText> receipts;

  Check& operator[](CheckId id) { return checks[static_cast<std::size_t>(id)]; }
  const Check& operator[](CheckId id) const { return checks[static_cast<std::size_t>(id)]; }
  bool ok() const;
};

std::string_view name_of(CheckId id);
base::Text title_of(CheckId id);
/// For a terminal: one line for each check, its findings below it, the figures at the end.
std::string to_text(const Report& report, base::Language language);
base::Json to_json(const Report& report);

}  // namespace examhall::evidence
