#include "office/audit_book.hpp"

#include <fmt/format.h>

#include <charconv>
#include <utility>

namespace examhall::office {
namespace {

// A place of the second ledger: one account in one batch.
std::string place_of(std::int64_t batch, const std::string& login) {
  return fmt::format("{} {}", batch, login);
}

std::pair<std::int64_t, std::string> batch_and_login(const std::string& place) {
  std::int64_t batch = 0;
  const auto end = std::from_chars(place.data(), place.data() + place.size(), batch).ptr;
  const auto used = static_cast<std::size_t>(end - place.data());
  return {batch, used < place.size() ? place.substr(used + 1) : ""};
}

}  // namespace

void AuditBook::write(const staff::AuditEvent& event, std::function<void()> on_disk) {
  if (!closed_) line_.house(staff::kind_of(event), staff::body_of(event), std::move(on_disk));
}

void AuditBook::write(const staff::AuditEvent& event, std::function<void()> on_disk,
                      std::function<void()> too_late) {
  if (closed_) return too_late();
  const auto late = std::make_shared<std::function<void()>>(std::move(too_late));
  awaited_.push_back({clock_.now(), late});
  write(event, [late, on_disk = std::move(on_disk)] {
    if (std::exchange(*late, {})) on_disk();
  });
}

void AuditBook::give_up_on(base::Instant older_than) {
  while (!awaited_.empty() && (!*awaited_.front().too_late || awaited_.front().since < older_than)) {
    const auto late = std::exchange(*awaited_.front().too_late, {});
    awaited_.pop_front();
    if (late) late();
  }
}

void AuditBook::sign_in_refused(const staff::SignInRefused& refusal) {
  if (refused_.is_single(refusal.address, refusal.why, clock_.now())) write(refusal);
}

void AuditBook::counted(std::string_view address, std::string_view why) {
  refused_.count(address, why, clock_.now());
}

void AuditBook::forbidden(std::int64_t batch, const exam::Noted& note) {
  if (closed_ || !forbidden_.is_single(place_of(batch, note.by), note.kind, clock_.now())) return;
  line_.batch(batch, note);
}

void AuditBook::look() {
  give_up_on(clock_.now() - kPatience);
  write_sums(refused_.due(clock_.now()));
  write_forbidden(forbidden_.due(clock_.now()));
}

void AuditBook::close() {
  give_up_on(base::Instant::max());
  write_sums(refused_.close());
  write_forbidden(forbidden_.close());
  closed_ = true;
}

void AuditBook::write_sums(const std::vector<staff::RefusalLedger::Sum>& sums) {
  for (const auto& sum : sums) write(staff::SignInsRefused{sum.place, sum.since, sum.counts});
}

void AuditBook::write_forbidden(const std::vector<staff::RefusalLedger::Sum>& sums) {
  for (const auto& sum : sums) {
    const auto [batch, login] = batch_and_login(sum.place);
    if (batch == 0 || closed_) continue;
    for (const auto& [kind, count] : sum.counts)
      line_.batch(batch, {kind, login, fmt::format("+{} since {}", count, base::to_utc_text(sum.since))});
  }
}

}  // namespace examhall::office
