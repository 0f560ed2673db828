#pragma once
// Everything that is not an event: banks, papers, batches, rosters, requests of the staff, results. One
// function for each thing somebody wants done; no SQL is seen outside store/.
//
// One object belongs to one thread; another thread or process opens its own. Each function is one transaction
// and durable when it returns. A dead database throws StorageError; what the data forbids comes back as
// Conflict.
#include <functional>
#include <memory>
#include <span>
#include <string_view>

#include "base/result.hpp"
#include "journal/storage_error.hpp"
#include "store/records.hpp"

namespace examhall::store {

using journal::StorageError;
using journal::StorageRefused;

enum class Conflict {
  code_taken,     ///< another batch has this code
  ticket_taken,   ///< another candidate has this ticket
  attempt_taken,  ///< another candidate has this attempt id
  batch_missing,
  candidate_missing,
  paper_missing,
  paper_in_clear,       ///< it is in the catalogue and can be read: sealing it hides nothing
  institution_missing,  ///< a candidate names an institution that is not in the catalogue
  institution_in_use,
  stale_revision,  ///< somebody changed the settings since they were read
  has_candidates,  ///< a batch with a roster is not removed
  has_results,     ///< a candidate with published results is not removed
  login_taken,     ///< another account signs in by this name
  account_missing,
  grant_taken,  ///< the account has exactly this grant already
  grant_missing,
  token_taken,
  session_missing,
};

/// Which row of a list is refused, counted from 0.
struct RowConflict {
  std::size_t row = 0;
  Conflict why{};
};

struct Done {};
using Outcome = base::Result<Done, Conflict>;

class Catalogue {
 public:
  virtual ~Catalogue() = default;

  // Institutions. Adding one whose code exists replaces name and province.
  virtual void put_institutions(std::span<const Institution> institutions) = 0;
  virtual std::vector<Institution> institutions() = 0;
  virtual Outcome remove_institution(std::string_view code) = 0;

  // Banks. Every import is a new version; the older ones stay, and equal items and images are kept once.
  virtual std::int64_t import_bank(const Bank& bank) = 0;
  virtual std::vector<BankVersion> banks() = 0;  ///< all versions, by id and version
  virtual std::optional<std::int64_t> latest_version(std::string_view bank) = 0;
  virtual std::optional<Bank> bank(std::string_view id, std::int64_t version) = 0;
  virtual std::optional<BankItem> item(const base::Digest& hash) = 0;
  virtual std::optional<BankImage> image(const base::Digest& hash) = 0;

  // Papers, named by content: adding the same one again changes nothing.
  virtual void add_paper(const Paper& paper) = 0;
  virtual std::vector<PaperHeading> papers() = 0;
  virtual std::optional<Paper> paper(const base::Digest& hash) = 0;

  // Sealed papers. One that is not open may be replaced: sealed anew, to other custodians.
  virtual Outcome add_sealed_paper(const SealedPaper& paper) = 0;
  virtual std::optional<SealedPaper> sealed_paper(const base::Digest& hash) = 0;
  /// From now on the paper can be read. For a further batch only who opened it is written down.
  virtual Outcome open_paper(const base::Digest& hash, std::string_view json, std::int64_t batch,
                             std::string_view by) = 0;

  // Batches. The id and revision of a new batch are assigned; the id is returned.
  virtual base::Result<std::int64_t, Conflict> add_batch(const Batch& batch) = 0;
  virtual std::vector<Batch> batches() = 0;  ///< by id
  virtual std::optional<Batch> batch(std::int64_t id) = 0;
  virtual std::optional<Batch> batch_by_code(std::string_view code) = 0;
  /// Replaces the settings if they are still at `read_revision`; the new revision.
  virtual base::Result<std::int64_t, Conflict> reschedule(std::int64_t batch, std::int64_t read_revision,
                                                          std::string_view settings) = 0;
  virtual Outcome set_paper(std::int64_t batch, const std::optional<base::Digest>& paper) = 0;
  virtual Outcome set_status(std::int64_t batch, std::string_view status) = 0;
  virtual Outcome remove_batch(std::int64_t batch) = 0;

  // Rosters. All of a list, or nothing of it. Attempt ids are never used twice, not even after removal.
  virtual base::Result<std::vector<std::int64_t>, RowConflict> add_candidates(
      std::int64_t batch, std::span<const Candidate> candidates) = 0;
  virtual std::vector<Candidate> candidates(std::int64_t batch) = 0;  ///< by attempt
  virtual std::optional<Candidate> candidate(std::int64_t attempt) = 0;
  virtual std::optional<Candidate> candidate_by_ticket(std::string_view ticket) = 0;
  /// Replaces everything but the batch, by attempt id.
  virtual base::Result<Done, RowConflict> update_candidates(std::span<const Candidate> candidates) = 0;
  virtual base::Result<Done, RowConflict> set_tickets(std::span<const TicketDraw> draws) = 0;
  virtual base::Result<Done, RowConflict> set_seats(std::span<const SeatChange> seats) = 0;
  virtual Outcome remove_candidate(std::int64_t attempt) = 0;

  // Requests to the running server.
  virtual std::int64_t add_request(
      const Request& request) = 0;  ///< id, state, outcome, decided_at are ignored
  virtual std::optional<Request> request_of(std::string_view by, std::string_view key) = 0;
  virtual std::vector<Request> pending_requests(std::int64_t after_id) = 0;  ///< by id
  virtual std::optional<Request> request(std::int64_t id) = 0;
  virtual std::vector<Request> requests(std::int64_t batch) = 0;  ///< decided ones too, by id
  /// False if there is no such request or it was decided already; that decision stands.
  virtual bool decide_request(std::int64_t id, RequestState state, std::string_view outcome,
                              base::Instant at) = 0;

  // Results. Every publication is a new version; `about`'s version and row_count are ignored.
  virtual base::Result<std::int64_t, Conflict> add_results(const ResultVersion& about,
                                                           std::span<const ResultRow> rows) = 0;
  virtual std::vector<ResultVersion> result_versions(std::int64_t batch) = 0;
  virtual std::vector<ResultRow> results(std::int64_t batch, std::int64_t version) = 0;  ///< by attempt
  virtual std::optional<ResultRow> result(std::int64_t batch, std::int64_t version, std::int64_t attempt) = 0;

  // Accounts of staff. Every change but the server's own writes down who made it, in the same transaction.
  virtual base::Result<std::int64_t, Conflict> add_account(
      const Account& account, const ChangedBy& by) = 0;  ///< id, disabled, epoch, created_at are ignored
  virtual std::vector<Account> accounts() = 0;           ///< by login
  virtual std::optional<Account> account(std::int64_t id) = 0;
  virtual std::optional<Account> account_by_login(std::string_view login) = 0;
  /// These three end the account's sessions: its epoch grows.
  virtual Outcome set_password(std::int64_t account, std::string_view hash, const ChangedBy& by) = 0;
  virtual Outcome set_totp(std::int64_t account, std::string_view sealed, const ChangedBy& by) = 0;
  virtual Outcome sign_out(std::int64_t account, const ChangedBy& by) = 0;
  /// Disabling ends them too; what was so already stays as it is, and is written down nevertheless.
  virtual Outcome set_disabled(std::int64_t account, bool disabled, const ChangedBy& by) = 0;
  /// The server's own: the same password under a costlier hash. False if it is not `old` any more.
  virtual bool replace_hash(std::int64_t account, std::string_view old, std::string_view hash) = 0;
  /// The server's own: true once for each step, for one server and one only.
  virtual bool accept_totp_step(std::int64_t account, std::int64_t step) = 0;
  virtual std::vector<AccountChange> account_changes(std::int64_t account) = 0;  ///< the oldest first
  /// Of all accounts, those after `id`, ascending; no more than `at_most`.
  virtual std::vector<NumberedChange> account_changes_after(std::int64_t id, std::size_t at_most) = 0;

  // Grants. Those over one batch go with the batch.
  virtual base::Result<std::int64_t, Conflict> add_grant(const AccountGrant& grant, const ChangedBy& by) = 0;
  virtual std::vector<AccountGrant> grants(std::int64_t account) = 0;  ///< by id
  virtual std::vector<AccountGrant> grants() = 0;                      ///< of all accounts, by id
  virtual Outcome remove_grant(std::int64_t grant, const ChangedBy& by) = 0;

  // Sessions of staff. Of a token only its digest is here. Whether a session is still good is for staff/ to say.
  virtual base::Result<std::int64_t, Conflict> add_session(const StaffSession& session,
                                                           const base::Digest& token) = 0;
  virtual std::optional<StaffSession> session(const base::Digest& token, base::Instant now) = 0;
  virtual std::optional<StaffSession> session(std::int64_t id) = 0;  ///< past its end too
  virtual std::vector<StaffSession> sessions() = 0;                  ///< by id
  /// Never back. Each call is a synced write: once a minute for a session is enough.
  virtual void touch_session(std::int64_t session, base::Instant seen) = 0;
  /// Another token for the session of `old`, which must be good `now` and stays so until the new one is used:
  /// an answer that is lost on its way takes nothing from anybody.
  virtual Outcome renew_session(const base::Digest& old, const base::Digest& token, base::Instant now) = 0;
  /// Somebody has come with this token: the one it was renewed from is good until `old_until`, or its earlier
  /// end. Writes the first time only.
  virtual void token_used(const base::Digest& token, base::Instant old_until) = 0;
  virtual void end_session(std::int64_t session) = 0;
  /// Sessions past their end or not seen since `seen_before`, and tokens past theirs; how many sessions.
  virtual std::int64_t remove_old_sessions(base::Instant now, base::Instant seen_before) = 0;

  // Deeds of staff.
  /// Whatever `change` does here is one transaction with the deed that it returns. nullopt, or an exception:
  /// nothing was changed and nothing is written down. Returns whether it was done.
  virtual bool on_record(const std::function<std::optional<Deed>()>& change) = 0;
  virtual std::vector<NumberedDeed> deeds_after(std::int64_t id, std::size_t at_most) = 0;  ///< ascending

  virtual std::optional<std::string> meta(std::string_view key) = 0;
  virtual void set_meta(std::string_view key, std::string_view value) = 0;

  /// Differs from the last value if another connection has changed anything since. Costs microseconds: poll
  /// it.
  virtual std::uint64_t change_stamp() = 0;
};

}  // namespace examhall::store
