#include "office/staff_room.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

#include "office/history.hpp"
#include "staff/device.hpp"
#include "staff/login.hpp"
#include "staff/session.hpp"
#include "store/open.hpp"

namespace examhall::office {
namespace {

using proctoring::SignedIn;
using proctoring::Visitor;

/// Sessions also end by time alone.
constexpr base::Span kTellEvery = std::chrono::seconds{20};
/// Each is a synced write.
constexpr base::Span kTouchEvery = std::chrono::minutes{1};
/// Tokens that a renewal has replaced, and what a crash has left: no hurry.
constexpr base::Span kTokensKept = std::chrono::hours{24};

SignedIn refused(std::string_view why) { return {std::string{why}, "", "", {}}; }

/// The accounts as the threads that check passwords see them.
class Accounts final : public staff::AccountSource {
 public:
  explicit Accounts(const std::filesystem::path& data) : catalogue_{store::open_catalogue(data)} {}
  std::optional<staff::KnownAccount> find(std::string_view login) override {
    const auto a = catalogue_->account_by_login(login);
    if (!a) return std::nullopt;
    return staff::KnownAccount{a->id,          a->login,     a->name,     a->password,
                               a->totp_sealed, a->totp_step, a->disabled, a->epoch};
  }
  bool accept_totp_step(std::int64_t account, std::int64_t step) override {
    return catalogue_->accept_totp_step(account, step);
  }
  void replace_hash(std::int64_t account, std::string_view old, std::string_view hash) override {
    catalogue_->replace_hash(account, old, hash);
  }

 private:
  std::unique_ptr<store::Catalogue> catalogue_;
};

staff::SessionStanding standing_of(const store::StaffSession& session, const store::Account& account) {
  return {session.epoch, account.epoch, account.disabled, session.last_seen, session.expires_at};
}

std::vector<staff::Grant> grants_of(store::Catalogue& catalogue, std::int64_t account) {
  std::vector<staff::Grant> out;
  for (const store::AccountGrant& g : catalogue.grants(account)) {
    const auto role = staff::role_from_text(g.role);
    if (role) out.push_back({*role, g.batch.value_or(0), g.site, g.room});
  }
  return out;
}

/// Whether this session has ended, or may do less now.
bool lost(const Visitor& before, const std::optional<Visitor>& now) {
  if (!now) return true;
  return std::any_of(before.grants.begin(), before.grants.end(), [&](const staff::Grant& g) {
    return std::find(now->grants.begin(), now->grants.end(), g) == now->grants.end();
  });
}

// Another program wrote it, from whatever was typed: an event is UTF-8, or the server could not write it.
std::string clean(const std::string& text) { return base::to_utf8_lossy(text); }

}  // namespace

StaffRoom::StaffRoom(std::filesystem::path data, const base::Cipher& cipher, Office& office,
                     const base::Clock& clock, Line line, staff::NotedUpTo noted)
    : data_{std::move(data)},
      cipher_{cipher},
      clock_{clock},
      office_{office},
      line_{std::move(line)},
      catalogue_{store::open_catalogue(data_)},
      noted_{noted},
      book_{clock, line_.record},
      sign_ins_{clock, cipher} {
  pool_.emplace(sign_ins_, [folder = data_] { return std::make_unique<Accounts>(folder); });
}

void StaffRoom::stop() {
  pool_.reset();
  desk_.stop();
  archive_.stop();
  book_.close();
}

void StaffRoom::at_the_desk(std::function<void()> work, std::function<void()> otherwise) {
  desk_.post([this, work = std::move(work), otherwise = std::move(otherwise)] {
    try {
      work();
    } catch (const std::exception& error) {
      spdlog::error("the staff's desk failed at a task why={}", error.what());
      told_at_ = {};  // somebody may have been signed out: the next look tells it
      otherwise();
    }
  });
}

void StaffRoom::sign_in(std::string login, std::string password, std::string code, std::string address,
                        std::string marks, std::function<void(SignedIn)> done) {
  staff::SignInAttempt attempt;
  attempt.login = staff::normalised_login(login);
  attempt.password = staff::SecretText::taken(password);
  attempt.code = staff::SecretText::taken(code);
  attempt.address = address;
  attempt.device = staff::mark_among(cipher_, attempt.login, marks);
  const auto answer = [this, done](SignedIn in) { line_.to_hall([done, in = std::move(in)] { done(in); }); };
  const auto busy = [this, address, answer] {
    line_.to_hall([this, address] { book_.counted(address, "busy"); });
    answer(refused("busy"));
  };
  auto checked = [this, answer, busy, done, address, marks = std::move(marks),
                  name = attempt.login](const staff::SignInOutcome& outcome) {
    if (const auto* const wrong = std::get_if<staff::WrongCredentials>(&outcome)) {
      turn_away(*wrong, name, address);
      return answer(refused("wrong_credentials"));
    }
    const auto* const who = std::get_if<staff::SignedIn>(&outcome);
    if (who == nullptr) return busy();
    at_the_desk(
        [this, who = *who, address, marks, done, busy] { begin_session(who, address, marks, done, busy); },
        busy);
  };
  const staff::Admission admission = sign_ins_.submit(std::move(attempt), std::move(checked));
  if (admission.state == staff::Admission::State::too_many) {
    book_.counted(address, "too_many_attempts");
    answer(refused("too_many_attempts"));
  }
  if (admission.state == staff::Admission::State::busy) busy();
}

// A name that no account has is neither logged nor recorded: people type their password there.
void StaffRoom::turn_away(const staff::WrongCredentials& wrong, const std::string& login,
                          const std::string& address) {
  const std::string known = wrong.why == "unknown_account" ? "" : login;
  spdlog::warn("staff sign-in refused login={} address={} why={}", known, address, wrong.why);
  line_.to_hall([this, refusal = staff::SignInRefused{known, address, std::string{wrong.why}}] {
    book_.sign_in_refused(refusal);
  });
}

// Who is signed in learns it once that is on record.
void StaffRoom::begin_session(const staff::SignedIn& who, const std::string& address,
                              const std::string& marks, const std::function<void(SignedIn)>& done,
                              const std::function<void()>& busy) {
  const base::Instant now = clock_.now();
  staff::SessionToken token = staff::draw_session_token();
  store::StaffSession session;
  session.account = who.account;
  session.epoch = who.epoch;
  session.address = address;
  session.created_at = session.last_seen = now;
  session.expires_at = now + staff::kSessionTime;
  const auto id = catalogue_->add_session(session, token.digest);
  if (!id) return busy();
  spdlog::info("staff signed in login={} address={} session={}", who.login, address, *id);
  SignedIn in{"",
              std::string{token.text.view()},
              staff::marks_with(cipher_, who.login, marks),
              {who.account, *id, who.login, who.name, grants_of(*catalogue_, who.account)}};
  line_.to_hall([this, done, address, in = std::move(in)] {
    book_.write(
        staff::StaffSignedIn{in.who.login, in.who.session, address}, [done, in] { done(in); },
        [this, done, login = in.who.login, session = in.who.session] {
          abandon(login, session);
          done(refused("busy"));
        });
  });
}

// The record took too long, so nobody was let in; it may come yet, and then its end follows.
void StaffRoom::abandon(const std::string& login, std::int64_t session) {
  spdlog::warn("staff sign-in not on record in time login={} session={}", login, session);
  book_.write(staff::SessionEnded{login, session, "busy"});
  at_the_desk([this, session] { catalogue_->end_session(session); }, [] {});
}

std::optional<Visitor> StaffRoom::visitor_of(const store::StaffSession& session) {
  const auto account = catalogue_->account(session.account);
  if (!account) return std::nullopt;
  if (!staff::is_signed_in(standing_of(session, *account), clock_.now())) return std::nullopt;
  return Visitor{account->id, session.id, account->login, account->name, grants_of(*catalogue_, account->id)};
}

void StaffRoom::recognise(const base::Digest& token, std::function<void(std::optional<Visitor>)> done) {
  const auto answer = [this, done](std::optional<Visitor> who) {
    line_.to_hall([done, who = std::move(who)] { done(who); });
  };
  at_the_desk(
      [this, token, answer] {
        const auto session = catalogue_->session(token, clock_.now());
        const auto who = session ? visitor_of(*session) : std::nullopt;
        if (who) note_use(*session, token);
        answer(who);
      },
      [answer] { answer(std::nullopt); });
}

// What cannot be written while the disk fails shuts nobody out: the next use writes it.
void StaffRoom::note_use(const store::StaffSession& session, const base::Digest& token) {
  const base::Instant now = clock_.now();
  try {
    if (now - session.last_seen > kTouchEvery) catalogue_->touch_session(session.id, now);
    catalogue_->token_used(token, now + staff::kOldTokenTime);
  } catch (const store::StorageError& error) {
    spdlog::warn("the use of a session could not be noted session={} why={}", session.id, error.what());
  }
}

void StaffRoom::renew(const base::Digest& token, std::function<void(SignedIn)> done) {
  const auto answer = [this, done](SignedIn in) { line_.to_hall([done, in = std::move(in)] { done(in); }); };
  at_the_desk(
      [this, token, answer] {
        const base::Instant now = clock_.now();
        const auto session = catalogue_->session(token, now);
        const auto who = session ? visitor_of(*session) : std::nullopt;
        staff::SessionToken fresh = staff::draw_session_token();
        if (!who || !catalogue_->renew_session(token, fresh.digest, now))
          return answer(refused("not_signed_in"));
        note_use(*session, token);
        answer({"", std::string{fresh.text.view()}, "", *who});
      },
      [answer] { answer(refused("busy")); });
}

void StaffRoom::sign_out(const base::Digest& token, std::function<void(bool)> done) {
  const auto answer = [this, done](bool out) { line_.to_hall([done, out] { done(out); }); };
  at_the_desk(
      [this, token, answer] {
        if (const auto session = catalogue_->session(token, clock_.now())) {
          const auto account = catalogue_->account(session->account);
          catalogue_->end_session(session->id);
          if (account && ending_.count(session->id) == 0) {
            line_.to_hall([this, ended = staff::SessionEnded{account->login, session->id, "signed_out"}] {
              book_.write(ended);
            });
          }
          tell_standing();
        }
        answer(true);
      },
      [answer] { answer(false); });
}

void StaffRoom::seen(std::int64_t session) {
  at_the_desk([this, session] { catalogue_->touch_session(session, clock_.now()); }, [] {});
}

void StaffRoom::look() {
  book_.look();
  at_the_desk(
      [this] {
        const std::uint64_t stamp = catalogue_->change_stamp();
        if (stamp == stamp_ && clock_.now() - told_at_ < kTellEvery) return;
        if (tell_standing()) stamp_ = stamp;  // not before: what failed is done again
      },
      [] {});
}

// Each in its order, so that the last one that the journal holds says which are missing after a crash.
template <class Row, class EventOf>
bool StaffRoom::note_rows(const std::vector<Row>& rows, std::int64_t& noted, const EventOf& event_of) {
  if (rows.empty()) return true;
  std::vector<staff::AuditEvent> events;
  for (const Row& row : rows) events.emplace_back(event_of(row));
  line_.to_hall([this, events = std::move(events)] {
    for (const staff::AuditEvent& event : events) book_.write(event);
  });
  noted = rows.back().id;
  return rows.size() < kAtOnce;
}

bool StaffRoom::note_changes() {
  const auto rows = catalogue_->account_changes_after(noted_.account_change, kAtOnce);
  return note_rows(rows, noted_.account_change, [](const store::NumberedChange& c) {
    const store::AccountChange& made = c.change;
    return staff::AccountChanged{c.id,           clean(c.login), clean(made.what), clean(made.detail),
                                 clean(made.by), made.at};
  });
}

bool StaffRoom::note_deeds() {
  const auto rows = catalogue_->deeds_after(noted_.deed, kAtOnce);
  return note_rows(rows, noted_.deed, [](const store::NumberedDeed& d) {
    const store::Deed& made = d.deed;
    return staff::StaffDid{d.id,           clean(made.what), clean(made.batch), clean(made.detail),
                           clean(made.by), made.at};
  });
}

bool StaffRoom::tell_standing() {
  const bool changes_noted = note_changes(), deeds_noted = note_deeds();
  std::vector<Visitor> signed_in;
  const auto sessions = catalogue_->sessions();
  for (const store::StaffSession& session : sessions) {
    if (auto who = visitor_of(session)) {
      signed_in.push_back(*std::move(who));
    } else {
      note_end(session);
    }
  }
  line_.to_hall([this, signed_in = std::move(signed_in)] { line_.standing(signed_in); });
  told_at_ = clock_.now();
  return changes_noted && deeds_noted;
}

std::optional<Visitor> StaffRoom::as_of_now(std::int64_t session) {
  const auto known = catalogue_->session(session);
  return known ? visitor_of(*known) : std::nullopt;
}

// The console decides by what it was told, which may be a second old. Read anew each time: a change that
// somebody else has seen first, or what became of another session of the account, says nothing of this one.
bool StaffRoom::was_withdrawn(const Visitor& who) {
  if (!lost(who, as_of_now(who.session))) return false;
  tell_standing();
  return true;
}

void StaffRoom::doubt(const Visitor& who) {
  at_the_desk(
      [this, who] {
        const auto now = as_of_now(who.session);
        if (!now || now->grants != who.grants) tell_standing();
      },
      [] {});
}

// A session that is over stays in the catalogue until its end is on record.
void StaffRoom::note_end(const store::StaffSession& session) {
  const auto account = catalogue_->account(session.account);
  if (!account || !ending_.insert(session.id).second) return;
  const std::string why{staff::why_ended(standing_of(session, *account), clock_.now())};
  line_.to_hall([this, ended = staff::SessionEnded{account->login, session.id, why}] {
    book_.write(ended, [this, id = ended.session] { forget(id); });
  });
}

void StaffRoom::forget(std::int64_t session) {
  at_the_desk(
      [this, session] {
        catalogue_->end_session(session);
        ending_.erase(session);
        catalogue_->remove_old_sessions(clock_.now() - kTokensKept, base::Instant{});
      },
      [] {});
}

void StaffRoom::ask(const Visitor& who, hall::StaffAct act, Answered done) {
  const auto answer = [this, done](std::int64_t request, const hall::StaffOutcome& outcome) {
    line_.to_hall([done, request, outcome] { done(request, outcome); });
  };
  at_the_desk(
      [this, who, act = std::move(act), answer] {
        if (!was_withdrawn(who)) return office_.ask(act, answer);
        spdlog::warn("console act of somebody whose grants were taken back account={} kind={}", act.by,
                     act.kind);
        line_.to_hall([this, act] {
          const std::string place = act.site ? *act.site + "/" + act.target : act.target;
          not_allowed(act.batch, {"forbidden", act.by, fmt::format("{} {} {}", act.kind, act.scope, place)});
        });
        answer(0, {false, "forbidden", 0, {}});
      },
      [answer] {
        answer(0, {false, "storage", 0, {}});
      });
}

// By way of the desk: it does not overtake what was asked for before it.
void StaffRoom::recall(std::string login, std::string key, Answered done, std::function<void()> unknown) {
  const auto answer = [this, done = std::move(done)](std::int64_t request,
                                                     const hall::StaffOutcome& outcome) {
    line_.to_hall([done, request, outcome] { done(request, outcome); });
  };
  at_the_desk(
      [this, login = std::move(login), key = std::move(key), answer, unknown = std::move(unknown)] {
        office_.recall(login, key, answer, [this, unknown] { line_.to_hall(unknown); });
      },
      [answer] { answer(0, hall::refused("storage")); });
}

void StaffRoom::history(proctoring::HistoryPart part, std::function<void(proctoring::History)> done) {
  auto read = [this, part, done = std::move(done)] {
    proctoring::History found;
    try {
      found = read_history(*store::open_journal_reader(data_), part);
    } catch (const std::exception& error) {
      spdlog::error("a history could not be read attempt={} why={}", part.attempt, error.what());
      found.error = "not_readable";
    }
    line_.to_hall([done, found = std::move(found)] { done(found); });
  };
  archive_.read(part.account, part.asker, std::move(read));
}

}  // namespace examhall::office
