#pragma once
// What a member of staff is and over which part of the exams: a grant. An account has any number of them.
// Pure values; any thread.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/text.hpp"

namespace examhall::staff {

enum class Role {
  proctor,  ///< of one room
  chief,    ///< of one whole site
  office,   ///< of a batch, or of one site as far as its exams go
  auditor,  ///< sees, and changes nothing
};

std::span<const Role> all_roles();
std::string_view to_text(Role role);
std::optional<Role> role_from_text(std::string_view text);

struct Grant {
  Role role = Role::proctor;
  std::int64_t batch = 0;  ///< its id; 0: all, those that are not made yet included
  std::string site;        ///< empty: all
  std::string room;        ///< empty: all of the site
  bool operator==(const Grant&) const = default;
};

/// Why this combination may not be granted. A room needs its site, because two sites may number their rooms
/// alike; a proctor has a room, a chief a whole site, the office no room. nullopt if it is legal. A grant
/// that is not legal permits nothing, wherever it came from.
std::optional<base::Text> wrong_with(const Grant& grant);

}  // namespace examhall::staff
