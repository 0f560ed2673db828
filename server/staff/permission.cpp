#include "staff/permission.hpp"

#include <algorithm>
#include <array>

namespace examhall::staff {
namespace {

using enum Operation;

constexpr unsigned kProctor = 1U << static_cast<unsigned>(Role::proctor);
constexpr unsigned kChief = 1U << static_cast<unsigned>(Role::chief);
constexpr unsigned kOffice = 1U << static_cast<unsigned>(Role::office);
constexpr unsigned kAuditor = 1U << static_cast<unsigned>(Role::auditor);
constexpr unsigned kActing = kProctor | kChief | kOffice;
constexpr unsigned kLeading = kChief | kOffice;

constexpr unsigned on(Scope scope) { return 1U << static_cast<unsigned>(scope); }
constexpr unsigned kPerson = on(Scope::person);
constexpr unsigned kAnyScope = kPerson | on(Scope::room) | on(Scope::site) | on(Scope::batch);

struct Rule {
  Operation operation;
  std::string_view name;
  unsigned roles;
  unsigned scopes;
  Scope reach = Scope::person;  ///< the grant covers at least this much around the object
};

constexpr std::array kRules{
    Rule{see, "see", kActing | kAuditor, kAnyScope},
    Rule{timeline, "timeline", kActing | kAuditor, kPerson},
    Rule{message, "message", kActing, kAnyScope},
    Rule{warn, "warn", kActing, kPerson},
    Rule{answer_call, "answer_call", kActing, kPerson},
    Rule{pause, "pause", kActing, kAnyScope},
    Rule{resume, "resume", kActing, kAnyScope},
    Rule{incident, "incident", kActing, kAnyScope},
    Rule{move_in_room, "move_in_room", kActing, kPerson},
    Rule{move_in_site, "move_in_site", kLeading, kPerson, Scope::site},
    Rule{extend_person, "extend_person", kLeading, kPerson},
    Rule{extend_room, "extend_room", kLeading, on(Scope::room)},
    Rule{extend_site, "extend_site", kLeading, on(Scope::site)},
    Rule{extend_batch, "extend_batch", kOffice, on(Scope::batch)},
    Rule{admit, "admit", kLeading, kPerson},
    Rule{terminate, "terminate", kLeading, kPerson},
    Rule{reinstate, "reinstate", kOffice, kPerson},
    Rule{approve_extend_site, "approve_extend_site", kLeading, on(Scope::site)},
    Rule{approve_extend_batch, "approve_extend_batch", kOffice, on(Scope::batch)},
    Rule{approve_outage, "approve_outage", kOffice, on(Scope::batch)},
    Rule{approve_scores, "approve_scores", kOffice, on(Scope::batch)},
};

constexpr bool in_order_of_the_enumeration() {
  for (std::size_t i = 0; i < kRules.size(); ++i) {
    if (kRules[i].operation != static_cast<Operation>(i)) return false;
  }
  return kRules.size() == static_cast<std::size_t>(approve_scores) + 1;
}
static_assert(in_order_of_the_enumeration());

constexpr auto kOperations = [] {
  std::array<Operation, kRules.size()> out{};
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = kRules[i].operation;
  return out;
}();

constexpr std::array<std::string_view, 4> kScopeNames{"person", "room", "site", "batch"};

const Rule& rule_of(Operation operation) { return kRules.at(static_cast<std::size_t>(operation)); }

Scope extent(const Grant& g) {
  if (!g.room.empty()) return Scope::room;
  return g.site.empty() ? Scope::batch : Scope::site;
}

bool knows_batch(const Grant& g, std::int64_t batch) {
  return !wrong_with(g) && (g.batch == 0 || g.batch == batch);
}

bool covers_whole(const Grant& g, const Object& o) {
  if (!knows_batch(g, o.batch) || extent(g) < o.scope) return false;
  return (g.site.empty() || g.site == o.site) && (g.room.empty() || g.room == o.room);
}

/// The grant lies within the object, or around it.
bool touches(const Grant& g, const Object& o) {
  if (!knows_batch(g, o.batch)) return false;
  if (o.scope == Scope::batch) return true;
  if (!g.site.empty() && g.site != o.site) return false;
  return o.scope == Scope::site || g.room.empty() || g.room == o.room;
}

bool has_role(const Rule& rule, const Grant& g) {
  return (rule.roles & 1U << static_cast<unsigned>(g.role)) != 0;
}

Scope smallest(unsigned scopes) {
  auto scope = Scope::person;
  while ((scopes & on(scope)) == 0) scope = static_cast<Scope>(static_cast<int>(scope) + 1);
  return scope;
}

bool permits_somewhere(const Rule& rule, const Grant& g) {
  return has_role(rule, g) && extent(g) >= std::max(rule.reach, smallest(rule.scopes));
}

}  // namespace

std::span<const Operation> all_operations() { return kOperations; }

std::string_view to_text(Operation operation) { return rule_of(operation).name; }

std::optional<Operation> operation_from_text(std::string_view text) {
  for (const Rule& rule : kRules) {
    if (rule.name == text) return rule.operation;
  }
  return std::nullopt;
}

std::string_view to_text(Scope scope) { return kScopeNames.at(static_cast<std::size_t>(scope)); }

std::optional<Scope> scope_from_text(std::string_view text) {
  const auto found = std::ranges::find(kScopeNames, text);
  if (found == kScopeNames.end()) return std::nullopt;
  return static_cast<Scope>(found - kScopeNames.begin());
}

Verdict verdict(std::span<const Grant> grants, Operation operation, const Object& object) {
  const Rule& rule = rule_of(operation);
  const auto enough = [&](const Grant& g) {
    return has_role(rule, g) && covers_whole(g, object) && extent(g) >= rule.reach;
  };
  if ((rule.scopes & on(object.scope)) != 0 && std::ranges::any_of(grants, enough)) return Verdict::allowed;
  const bool seen = std::ranges::any_of(grants, [&](const Grant& g) { return touches(g, object); });
  return seen ? Verdict::forbidden : Verdict::unseen;
}

bool covers(std::span<const Grant> grants, std::int64_t batch, std::string_view site, std::string_view room) {
  return may(grants, see, {.scope = Scope::person, .batch = batch, .site = site, .room = room});
}

std::vector<Operation> operations(std::span<const Grant> grants, std::int64_t batch) {
  std::vector<Operation> out;
  for (const Rule& rule : kRules) {
    const auto somewhere = [&](const Grant& g) {
      return knows_batch(g, batch) && permits_somewhere(rule, g);
    };
    if (std::ranges::any_of(grants, somewhere)) out.push_back(rule.operation);
  }
  return out;
}

std::optional<Operation> approval_of(Operation operation) {
  if (operation == extend_site) return approve_extend_site;
  if (operation == extend_batch) return approve_extend_batch;
  return std::nullopt;
}

Operation extension_of(Scope scope) {
  switch (scope) {
    case Scope::person:
      return extend_person;
    case Scope::room:
      return extend_room;
    case Scope::site:
      return extend_site;
    case Scope::batch:
      return extend_batch;
  }
  return extend_batch;
}

}  // namespace examhall::staff
