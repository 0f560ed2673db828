#pragma once
// Writes into the journal who came in at the console, who was turned away, whose session ended, who changed
// an account, and what somebody tried who may not. What strangers cause is bounded
// (staff/refusal_ledger.hpp). Hall's executor only.
#include <functional>

#include "base/clock.hpp"
#include "exam/schedule.hpp"
#include "staff/audit_event.hpp"
#include "staff/refusal_ledger.hpp"

namespace examhall::office {

class AuditBook {
 public:
  struct Line {
    /// An event of the house; told once it is on disk.
    std::function<void(std::string_view kind, std::string body, std::function<void()> on_disk)> house;
    std::function<void(std::int64_t batch, const exam::Noted& note)> batch;
  };
  AuditBook(const base::Clock& clock, Line line) : clock_{clock}, line_{std::move(line)} {}

  /// Once closed nothing is written, and nobody told.
  void write(
      const staff::AuditEvent& event, std::function<void()> on_disk = [] {});
  /// A password was checked and found wrong, or the account disabled.
  void sign_in_refused(const staff::SignInRefused& refusal);
  /// Not even checked, or a candidate's: counted only.
  void counted(std::string_view address, std::string_view why);
  /// Somebody who is signed in tried what their grants do not cover. `kind`: forbidden (they see it and may
  /// not do that) or outside_grants.
  void forbidden(std::int64_t batch, const exam::Noted& note);
  /// Once a second: what was counted in the minute before.
  void look();
  void close();

 private:
  void write_sums(const std::vector<staff::RefusalLedger::Sum>& sums);
  void write_forbidden(const std::vector<staff::RefusalLedger::Sum>& sums);

  const base::Clock& clock_;
  Line line_;
  staff::RefusalLedger refused_;    // by address
  staff::RefusalLedger forbidden_;  // by batch and account
  bool closed_ = false;
};

}  // namespace examhall::office
