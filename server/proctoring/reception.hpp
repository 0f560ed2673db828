#pragma once
// What the console needs of those who can wait: the accounts, the office's book of requests, the journal on
// its disk. The console calls on the hall's executor; every answer comes there too, later, exactly once where
// nothing else is said.
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/digest.hpp"
#include "base/time.hpp"
#include "exam/entry.hpp"
#include "exam/schedule.hpp"
#include "hall/staff_act.hpp"
#include "staff/role.hpp"

namespace examhall::proctoring {

/// Somebody who is signed in.
struct Visitor {
  std::int64_t account = 0;
  std::int64_t session = 0;
  std::string login, name;
  std::vector<staff::Grant> grants;
};

struct SignedIn {
  std::string error;  ///< wrong_credentials, too_many_attempts, busy, not_signed_in; empty if it went well
  std::string token;  ///< for the cookie
  std::string marks;  ///< after a sign-in, for the browser to keep (staff/device.hpp)
  Visitor who;
};

/// Which part of a candidate's history is asked for, and by whom.
struct HistoryPart {
  std::int64_t account = 0;  ///< one is read at a time for each
  std::int64_t batch = 0, attempt = 0;
  /// The journal is not read before this place. Past 1 the first of what follows is told, else the latest.
  std::uint64_t from = 1;
  std::uint64_t before = UINT64_MAX;  ///< nothing from there on
  std::weak_ptr<const void> asker;    ///< once it has gone nobody reads on
};

struct History {
  std::vector<exam::Entry> entries;  ///< ascending
  bool more = false;                 ///< there are older ones; of a part that follows another: newer ones
  std::uint64_t read_to = 0;         ///< place in the journal: what comes later is not in it
  std::string error;                 ///< a stable id if it could not be read
};

class Reception {
 public:
  virtual ~Reception() = default;
  /// `marks`: what the browser has kept of earlier sign-ins.
  virtual void sign_in(std::string login, std::string password, std::string code, std::string address,
                       std::string marks, std::function<void(SignedIn)> done) = 0;
  /// By the digest of a cookie's token; nullopt if nobody is signed in with it.
  virtual void recognise(const base::Digest& token, std::function<void(std::optional<Visitor>)> done) = 0;
  virtual void renew(const base::Digest& token, std::function<void(SignedIn)> done) = 0;
  /// False: it could not be ended now, and may still be good.
  virtual void sign_out(const base::Digest& token, std::function<void(bool)> done) = 0;
  /// The session is in use: it does not end from idleness.
  virtual void seen(std::int64_t session) = 0;

  /// Looks at once whether they are still signed in and may still do what they might: if not, the console is
  /// told who is (Console::standing).
  virtual void doubt(const Visitor& who) = 0;

  using Answered = std::function<void(std::int64_t request, const hall::StaffOutcome&)>;
  /// Written down as a request, carried out, recorded; then told. Once for each key of an account, however
  /// often it is asked for: what was asked for before is told again. `who`: as the act was judged. If any of it
  /// was taken back since, the act is `forbidden`.
  virtual void ask(const Visitor& who, hall::StaffAct act, Answered done) = 0;
  /// What became of the act that has this name; `unknown` if it was never written down.
  virtual void recall(std::string login, std::string key, Answered done, std::function<void()> unknown) = 0;
  /// On the batch's record: somebody who is signed in asked for what their grants do not cover. `kind`: forbidden
  /// (they see it and may not do that) or outside_grants.
  virtual void not_allowed(std::int64_t batch, const exam::Noted& note) = 0;
  /// One at a time for each account. No answer once the asker has gone.
  virtual void history(HistoryPart part, std::function<void(History)> done) = 0;
};

}  // namespace examhall::proctoring
