#pragma once
// What stands behind the console: accounts and sessions in the catalogue, acts written down as requests, the
// journal read for one candidate's history. Everything that waits for a disk or hashes a password happens on
// threads of its own; answers go to the hall's executor. The console calls on that executor too.
#include <filesystem>
#include <set>

#include "base/cipher.hpp"
#include "base/clock.hpp"
#include "office/archive.hpp"
#include "office/audit_book.hpp"
#include "office/errands.hpp"
#include "office/office.hpp"
#include "proctoring/reception.hpp"
#include "staff/sign_in_pool.hpp"

namespace examhall::office {

class StaffRoom final : public proctoring::Reception {
 public:
  struct Line {
    std::function<void(std::function<void()>)> to_hall;                     ///< any thread may call it
    std::function<void(const std::vector<proctoring::Visitor>&)> standing;  ///< on the hall's executor
    AuditBook::Line record;                                                 ///< the same
  };
  /// `noted`: what the journal holds of the catalogue's own record.
  StaffRoom(std::filesystem::path data, const base::Cipher& cipher, Office& office, const base::Clock& clock,
            Line line, staff::NotedUpTo noted);
  ~StaffRoom() override { stop(); }
  /// What was counted and not written yet is written. While the journal still takes events.
  void stop();

  /// Looks whether an account, a grant or a session has changed, writes that down, and tells the console who
  /// is signed in. Once a second.
  void look();
  /// A ticket or code that there is not. Counted.
  void candidate_refused(const std::string& address) { book_.counted(address, "candidate"); }

  void sign_in(std::string login, std::string password, std::string code, std::string address,
               std::string marks, std::function<void(proctoring::SignedIn)> done) override;
  void recognise(const base::Digest& token,
                 std::function<void(std::optional<proctoring::Visitor>)> done) override;
  void renew(const base::Digest& token, std::function<void(proctoring::SignedIn)> done) override;
  void sign_out(const base::Digest& token, std::function<void(bool)> done) override;
  void seen(std::int64_t session) override;
  void doubt(const proctoring::Visitor& who) override;
  void ask(const proctoring::Visitor& who, hall::StaffAct act, Answered done) override;
  void recall(std::string login, std::string key, Answered done, std::function<void()> unknown) override;
  void not_allowed(std::int64_t batch, const exam::Noted& note) override { book_.forbidden(batch, note); }
  void history(proctoring::HistoryPart part, std::function<void(proctoring::History)> done) override;

 private:
  /// On the desk's thread; what it throws is logged, and `otherwise` answers.
  void at_the_desk(std::function<void()> work, std::function<void()> otherwise);
  void begin_session(const staff::SignedIn& who, const std::string& address, const std::string& marks,
                     const std::function<void(proctoring::SignedIn)>& done,
                     const std::function<void()>& busy);
  void abandon(const std::string& login, std::int64_t session);
  void turn_away(const staff::WrongCredentials& wrong, const std::string& login, const std::string& address);
  std::optional<proctoring::Visitor> visitor_of(const store::StaffSession& session);
  void note_use(const store::StaffSession& session, const base::Digest& token);
  static constexpr std::size_t kAtOnce = 1000;  // of the catalogue's record
  /// False: there are more.
  bool note_changes();
  bool note_deeds();
  template <class Row, class EventOf>
  bool note_rows(const std::vector<Row>& rows, std::int64_t& noted, const EventOf& event_of);
  /// False: there are more changes to note.
  bool tell_standing();
  std::optional<proctoring::Visitor> as_of_now(std::int64_t session);
  bool was_withdrawn(const proctoring::Visitor& who);
  void note_end(const store::StaffSession& session);
  void forget(std::int64_t session);

  std::filesystem::path data_;
  const base::Cipher cipher_;
  const base::Clock& clock_;
  Office& office_;
  Line line_;
  std::unique_ptr<store::Catalogue> catalogue_;  // the desk's thread
  std::uint64_t stamp_ = 0;
  base::Instant told_at_{};
  staff::NotedUpTo noted_;         // the desk's thread
  std::set<std::int64_t> ending_;  // sessions whose end is on its way to the journal; the desk's thread
  AuditBook book_;                 // the hall's executor
  staff::SignInDesk sign_ins_;
  Errands desk_;
  Archive archive_;
  std::optional<staff::SignInPool> pool_;
};

}  // namespace examhall::office
