#include "staff/role.hpp"

#include <array>

namespace examhall::staff {
namespace {

constexpr std::array kRoles{Role::proctor, Role::chief, Role::office, Role::auditor};
constexpr std::array<std::string_view, 4> kNames{"proctor", "chief", "office", "auditor"};

}  // namespace

std::span<const Role> all_roles() { return kRoles; }

std::string_view to_text(Role role) { return kNames.at(static_cast<std::size_t>(role)); }

std::optional<Role> role_from_text(std::string_view text) {
  for (const Role role : kRoles) {
    if (to_text(role) == text) return role;
  }
  return std::nullopt;
}

std::optional<base::Text> wrong_with(const Grant& g) {
  if (g.batch < 0) return base::Text{"批次编号无效", "a batch's id is not negative"};
  if (g.site.empty() && !g.room.empty()) {
    return base::Text{"指定考场时必须同时指定考点，因为不同考点可能有同名考场",
                      "a room needs its site: two sites may have rooms of the same name"};
  }
  if (g.role == Role::proctor && g.room.empty()) {
    return base::Text{"监考员（proctor）必须指定考点和考场；负责整个考点的是考点主任（chief）",
                      "a proctor needs a site and a room; whoever has a whole site is a chief"};
  }
  if (g.role == Role::chief && (g.site.empty() || !g.room.empty())) {
    return base::Text{"考点主任（chief）必须指定考点，不能指定考场；只管一个考场的是监考员（proctor）",
                      "a chief needs a site and no room; whoever has one room is a proctor"};
  }
  if (g.role == Role::office && !g.room.empty()) {
    return base::Text{"考务（office）不能限于一个考场", "the office is not confined to a room"};
  }
  return std::nullopt;
}

}  // namespace examhall::staff
