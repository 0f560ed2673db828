// Tokens and how long a session holds.
#include "staff/session.hpp"

#include <set>

#include <catch2/catch.hpp>

using namespace examhall;
using namespace examhall::staff;
using namespace std::chrono_literals;

TEST_CASE("a token is 256 bits that never come twice; its digest is what is kept") {
  std::set<std::string> seen;
  for (int i = 0; i < 20; ++i) {
    const SessionToken token = draw_session_token();
    CHECK(token.text.view().size() == 64);
    CHECK(session_digest(token.text.view()) == token.digest);
    CHECK(base::to_hex(token.digest) != token.text.view());
    seen.insert(std::string{token.text.view()});
  }
  CHECK(seen.size() == 20);
}

TEST_CASE("a cookie that is not a token has no digest") {
  const std::string good(64, 'a');
  CHECK(session_digest(good));
  for (const std::string& bad : {std::string{}, good.substr(1), good + "a", std::string(64, 'A'),
                                 std::string(64, 'g'), std::string(63, 'a') + "\n"}) {
    CHECK_FALSE(session_digest(bad));
  }
}

TEST_CASE("a session holds for the longest day of exams and not over the night") {
  const base::Instant opened = *base::parse_utc_text("2023-05-20T23:30:00.000Z");  // 7:30 in Shanghai
  const base::Instant closed = opened + 15h;  // 22:30, the last batch is collected
  const base::Instant next_day = opened + 24h;
  SessionStanding s{1, 1, false, closed, opened + kSessionTime};
  CHECK(is_signed_in(s, closed));
  s.last_seen = next_day;
  CHECK(why_ended(s, next_day) == "expired");
}

TEST_CASE("a session holds until its end, its idle time, a change of the account") {
  const base::Instant t = base::from_millis(1'684'546'200'000);
  const SessionStanding good{3, 3, false, t, t + kSessionTime};
  CHECK(is_signed_in(good, t));
  CHECK(is_signed_in(good, t + kIdleTime - 1ms));
  CHECK_FALSE(is_signed_in(good, t + kIdleTime));
  CHECK(why_ended(good, t + kIdleTime) == "idle");
  SessionStanding s = good;
  s.last_seen = t + kSessionTime - 1min;
  CHECK(is_signed_in(s, t + kSessionTime - 1ms));
  CHECK_FALSE(is_signed_in(s, t + kSessionTime));
  CHECK(why_ended(s, t + kSessionTime) == "expired");
  s = good;
  s.account_epoch = 4;
  CHECK_FALSE(is_signed_in(s, t));
  CHECK(why_ended(s, t) == "revoked");
  s = good;
  s.account_disabled = true;
  CHECK_FALSE(is_signed_in(s, t));
  CHECK(why_ended(s, t) == "disabled");
}
