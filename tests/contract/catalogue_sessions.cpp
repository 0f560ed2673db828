// The contract of every catalogue: sessions of staff and their tokens.
#include "catalogue_samples.hpp"

using namespace examhall;
using namespace examhall::contract;
using store::Conflict;
using store::StaffSession;
using namespace std::chrono_literals;

namespace {

std::int64_t add_account(store::Catalogue& c, const std::string& login) {
  store::Account a;
  a.login = login;
  return *c.add_account(a, {"样例主任", kNow});
}

StaffSession session(std::int64_t account) { return {0, account, 1, "192.0.2.7", kNow, kNow, kNow + 12h}; }

}  // namespace

TEST_CASE("a session is found by its token until its end, and not by another") {
  const auto database = GENERATE(from_range(databases())).make();
  const auto c = database->open_catalogue();
  StaffSession s = session(add_account(*c, "lin"));
  s.id = *c->add_session(s, digest("token"));
  CHECK(c->session(digest("token"), kNow) == s);
  CHECK(c->session(digest("token"), kNow + 12h - 1ms) == s);
  CHECK_FALSE(c->session(digest("token"), kNow + 12h).has_value());
  CHECK_FALSE(c->session(digest("other"), kNow).has_value());
  CHECK(c->add_session(s, digest("token")).error() == Conflict::token_taken);
  CHECK(c->add_session(session(99), digest("more")).error() == Conflict::account_missing);
  CHECK(c->sessions() == std::vector{s});
  CHECK(c->session(s.id) == s);
  CHECK_FALSE(c->session(s.id + 1).has_value());
}

TEST_CASE("once a renewal's token is used, the old one is good for a moment more; nothing is prolonged") {
  const auto database = GENERATE(from_range(databases())).make();
  const auto c = database->open_catalogue();
  const auto id = *c->add_session(session(add_account(*c, "lin")), digest("1"));
  CHECK(c->renew_session(digest("1"), digest("2"), kNow));
  c->token_used(digest("2"), kNow + 1min);
  CHECK(c->session(digest("1"), kNow + 59s)->id == id);
  CHECK_FALSE(c->session(digest("1"), kNow + 1min).has_value());
  CHECK(c->session(digest("2"), kNow + 11h)->id == id);
  CHECK_FALSE(c->session(digest("2"), kNow + 12h).has_value());
  // Another tab renews with the old one: both get a token, the old one's minute stays.
  CHECK(c->renew_session(digest("1"), digest("3"), kNow + 30s));
  c->token_used(digest("3"), kNow + 90s);
  c->token_used(digest("2"), kNow + 2h);
  CHECK_FALSE(c->session(digest("1"), kNow + 1min).has_value());
  CHECK(c->session(digest("3"), kNow + 1h)->id == id);
  CHECK(c->renew_session(digest("2"), digest("3"), kNow).error() == Conflict::token_taken);
  CHECK(c->session(digest("2"), kNow + 1h)->id == id);
  CHECK(c->renew_session(digest("none"), digest("4"), kNow).error() == Conflict::session_missing);
  CHECK(c->renew_session(digest("1"), digest("4"), kNow + 1min).error() == Conflict::session_missing);
  CHECK(c->renew_session(digest("2"), digest("4"), kNow + 12h).error() == Conflict::session_missing);
  CHECK_FALSE(c->session(digest("4"), kNow).has_value());
  // Near the end the old token does not outlive the session.
  CHECK(c->renew_session(digest("2"), digest("5"), kNow + 11h));
  c->token_used(digest("5"), kNow + 13h);
  CHECK_FALSE(c->session(digest("2"), kNow + 12h).has_value());
}

TEST_CASE("a renewal whose answer never arrives takes nothing from the token that asked for it") {
  const auto database = GENERATE(from_range(databases())).make();
  const auto c = database->open_catalogue();
  const auto id = *c->add_session(session(add_account(*c, "lin")), digest("1"));
  CHECK(c->renew_session(digest("1"), digest("lost"), kNow));
  c->token_used(digest("1"), kNow + 1min);
  CHECK(c->session(digest("1"), kNow + 11h)->id == id);
  CHECK(c->renew_session(digest("1"), digest("2"), kNow + 11h));
  CHECK(c->session(digest("1"), kNow + 12h - 1ms)->id == id);
  c->token_used(digest("2"), kNow + 11h + 1min);
  CHECK(c->session(digest("1"), kNow + 11h + 59s)->id == id);
  CHECK_FALSE(c->session(digest("1"), kNow + 11h + 1min).has_value());
  // Only the first use counts: the minute does not begin again.
  c->token_used(digest("2"), kNow + 11h + 30s);
  CHECK(c->session(digest("1"), kNow + 11h + 59s)->id == id);
  c->token_used(digest("no such token"), kNow);
}

TEST_CASE("a session that ends takes all its tokens along, and no other session") {
  const auto database = GENERATE(from_range(databases())).make();
  const auto c = database->open_catalogue();
  const auto lin = add_account(*c, "lin");
  const auto one = *c->add_session(session(lin), digest("1"));
  const auto two = *c->add_session(session(lin), digest("two"));
  REQUIRE(c->renew_session(digest("1"), digest("2"), kNow));
  c->end_session(one);
  CHECK_FALSE(c->session(digest("1"), kNow).has_value());
  CHECK_FALSE(c->session(digest("2"), kNow).has_value());
  CHECK(c->renew_session(digest("2"), digest("3"), kNow).error() == Conflict::session_missing);
  CHECK(c->session(digest("two"), kNow)->id == two);
  c->end_session(one);
  CHECK(*c->add_session(session(lin), digest("1")) > two);
}

TEST_CASE("a session is seen, never less late than before; old ones are removed") {
  const auto database = GENERATE(from_range(databases())).make();
  const auto c = database->open_catalogue();
  const auto lin = add_account(*c, "lin");
  const auto idle = *c->add_session(session(lin), digest("idle"));
  const auto busy = *c->add_session(session(lin), digest("busy"));
  StaffSession short_one = session(lin);
  short_one.expires_at = kNow + 20min;
  *c->add_session(short_one, digest("short"));
  c->touch_session(busy, kNow + 30min);
  c->touch_session(busy, kNow + 10min);
  CHECK(c->session(digest("busy"), kNow)->last_seen == kNow + 30min);
  CHECK(c->session(digest("idle"), kNow)->last_seen == kNow);
  CHECK(c->remove_old_sessions(kNow + 10min, kNow - 20min) == 0);
  CHECK(c->remove_old_sessions(kNow + 20min, kNow - 10min) == 1);
  CHECK_FALSE(c->session(digest("short"), kNow).has_value());
  CHECK(c->session(digest("idle"), kNow)->id == idle);
  REQUIRE(c->renew_session(digest("busy"), digest("busy 2"), kNow + 30min));
  c->token_used(digest("busy 2"), kNow + 31min);
  CHECK(c->remove_old_sessions(kNow + 31min, kNow + 1min) == 1);
  CHECK_FALSE(c->session(digest("idle"), kNow).has_value());
  // The outdated token is gone for good, not only for now.
  CHECK_FALSE(c->session(digest("busy"), kNow).has_value());
  CHECK(c->session(digest("busy 2"), kNow)->id == busy);
}

TEST_CASE("sessions outlive a crash of the server") {
  const auto database = GENERATE(from_range(databases())).make();
  auto c = database->open_catalogue();
  const auto id = *c->add_session(session(add_account(*c, "lin")), digest("token"));
  const auto after = database->after_crash();
  CHECK(after->open_catalogue()->session(digest("token"), kNow)->id == id);
}
