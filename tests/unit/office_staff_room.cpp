// The staff's desk on a catalogue on disk, beside somebody who changes accounts meanwhile, as examctl does.
#include "office/staff_room.hpp"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>

#include "../contract/folder.hpp"
#include "staff/password.hpp"
#include "staff/session.hpp"
#include "store/open.hpp"
#include "store/sqlite/connection.hpp"

#include <catch2/catch.hpp>

using namespace examhall;
using namespace std::chrono_literals;
using proctoring::SignedIn;
using proctoring::Visitor;

namespace {

/// The hall's executor: what other threads post is done when the test waits for something.
class HallQueue {
 public:
  void post(std::function<void()> work) {
    {
      const std::lock_guard lock{mutex_};
      waiting_.push_back(std::move(work));
    }
    arrived_.notify_one();
  }
  template <class Ready>
  void until(Ready ready) {
    while (!ready()) next()();
  }

 private:
  std::function<void()> next() {
    std::unique_lock lock{mutex_};
    REQUIRE(arrived_.wait_for(lock, 30s, [&] { return !waiting_.empty(); }));
    auto work = std::move(waiting_.front());
    waiting_.pop_front();
    return work;
  }

  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<std::function<void()>> waiting_;  // guarded by mutex_
};

struct StaffRoomWorld {
  const contract::Folder folder;
  base::ManualClock clock{base::from_millis(1'684'546'200'000)};
  std::unique_ptr<store::Catalogue> examctl = store::open_catalogue(folder.path());
  HallQueue hall;
  std::vector<std::vector<Visitor>> told;
  std::vector<std::string> house, noted;
  std::atomic<int> carried = 0;
  office::Office office{
      store::open_catalogue(folder.path()),
      {[](auto) {},
       [this](const hall::StaffAct&, const std::function<void(const hall::StaffOutcome&)>& done) {
         ++carried;
         done({true, "", 1, {}});
       },
       [](auto, auto, auto) {}},
      clock};
  office::StaffRoom room{
      folder.path(),
      base::Cipher{base::Cipher::Key{}},
      office,
      clock,
      {[this](std::function<void()> work) { hall.post(std::move(work)); },
       [this](const std::vector<Visitor>& signed_in) { told.push_back(signed_in); },
       {[this](std::string_view kind, const std::string& body, const std::function<void()>& on_disk) {
          house.push_back(std::string{kind} + " " + body);
          on_disk();
        },
        [this](std::int64_t, const exam::Noted& n) {
          noted.push_back(n.kind + " " + n.by + ": " + n.text);
        }}},
      {}};
  std::int64_t batch = add_batch();
  std::int64_t zhao = add_account("zhao");
  std::int64_t grant = add_grant("S1");

  StaffRoomWorld() { office.start(); }

  std::int64_t add_batch() const {
    store::Batch b;
    b.code = "2023-04-J";
    b.settings = "{}";
    b.status = "draft";
    return *examctl->add_batch(b);
  }
  std::int64_t add_account(const std::string& login) const {
    store::Account a;
    a.login = login;
    a.password = staff::hash_password("kzwm4tqpxvae", {10, 8, 1});
    return *examctl->add_account(a, {"考务", clock.now()});
  }
  std::int64_t add_grant(const std::string& site) const {
    return *examctl->add_grant({0, zhao, "chief", std::nullopt, site, ""}, {"考务", clock.now()});
  }
  void revoke() const { REQUIRE(examctl->remove_grant(grant, {"考务", clock.now()})); }
  /// As long as it is away, whatever reads or ends a session fails.
  void sessions_away(bool away) const {
    store::sqlite::Connection db{folder / store::kCatalogueFile, store::sqlite::Access::read_write};
    db.run(away ? "ALTER TABLE staff_session RENAME TO hidden" : "ALTER TABLE hidden RENAME TO staff_session");
  }
  /// Somebody signed in before; the text stands for the cookie's token.
  void signed_in(std::string_view token) const {
    const base::Instant now = clock.now();
    REQUIRE(examctl->add_session({0, zhao, 1, "192.0.2.7", now, now, now + staff::kSessionTime},
                                 base::sha256(token)));
  }

  std::optional<Visitor> recognised(const base::Digest& token) {
    std::optional<std::optional<Visitor>> got;
    room.recognise(token, [&](auto who) { got = who; });
    hall.until([&] { return got.has_value(); });
    return *got;
  }
  std::optional<Visitor> recognised(std::string_view token) { return recognised(base::sha256(token)); }
  SignedIn renewed(std::string_view token) {
    std::optional<SignedIn> got;
    room.renew(base::sha256(token), [&](auto in) { got = in; });
    hall.until([&] { return got.has_value(); });
    return *got;
  }
  bool signed_out(std::string_view token) {
    std::optional<bool> out;
    room.sign_out(base::sha256(token), [&](bool done) { out = done; });
    hall.until([&] { return out.has_value(); });
    return *out;
  }
  SignedIn sign_in(std::string_view password, const std::string& marks) {
    std::optional<SignedIn> got;
    room.sign_in("zhao", std::string{password}, "", "192.0.2.7", marks, [&](auto in) { got = in; });
    hall.until([&] { return got.has_value(); });
    return *got;
  }
  /// "" if it was done.
  std::string act(const Visitor& who) {
    hall::StaffAct a;
    a.kind = "pause";
    a.batch = batch;
    a.scope = "site";
    a.target = "S1";
    a.by = who.login;
    a.reason = "fire";
    std::optional<std::string> why;
    room.ask(who, a, [&](std::int64_t, const hall::StaffOutcome& o) { why = o.applied ? "" : o.why; });
    hall.until([&] { return why.has_value(); });
    return *why;
  }
  void look_until(std::size_t times) {
    room.look();
    hall.until([&] { return told.size() >= times; });
  }
};

}  // namespace

TEST_CASE("an act that was judged by grants that are gone is not done, whoever saw the change first") {
  StaffRoomWorld w;
  w.signed_in("t");
  const Visitor who = *w.recognised("t");
  CHECK(w.act(who).empty());
  w.revoke();
  w.look_until(1);
  CHECK(w.act(who) == "forbidden");
  CHECK(w.act(who) == "forbidden");
  CHECK(w.carried == 1);
  CHECK(w.noted == std::vector<std::string>(2, "forbidden zhao: pause site S1"));
}

TEST_CASE("a change that takes nothing from somebody leaves their acts alone") {
  StaffRoomWorld w;
  w.signed_in("t");
  const Visitor who = *w.recognised("t");
  w.add_account("qian");
  w.add_grant("S2");
  CHECK(w.act(who).empty());
  w.revoke();
  w.grant = w.add_grant("S1");  // taken back and given again
  CHECK(w.act(who).empty());
  CHECK(w.noted.empty());
}

TEST_CASE("another session of the same account that ends makes no act forbidden") {
  StaffRoomWorld w;
  w.signed_in("mine"), w.signed_in("idle");
  const Visitor who = *w.recognised("mine");
  w.look_until(1);
  CHECK(w.told[0].size() == 2);
  w.clock.advance(20min);
  CHECK(w.recognised("mine"));
  w.clock.advance(15min);
  CHECK_FALSE(w.recognised("idle"));
  w.add_account("qian");
  CHECK(w.act(who).empty());
  CHECK(w.noted.empty());
}

TEST_CASE("an act of a session that has ended is not done, though the account has another") {
  StaffRoomWorld w;
  w.signed_in("one"), w.signed_in("other");
  const Visitor one = *w.recognised("one"), other = *w.recognised("other");
  w.examctl->end_session(one.session);
  CHECK(w.act(one) == "forbidden");
  CHECK(w.act(other).empty());
}

TEST_CASE("what could not be told is told at the next look, and noted once") {
  StaffRoomWorld w;
  w.signed_in("t");
  w.look_until(1);
  w.revoke();
  w.sessions_away(true);
  w.room.look();
  CHECK_FALSE(w.recognised("t"));  // by now the look has failed
  CHECK(w.told.size() == 1);
  w.sessions_away(false);
  w.look_until(2);
  CHECK(w.told[1].at(0).grants.empty());
  const auto noted = std::count_if(w.house.begin(), w.house.end(), [](const std::string& e) {
    return e.find("\"revoked\"") != std::string::npos;
  });
  CHECK(noted == 1);
}

TEST_CASE("what staff did with the tools is noted in its order, once") {
  StaffRoomWorld w;
  for (const char* what : {"roster_imported", "tickets_drawn"}) {
    w.examctl->on_record([&] { return store::Deed{w.clock.now(), "sun", what, "B", "{}"}; });
  }
  w.look_until(1);
  w.examctl->on_record([&] { return store::Deed{w.clock.now(), "\xD5\xD4", "backup_begun", "", "{}"}; });  // no UTF-8
  w.look_until(2);
  std::vector<std::string> deeds;
  for (const std::string& e : w.house) {
    if (e.starts_with("staff_did ")) deeds.push_back(base::parse_json(e.substr(10))->at("what"));
  }
  CHECK(deeds == std::vector<std::string>{"roster_imported", "tickets_drawn", "backup_begun"});
}

TEST_CASE("whoever is doubted is looked at at once, and the console hears only of what is not so any more") {
  StaffRoomWorld w;
  w.signed_in("t");
  const Visitor who = *w.recognised("t");
  w.add_account("qian");
  w.room.doubt(who);
  CHECK(w.recognised("t"));
  CHECK(w.told.empty());
  w.revoke();
  w.room.doubt(who);
  w.hall.until([&] { return w.told.size() == 1; });
  CHECK(w.told[0].at(0).grants.empty());
  w.examctl->end_session(who.session);
  w.room.doubt(who);
  w.hall.until([&] { return w.told.size() == 2; });
  CHECK(w.told[1].empty());
}

TEST_CASE("a renewal that nobody heard of ends no session") {
  StaffRoomWorld w;
  w.signed_in("t");
  CHECK(w.renewed("t").error.empty());  // and its answer is lost
  w.clock.advance(20min);
  const SignedIn in = w.renewed("t");
  CHECK(in.marks.empty());
  w.clock.advance(20min);
  CHECK(w.recognised("t"));
  CHECK(w.recognised(*staff::session_digest(in.token)));
  w.clock.advance(staff::kOldTokenTime - 1ms);
  CHECK(w.recognised("t"));
  w.clock.advance(1ms);
  CHECK_FALSE(w.recognised("t"));
  CHECK(w.renewed("t").error == "not_signed_in");
  CHECK(w.recognised(*staff::session_digest(in.token)));
}

TEST_CASE("who signs out is told once that has happened, and else that it has not") {
  StaffRoomWorld w;
  w.signed_in("t");
  w.sessions_away(true);
  CHECK_FALSE(w.signed_out("t"));
  w.sessions_away(false);
  CHECK(w.recognised("t"));
  CHECK(w.signed_out("t"));
  CHECK_FALSE(w.recognised("t"));
  CHECK(w.signed_out("t"));
  CHECK(w.told.back().empty());
}

TEST_CASE("guesses from the same address keep out a browser that nobody knows, and not the owner's") {
  StaffRoomWorld w;
  const SignedIn first = w.sign_in("kzwm4tqpxvae", "");
  CHECK(first.error.empty());
  CHECK_FALSE(first.marks.empty());
  for (int i = 0; i < 3; ++i) CHECK(w.sign_in("a wrong guess", "").error == "wrong_credentials");
  CHECK(w.sign_in("kzwm4tqpxvae", "").error == "too_many_attempts");
  const SignedIn again = w.sign_in("kzwm4tqpxvae", first.marks);
  CHECK(again.error.empty());
  CHECK(again.marks != first.marks);
  CHECK(w.sign_in("kzwm4tqpxvae", "made up").error == "too_many_attempts");
}
