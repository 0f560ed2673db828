#include "staff/audit_event.hpp"

#include <algorithm>

#include "base/mapping.hpp"

namespace examhall::staff {
namespace {

template <class E>
constexpr std::string_view kKind = "";
template <>
constexpr std::string_view kKind<StaffSignedIn> = "staff_signed_in";
template <>
constexpr std::string_view kKind<SignInRefused> = "sign_in_refused";
template <>
constexpr std::string_view kKind<SignInsRefused> = "sign_ins_refused";
template <>
constexpr std::string_view kKind<SessionEnded> = "staff_session_ended";
template <>
constexpr std::string_view kKind<AccountChanged> = "account_changed";
template <>
constexpr std::string_view kKind<StaffDid> = "staff_did";

/// As long as an argument of a command can be.
constexpr std::size_t kLongestWord = 128U << 10U;
constexpr base::JsonLimits kBodyLimits{.max_bytes = 1U << 20U, .max_depth = 4};

template <std::size_t I = 0>
std::optional<AuditEvent> read_any(std::string_view kind, const base::Json& json) {
  if constexpr (I == std::variant_size_v<AuditEvent>) {
    return std::nullopt;
  } else {
    using E = std::variant_alternative_t<I, AuditEvent>;
    if (kind != kKind<E>) return read_any<I + 1>(kind, json);
    base::Problems problems;
    E event = base::read_mapped<E>(json, {}, problems);
    if (base::has_errors(problems)) return std::nullopt;
    return event;
  }
}

}  // namespace

// Found by argument-dependent lookup from base/mapping.hpp, hence outside the unnamed namespace.
template <class M>
void map(M& m, StaffSignedIn& e) {
  m("account", e.account, 256);
  m("session", e.session);
  m("address", e.address, 256);
}
template <class M>
void map(M& m, SignInRefused& e) {
  m("account", e.account, 256);
  m("address", e.address, 256);
  m("why", e.why, 32);
}
template <class M>
void map(M& m, SignInsRefused& e) {
  m("address", e.address, 256);
  m("since", e.since);
  m("counts", e.counts);
}
template <class M>
void map(M& m, SessionEnded& e) {
  m("account", e.account, 256);
  m("session", e.session);
  m("why", e.why, 32);
}
template <class M>
void map(M& m, AccountChanged& e) {
  m("change", e.change);
  m("account", e.account, 256);
  m("what", e.what, 32);
  m("detail", e.detail, kLongestWord);
  m("by", e.by, kLongestWord);
  m("made_at", e.made_at);
}

template <class M>
void map(M& m, StaffDid& e) {
  m("deed", e.deed);
  m("what", e.what, 32);
  m("batch", e.batch, 256);
  m("detail", e.detail, kLongestWord);
  m("by", e.by, kLongestWord);
  m("made_at", e.made_at);
}

std::string_view kind_of(const AuditEvent& event) {
  return std::visit([](const auto& e) { return kKind<std::decay_t<decltype(e)>>; }, event);
}

std::string body_of(const AuditEvent& event) {
  return std::visit([](const auto& e) { return base::written(e); }, event);
}

std::optional<AuditEvent> read_audit_event(std::string_view kind, std::string_view body) {
  const auto json = base::parse_json(body, kBodyLimits);
  return json ? read_any(kind, *json) : std::nullopt;
}

void NotedUpTo::take(std::string_view kind, std::string_view body) {
  const auto event = read_audit_event(kind, body);
  if (!event) return;
  if (const auto* changed = std::get_if<AccountChanged>(&*event))
    account_change = std::max(account_change, changed->change);
  if (const auto* did = std::get_if<StaffDid>(&*event)) deed = std::max(deed, did->deed);
}

}  // namespace examhall::staff
