#include "load/places.hpp"

#include <algorithm>
#include <cmath>

namespace examhall::load {
namespace {

/// Whether a share of all has one more after this one than before it.
bool is_turn_of(double share, std::size_t i) {
  // A share such as 0.29 falls a hair below where it should be: without the hair the last of a hundred is
  // lost.
  constexpr double kHair = 1e-9;
  const auto before = std::floor(share * static_cast<double>(i) + kHair);
  return std::floor(share * static_cast<double>(i + 1) + kHair) > before;
}

}  // namespace

std::vector<Place> seat_all(const std::vector<Ticket>& tickets, double careless, double hostile) {
  std::vector<Place> out;
  const double of_the_rest = hostile < 1 ? std::min(1.0, careless / (1 - hostile)) : 0;
  std::size_t rest = 0;
  for (std::size_t i = 0; i < tickets.size(); ++i) {
    Place place{tickets[i], Manner::honest, i};
    if (is_turn_of(hostile, i))
      place.manner = Manner::hostile;
    else if (is_turn_of(of_the_rest, rest++))
      place.manner = Manner::careless;
    out.push_back(std::move(place));
  }
  return out;
}

// By manner and one after the other: a share that keeps step with the number of parts would all come to one.
std::vector<std::vector<Place>> deal(const std::vector<Place>& places, std::size_t parts) {
  std::vector<std::vector<Place>> out(parts);
  std::size_t next = 0;
  for (const Manner manner : {Manner::honest, Manner::careless, Manner::hostile}) {
    for (const Place& place : places) {
      if (place.manner == manner) out[next++ % parts].push_back(place);
    }
  }
  for (auto& part : out)
    std::sort(part.begin(), part.end(), [](const Place& a, const Place& b) { return a.number < b.number; });
  return out;
}

std::size_t count(const std::vector<Place>& places, Manner manner) {
  return static_cast<std::size_t>(
      std::count_if(places.begin(), places.end(), [&](const Place& p) { return p.manner == manner; }));
}

}  // namespace examhall::load
