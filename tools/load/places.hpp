#pragma once
// Who sits where in a run: which of the tickets are for honest candidates, which for careless and which for
// hostile ones, and which process has them. Spread evenly over the list, so that every part of it is a small
// picture of the whole. Pure.
#include <cstdint>
#include <vector>

#include "load/tickets.hpp"

namespace examhall::load {

enum class Manner { honest, careless, hostile };

struct Place {
  Ticket ticket;
  Manner manner = Manner::honest;
  std::uint64_t number = 0;  ///< in the whole run: what its seed and its turn at the door come from
};

/// Shares of all, 0 to 1. The first is honest if anybody is.
std::vector<Place> seat_all(const std::vector<Ticket>& tickets, double careless, double hostile);

/// Dealt like cards: each part has its share of every manner and of every moment at the door. None is empty
/// if there are as many places as parts.
std::vector<std::vector<Place>> deal(const std::vector<Place>& places, std::size_t parts);

std::size_t count(const std::vector<Place>& places, Manner manner);

}  // namespace examhall::load
