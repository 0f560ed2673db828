#pragma once
// Who may do what, and upon whom: one table of operations and roles, and grants that say where. What the
// table does not name is refused. Pure; any thread. docs/console-protocol.md, "Who may do what", is the same
// table in words.
#include <optional>
#include <span>
#include <vector>

#include "staff/role.hpp"

namespace examhall::staff {

enum class Operation {
  see,
  timeline,
  message,
  warn,
  answer_call,
  pause,
  resume,
  incident,
  move_in_room,  ///< to another seat of the same room
  move_in_site,  ///< to another room of the same site
  extend_person,
  extend_room,
  extend_site,   ///< proposes it: a second person approves
  extend_batch,  ///< proposes it: a second person approves
  admit,
  terminate,
  reinstate,
  approve_extend_site,
  approve_extend_batch,
  approve_outage,  ///< the machine proposed it
  approve_scores,  ///< proposed by examctl regrade
};

std::span<const Operation> all_operations();
std::string_view to_text(Operation operation);
std::optional<Operation> operation_from_text(std::string_view text);

enum class Scope { person, room, site, batch };
std::string_view to_text(Scope scope);
std::optional<Scope> scope_from_text(std::string_view text);

/// What an operation is done upon. A person stands where the roster, or the last move, has put them; `site`
/// and `room` are empty where the scope is wider, and for a person who has none: such a one is seen only by
/// whoever sees the whole site, or the whole batch.
struct Object {
  Scope scope = Scope::person;
  std::int64_t batch = 0;
  std::string_view site{};
  std::string_view room{};
};

enum class Verdict {
  allowed,
  forbidden,  ///< the account sees at least a part of it, and may not do that
  unseen,     ///< lies outside all grants: for this account it does not exist
};

/// Whether one grant is enough for the operation upon the whole object. Grants do not add up: two rooms are
/// not their site.
Verdict verdict(std::span<const Grant> grants, Operation operation, const Object& object);

inline bool may(std::span<const Grant> grants, Operation operation, const Object& object) {
  return verdict(grants, operation, object) == Verdict::allowed;
}

/// Whether the account sees a person who sits there.
bool covers(std::span<const Grant> grants, std::int64_t batch, std::string_view site, std::string_view room);
/// What it may do somewhere in a batch, in the order of the enumeration.
std::vector<Operation> operations(std::span<const Grant> grants, std::int64_t batch);

/// The operation by which a second person approves this one; nullopt if one person is enough. Whoever asked
/// never approves: that is for the caller to compare, by account.
std::optional<Operation> approval_of(Operation operation);

/// Which kind of move it is.
inline Operation move_between(std::string_view from_room, std::string_view to_room) {
  return from_room == to_room ? Operation::move_in_room : Operation::move_in_site;
}
/// Which kind of extension it is.
Operation extension_of(Scope scope);

}  // namespace examhall::staff
