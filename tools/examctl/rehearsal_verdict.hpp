#pragma once
// From what a rehearsal measured to what staff can act upon: does this machine hold, where is the limit, what
// to change. Pure.
#include <cstdint>
#include <vector>

#include "base/text.hpp"

namespace examhall::examctl {

struct Rehearsed {
  std::size_t candidates = 0;
  std::size_t receipts = 0;     ///< that hold, one for each candidate on a good day
  std::size_t unexplained = 0;  ///< errors that candidates were told of
  double answers_per_second = 0;
  double ack_p99_ms = 0, ack_max_ms = 0, first_question_ms = 0, whole_paper_ms = 0, login_p99_ms = 0;
  double generator_lag_p99_ms = 0;  ///< how late the simulated candidates' own program was
  double server_cpu_share =
      0;  ///< of one processor while they answered: the server is one thread for what is live
  double resident_mb = 0;   ///< of the server, at its most
  double available_mb = 0;  ///< memory that the machine has left beside it
  double open_files_limit = 0;
  double disk_mb = 0;       ///< that the rehearsal has filled
  double disk_free_mb = 0;  ///< where the real data lie
  std::size_t connections = 0,
              connections_per_address = 0;  ///< that the real configuration allows; 0: not asked
  double stolen_share = 0;  ///< of the machine's time, taken by others on the same host
};

enum class Holds { yes, barely, no };

struct Verdict {
  Holds holds = Holds::yes;
  std::size_t limit = 0;  ///< candidates, at this rate of answers; 0: not to be told from this
  base::Text limited_by;
  std::vector<base::Text> findings;  ///< what is wrong, each with what to change
};

/// The bounds, for people: an answer is acknowledged within 1 s, the first question is there 3 s after the
/// start and the paper within 10 s, every candidate has a receipt, the real configuration lets all of them
/// connect. "Barely": half of any of these, or no room for half as many candidates again, or fewer
/// connections from one address than candidates.
Verdict judge(const Rehearsed& r);

}  // namespace examhall::examctl
