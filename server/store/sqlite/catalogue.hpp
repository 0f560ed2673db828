#pragma once
// The catalogue on SQLite: WAL, synchronous=FULL, foreign keys on. Its functions are spread over
// catalogue_*.cpp by what they are about.
#include <filesystem>

#include "store/catalogue.hpp"
#include "store/sqlite/statement.hpp"

namespace examhall::store::sqlite {

class SqliteCatalogue final : public Catalogue {
 public:
  explicit SqliteCatalogue(const std::filesystem::path& file, const char* vfs = nullptr);

  void put_institutions(std::span<const Institution> institutions) override;
  std::vector<Institution> institutions() override;
  Outcome remove_institution(std::string_view code) override;

  std::int64_t import_bank(const Bank& bank) override;
  std::vector<BankVersion> banks() override;
  std::optional<std::int64_t> latest_version(std::string_view bank) override;
  std::optional<Bank> bank(std::string_view id, std::int64_t version) override;
  std::optional<BankItem> item(const base::Digest& hash) override;
  std::optional<BankImage> image(const base::Digest& hash) override;

  void add_paper(const Paper& paper) override;
  std::vector<PaperHeading> papers() override;
  std::optional<Paper> paper(const base::Digest& hash) override;

  Outcome add_sealed_paper(const SealedPaper& paper) override;
  std::optional<SealedPaper> sealed_paper(const base::Digest& hash) override;
  Outcome open_paper(const base::Digest& hash, std::string_view json, std::int64_t batch,
                     std::string_view by) override;

  base::Result<std::int64_t, Conflict> add_batch(const Batch& batch) override;
  std::vector<Batch> batches() override;
  std::optional<Batch> batch(std::int64_t id) override;
  std::optional<Batch> batch_by_code(std::string_view code) override;
  base::Result<std::int64_t, Conflict> reschedule(std::int64_t batch, std::int64_t read_revision,
                                                  std::string_view settings) override;
  Outcome set_paper(std::int64_t batch, const std::optional<base::Digest>& paper) override;
  Outcome set_status(std::int64_t batch, std::string_view status) override;
  Outcome remove_batch(std::int64_t batch) override;

  base::Result<std::vector<std::int64_t>, RowConflict> add_candidates(
      std::int64_t batch, std::span<const Candidate> candidates) override;
  std::vector<Candidate> candidates(std::int64_t batch) override;
  std::optional<Candidate> candidate(std::int64_t attempt) override;
  std::optional<Candidate> candidate_by_ticket(std::string_view ticket) override;
  base::Result<Done, RowConflict> update_candidates(std::span<const Candidate> candidates) override;
  base::Result<Done, RowConflict> set_tickets(std::span<const TicketDraw> draws) override;
  base::Result<Done, RowConflict> set_seats(std::span<const SeatChange> seats) override;
  Outcome remove_candidate(std::int64_t attempt) override;

  std::int64_t add_request(const Request& request) override;
  std::optional<Request> request_of(std::string_view by, std::string_view key) override;
  std::vector<Request> pending_requests(std::int64_t after_id) override;
  std::optional<Request> request(std::int64_t id) override;
  std::vector<Request> requests(std::int64_t batch) override;
  bool decide_request(std::int64_t id, RequestState state, std::string_view outcome,
                      base::Instant at) override;

  base::Result<std::int64_t, Conflict> add_results(const ResultVersion& about,
                                                   std::span<const ResultRow> rows) override;
  std::vector<ResultVersion> result_versions(std::int64_t batch) override;
  std::vector<ResultRow> results(std::int64_t batch, std::int64_t version) override;
  std::optional<ResultRow> result(std::int64_t batch, std::int64_t version, std::int64_t attempt) override;

  base::Result<std::int64_t, Conflict> add_account(const Account& account, const ChangedBy& by) override;
  std::vector<Account> accounts() override;
  std::optional<Account> account(std::int64_t id) override;
  std::optional<Account> account_by_login(std::string_view login) override;
  Outcome set_password(std::int64_t account, std::string_view hash, const ChangedBy& by) override;
  Outcome set_totp(std::int64_t account, std::string_view sealed, const ChangedBy& by) override;
  Outcome sign_out(std::int64_t account, const ChangedBy& by) override;
  Outcome set_disabled(std::int64_t account, bool disabled, const ChangedBy& by) override;
  bool replace_hash(std::int64_t account, std::string_view old, std::string_view hash) override;
  bool accept_totp_step(std::int64_t account, std::int64_t step) override;
  std::vector<AccountChange> account_changes(std::int64_t account) override;
  std::vector<NumberedChange> account_changes_after(std::int64_t id, std::size_t at_most) override;

  base::Result<std::int64_t, Conflict> add_grant(const AccountGrant& grant, const ChangedBy& by) override;
  std::vector<AccountGrant> grants(std::int64_t account) override;
  std::vector<AccountGrant> grants() override;
  Outcome remove_grant(std::int64_t grant, const ChangedBy& by) override;

  base::Result<std::int64_t, Conflict> add_session(const StaffSession& session,
                                                   const base::Digest& token) override;
  std::optional<StaffSession> session(const base::Digest& token, base::Instant now) override;
  std::optional<StaffSession> session(std::int64_t id) override;
  std::vector<StaffSession> sessions() override;
  void touch_session(std::int64_t session, base::Instant seen) override;
  Outcome renew_session(const base::Digest& old, const base::Digest& token, base::Instant now) override;
  void token_used(const base::Digest& token, base::Instant old_until) override;
  void end_session(std::int64_t session) override;
  std::int64_t remove_old_sessions(base::Instant now, base::Instant seen_before) override;

  bool on_record(const std::function<std::optional<Deed>()>& change) override;
  std::vector<NumberedDeed> deeds_after(std::int64_t id, std::size_t at_most) override;
  std::optional<std::string> meta(std::string_view key) override;
  void set_meta(std::string_view key, std::string_view value) override;
  std::uint64_t change_stamp() override;

 private:
  /// Runs one change; what a constraint forbids is `conflict`. False changes are told by changes().
  template <class... Values>
  std::optional<Conflict> attempt(Conflict on_unique, Conflict on_foreign, const char* sql,
                                  const Values&... values);
  template <class... Values>
  bool exists(const char* sql, const Values&... values) {
    return Statement{connection_, sql}.select(values...).step();
  }

  /// Into the record of an account's changes, within the caller's transaction.
  void note(std::int64_t account, std::string_view what, std::string_view detail, const ChangedBy& by);
  /// One UPDATE of an account with its record.
  template <class... Values>
  Outcome change_account(std::int64_t account, std::string_view what, const ChangedBy& by, const char* sql,
                         const Values&... values);

  Connection connection_;
  Statement data_version_;
  Statement pending_requests_;
};

/// True if the error is a violated UNIQUE or PRIMARY KEY.
bool is_taken(const SqliteError& error);
/// True if the error is a violated FOREIGN KEY.
bool is_dangling(const SqliteError& error);

template <class... Values>
std::optional<Conflict> SqliteCatalogue::attempt(Conflict on_unique, Conflict on_foreign, const char* sql,
                                                 const Values&... values) {
  try {
    Statement{connection_, sql}.run(values...);
    return std::nullopt;
  } catch (const SqliteError& error) {
    if (is_taken(error)) return on_unique;
    if (is_dangling(error)) return on_foreign;
    throw;
  }
}

}  // namespace examhall::store::sqlite
