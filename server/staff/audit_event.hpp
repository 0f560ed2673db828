#pragma once
// What happens at the console's door and to the accounts behind it, as it stands in the journal: events of
// the house itself (batch 0), which no exam's rule looks at (docs/storage.md lists them). None holds a
// password, a code, a token, or a name that somebody typed and no account has: it may be a password in the
// wrong field. Pure; any thread.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/json.hpp"
#include "base/time.hpp"

namespace examhall::staff {

struct StaffSignedIn {
  std::string account;
  std::int64_t session;
  std::string address;
};
struct SignInRefused {
  std::string account;  ///< empty: there is none of that name
  std::string address;
  std::string why;  ///< unknown_account | wrong_password | disabled | wrong_code | code_used
};
/// Those of one address and minute that were counted and not written one by one.
struct SignInsRefused {
  std::string address;  ///< empty: of many addresses
  base::Instant since{};
  base::Json counts;  ///< how many of each: the above, too_many_attempts, busy, candidate
};
struct SessionEnded {
  std::string account;
  std::int64_t session;
  std::string why;  ///< signed_out | revoked | disabled | expired | idle | busy: nobody was let in
};
/// Somebody changed an account with examctl. The server notes it when it sees it, once for each.
struct AccountChanged {
  std::int64_t change;  ///< its number in the catalogue
  std::string account;
  std::string what;  ///< added | password | totp_set | totp_removed | disabled | enabled | granted | revoked
                     ///< | signed_out
  std::string detail;  ///< of a grant: JSON
  std::string by;
  base::Instant made_at{};  ///< by the clock of whoever made it
};

/// Staff did something with examctl that is neither that nor asked of the server. Noted in the same way.
struct StaffDid {
  std::int64_t deed;   ///< its number in the catalogue
  std::string what;    ///< docs/storage.md lists them
  std::string batch;   ///< its code; empty: of none
  std::string detail;  ///< JSON
  std::string by;
  base::Instant made_at{};  ///< by the clock of whoever did it
};

using AuditEvent =
    std::variant<StaffSignedIn, SignInRefused, SignInsRefused, SessionEnded, AccountChanged, StaffDid>;

/// How much of the catalogue's own record the journal holds: the last number of each kind.
struct NotedUpTo {
  std::int64_t account_change = 0, deed = 0;
  void take(std::string_view kind, std::string_view body);
};

std::string_view kind_of(const AuditEvent& event);
/// Canonical JSON.
std::string body_of(const AuditEvent& event);
/// nullopt for a kind that is none of these, and for a body that does not fit its kind.
std::optional<AuditEvent> read_audit_event(std::string_view kind, std::string_view body);

}  // namespace examhall::staff
