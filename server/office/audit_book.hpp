#pragma once
// Writes into the journal who came in at the console, who was turned away, whose session ended, who changed
// an account, and what somebody tried who may not. What strangers cause is bounded
// (staff/refusal_ledger.hpp). Hall's executor only.
#include <deque>
#include <functional>
#include <memory>

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
  /// For somebody who waits: exactly one of the two is called, `too_late` if it is not on disk after
  /// kPatience, or when the book is closed. It may come to the disk all the same.
  void write(const staff::AuditEvent& event, std::function<void()> on_disk, std::function<void()> too_late);
  static constexpr base::Span kPatience = std::chrono::seconds{10};
  /// A password was checked and found wrong, or the account disabled.
  void sign_in_refused(const staff::SignInRefused& refusal);
  /// Not even checked, or a candidate's: counted only.
  void counted(std::string_view address, std::string_view why);
  /// Somebody who is signed in tried what their grants do not cover. `kind`: forbidden (they see it and may
  /// not do that) or outside_grants.
  void forbidden(std::int64_t batch, const exam::Noted& note);
  /// Once a second: what was counted in the minute before; who has waited too long.
  void look();
  void close();

 private:
  struct Awaited {
    base::Instant since{};
    std::shared_ptr<std::function<void()>> too_late;  ///< empty once it is on disk
  };
  void give_up_on(base::Instant older_than);
  void write_sums(const std::vector<staff::RefusalLedger::Sum>& sums);
  void write_forbidden(const std::vector<staff::RefusalLedger::Sum>& sums);

  const base::Clock& clock_;
  Line line_;
  staff::RefusalLedger refused_;    // by address
  staff::RefusalLedger forbidden_;  // by batch and account
  std::deque<Awaited> awaited_;     // the oldest first
  bool closed_ = false;
};

}  // namespace examhall::office
