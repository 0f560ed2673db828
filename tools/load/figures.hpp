#pragma once
// What the candidates of a run add up to. Those of the honest stand by themselves: what a careless or a
// hostile candidate waited for says nothing about what a candidate waits for. One thread.
#include <map>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "load/distribution.hpp"

namespace examhall::load {

using Counts = std::map<std::string, std::uint64_t>;  ///< by id

/// One measurement and when it was due.
struct Sample {
  char kind;  ///< a: an ack; l: the generator's own lag
  base::Instant at;
  Micros took;
};

struct CarelessFigures {
  Distribution ack;  ///< from when the answer was given for the first time
  Counts slips;      ///< wrong_code, second_machine, reload, dropped, repeated, stale
  Counts errors;     ///< by id; every slip earns some
  std::uint64_t candidates = 0, given = 0, acked = 0, ended = 0, unended = 0;
};

struct HostileFigures {
  Counts breaches;  ///< by kind
  Counts answers;   ///< by what came of them: an error's id, a close code, "dropped"
  std::uint64_t candidates = 0;
};

struct Figures {
  Distribution login;           ///< from the first connect to the welcome
  Distribution reconnect;       ///< from a lost line to the next welcome
  Distribution first_question;  ///< from the start
  Distribution whole_paper;     ///< from the start
  Distribution ack;             ///< from when the answer was due
  Distribution loop_lag;     ///< how late this program's own timers were; a stall counts for all it covered
  Distribution opening_lag;  ///< the same while papers were arriving
  std::uint64_t papers_coming = 0;  ///< candidates who sit and do not have the whole paper yet
  Counts errors;                    ///< by id
  Counts stops;                     ///< by reason
  std::uint64_t candidates = 0, online = 0, sitting = 0, given = 0, acked = 0, receipts = 0, bad_receipts = 0,
                unplanned = 0, finished = 0;
  CarelessFigures careless;
  HostileFigures hostile;
  std::vector<Sample> series;  ///< kept if asked for
};

/// As if one process had measured both: no quantile is averaged.
void add(Figures& to, const Figures& other);

/// Whole, with every single measurement, for another process of this program.
base::Json to_whole_json(const Figures& figures);
/// Throws base::Json::exception if it is anything else.
Figures from_whole_json(const base::Json& json);

}  // namespace examhall::load
