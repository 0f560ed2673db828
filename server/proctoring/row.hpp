#pragma once
// What the console shows of one candidate: plain values, taken from a seat and compared with what was shown
// before. Pure; docs/console-protocol.md describes each member.
#include <string>

#include "hall/seat.hpp"

namespace examhall::proctoring {

struct Row {
  std::string ticket, name, institution, id_masked, site, room, seat;
  std::string status;
  bool online = false;
  base::Instant since{};
  std::string machine;
  std::uint32_t answered = 0;
  base::Instant active{};
  std::uint32_t left = 0;
  bool away = false;
  std::uint32_t late = 0;
  base::Span clock{0};
  base::Instant called{};
  std::string call_text;
  std::uint32_t sent = 0, delivered = 0, read = 0, warned = 0;
  base::Instant ends_at{};  ///< without what a pause that lasts, or a way to another seat, adds to it
  base::Instant paused{};   ///< since when time stands; the epoch: it does not
  base::Span extra{0};
  base::Instant moved{};  ///< when the end last moved; the epoch: never, or nobody sits there to be told
  bool moved_shown = false;
  std::uint32_t round = 1;
};

Row row_of(const hall::Seat& seat, base::Instant now);

/// The row as a JSON object.
std::string whole(const Row& row);
/// ["ticket",{…}] with the members in which `now` differs from `before`; empty if there are none.
std::string difference(const Row& before, const Row& now);
/// The same with every member.
std::string difference(const Row& now);

}  // namespace examhall::proctoring
