#pragma once
// Something that happened in the hall, for the record; it changes no rule. About one person it is an event of
// theirs, about a room, a site or the batch one of the batch.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace examhall::exam {

/// Bytes of a site's or a room's name: what a roster may carry.
inline constexpr std::size_t kLongestPlace = 1024;

inline constexpr std::size_t kLongestAttachment = 4000;

struct IncidentNote {
  std::uint32_t no = 0;  ///< 1, 2, 3, … in the batch
  std::string category;  ///< environment | candidate | staff | technical
  std::string scope;     ///< person | room | site | batch
  std::string target;    ///< ticket, room or site
  std::optional<std::string> site;  ///< of a room
  std::string by, text;
  std::optional<std::string> attachment{};  ///< what somebody stated, a protocol that was read out, …
};
struct PersonIncident : IncidentNote {};
struct BatchIncident : IncidentNote {};

}  // namespace examhall::exam
