#pragma once
// A catalogue in memory with what an export asks for; all else is a mistake of the test, unless it adds it.
#include <algorithm>
#include <stdexcept>

#include "store/catalogue.hpp"

namespace examhall::test {

class MemoryCatalogue : public store::Catalogue {
 public:
  std::vector<store::Batch> batch_list;
  std::vector<store::Candidate> people;
  std::vector<store::Paper> paper_list;
  std::vector<store::ResultVersion> versions;
  std::vector<std::vector<store::ResultRow>> rows;  ///< by version
  std::vector<store::Institution> schools;

  std::vector<store::Institution> institutions() override { return schools; }
  std::optional<store::Paper> paper(const base::Digest& hash) override {
    for (const store::Paper& p : paper_list) {
      if (p.heading.hash == hash) return p;
    }
    return std::nullopt;
  }
  std::optional<store::Batch> batch(std::int64_t id) override {
    for (const store::Batch& b : batch_list) {
      if (b.id == id) return b;
    }
    return std::nullopt;
  }
  std::vector<store::Candidate> candidates(std::int64_t) override { return people; }
  std::vector<store::ResultVersion> result_versions(std::int64_t) override { return versions; }
  std::optional<store::ResultRow> result(std::int64_t, std::int64_t version, std::int64_t attempt) override {
    for (const store::ResultRow& r : rows.at(static_cast<std::size_t>(version - 1))) {
      if (r.attempt == attempt) return r;
    }
    return std::nullopt;
  }

  void put_institutions(std::span<const store::Institution>) override { unused(); }
  store::Outcome remove_institution(std::string_view) override { unused(); }
  std::int64_t import_bank(const store::Bank&) override { unused(); }
  std::vector<store::BankVersion> banks() override { unused(); }
  std::optional<std::int64_t> latest_version(std::string_view) override { unused(); }
  std::optional<store::Bank> bank(std::string_view, std::int64_t) override { unused(); }
  std::optional<store::BankItem> item(const base::Digest&) override { unused(); }
  std::optional<store::BankImage> image(const base::Digest&) override { unused(); }
  void add_paper(const store::Paper&) override { unused(); }
  std::vector<store::PaperHeading> papers() override { unused(); }
  base::Result<std::int64_t, store::Conflict> add_batch(const store::Batch&) override { unused(); }
  std::vector<store::Batch> batches() override { unused(); }
  std::optional<store::Batch> batch_by_code(std::string_view) override { unused(); }
  base::Result<std::int64_t, store::Conflict> reschedule(std::int64_t, std::int64_t,
                                                         std::string_view) override {
    unused();
  }
  store::Outcome add_sealed_paper(const store::SealedPaper&) override { unused(); }
  std::optional<store::SealedPaper> sealed_paper(const base::Digest&) override { unused(); }
  store::Outcome open_paper(const base::Digest&, std::string_view, std::int64_t, std::string_view) override {
    unused();
  }
  store::Outcome set_paper(std::int64_t, const std::optional<base::Digest>&) override { unused(); }
  store::Outcome set_status(std::int64_t, std::string_view) override { unused(); }
  store::Outcome remove_batch(std::int64_t) override { unused(); }
  base::Result<std::vector<std::int64_t>, store::RowConflict> add_candidates(
      std::int64_t, std::span<const store::Candidate>) override {
    unused();
  }
  std::optional<store::Candidate> candidate(std::int64_t) override { unused(); }
  std::optional<store::Candidate> candidate_by_ticket(std::string_view) override { unused(); }
  base::Result<store::Done, store::RowConflict> update_candidates(
      std::span<const store::Candidate>) override {
    unused();
  }
  base::Result<store::Done, store::RowConflict> set_seats(std::span<const store::SeatChange>) override {
    unused();
  }
  base::Result<store::Done, store::RowConflict> set_tickets(std::span<const store::TicketDraw>) override {
    unused();
  }
  store::Outcome remove_candidate(std::int64_t) override { unused(); }
  std::int64_t add_request(const store::Request&) override { unused(); }
  std::optional<store::Request> request_of(std::string_view, std::string_view) override { unused(); }
  std::vector<store::Request> pending_requests(std::int64_t) override { unused(); }
  std::optional<store::Request> request(std::int64_t) override { unused(); }
  std::vector<store::Request> requests(std::int64_t) override { unused(); }
  bool decide_request(std::int64_t, store::RequestState, std::string_view, base::Instant) override {
    unused();
  }
  base::Result<std::int64_t, store::Conflict> add_results(const store::ResultVersion&,
                                                          std::span<const store::ResultRow>) override {
    unused();
  }
  std::vector<store::ResultRow> results(std::int64_t, std::int64_t) override { unused(); }
  base::Result<std::int64_t, store::Conflict> add_account(const store::Account&,
                                                          const store::ChangedBy&) override {
    unused();
  }
  std::vector<store::Account> accounts() override { unused(); }
  std::optional<store::Account> account(std::int64_t) override { unused(); }
  std::optional<store::Account> account_by_login(std::string_view) override { unused(); }
  store::Outcome set_password(std::int64_t, std::string_view, const store::ChangedBy&) override { unused(); }
  store::Outcome set_totp(std::int64_t, std::string_view, const store::ChangedBy&) override { unused(); }
  store::Outcome sign_out(std::int64_t, const store::ChangedBy&) override { unused(); }
  store::Outcome set_disabled(std::int64_t, bool, const store::ChangedBy&) override { unused(); }
  bool replace_hash(std::int64_t, std::string_view, std::string_view) override { unused(); }
  bool accept_totp_step(std::int64_t, std::int64_t) override { unused(); }
  bool on_record(const std::function<std::optional<store::Deed>()>&) override { unused(); }
  std::vector<store::NumberedDeed> deeds_after(std::int64_t, std::size_t) override { unused(); }
  std::vector<store::AccountChange> account_changes(std::int64_t) override { unused(); }
  std::vector<store::NumberedChange> account_changes_after(std::int64_t, std::size_t) override { unused(); }
  base::Result<std::int64_t, store::Conflict> add_grant(const store::AccountGrant&,
                                                        const store::ChangedBy&) override {
    unused();
  }
  std::vector<store::AccountGrant> grants(std::int64_t) override { unused(); }
  std::vector<store::AccountGrant> grants() override { unused(); }
  store::Outcome remove_grant(std::int64_t, const store::ChangedBy&) override { unused(); }
  base::Result<std::int64_t, store::Conflict> add_session(const store::StaffSession&,
                                                          const base::Digest&) override {
    unused();
  }
  std::optional<store::StaffSession> session(const base::Digest&, base::Instant) override { unused(); }
  std::optional<store::StaffSession> session(std::int64_t) override { unused(); }
  std::vector<store::StaffSession> sessions() override { unused(); }
  void touch_session(std::int64_t, base::Instant) override { unused(); }
  store::Outcome renew_session(const base::Digest&, const base::Digest&, base::Instant) override { unused(); }
  void token_used(const base::Digest&, base::Instant) override { unused(); }
  void end_session(std::int64_t) override { unused(); }
  std::int64_t remove_old_sessions(base::Instant, base::Instant) override { unused(); }
  std::optional<std::string> meta(std::string_view) override { unused(); }
  void set_meta(std::string_view, std::string_view) override { unused(); }
  std::uint64_t change_stamp() override { unused(); }

 private:
  [[noreturn]] static void unused() { throw std::logic_error{"an export has no business with this"}; }
};

}  // namespace examhall::test
