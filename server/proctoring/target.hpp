#pragma once
// What an act or a request at the console is upon: found in the batch, and named as the permissions name it. Pure.
#include "exam/fold.hpp"
#include "proctoring/seating.hpp"
#include "staff/permission.hpp"

namespace examhall::proctoring {

/// Where an act would be done, as far as the roster knows such a place.
struct Target {
  staff::Object object;
  std::int64_t attempt = 0;  ///< of a person
  bool exists = false;
};

/// Who sits in which batch.
struct Seated {
  std::int64_t batch;
  const Seating& seating;
};

/// `target` as in docs/console-protocol.md: the ticket, site/room, the site, or nothing. Its texts live as
/// long as the seating and `target` do.
Target target_of(const Seated& seated, staff::Scope scope, std::string_view target);

/// What an incident or a proposal is about. A person counts where they sit now.
staff::Object object_of(const Seated& seated, const exam::IncidentNote& incident);
staff::Object object_of(const hall::LiveBatch& batch, const exam::Proposed& proposed);
/// The operation by which a second person approves it; nullopt if none does.
std::optional<staff::Operation> approval_of(const exam::Proposed& proposed, staff::Scope scope);

/// As the page names it: a room with its site.
std::string target_text(const exam::IncidentNote& incident);

}  // namespace examhall::proctoring
