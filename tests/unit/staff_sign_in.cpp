// One attempt to sign in: who gets in, and that whoever does not learns nothing.
#include <ctime>

#include "staff_world.hpp"

#include <catch2/catch.hpp>

using namespace examhall;
using namespace examhall::staff;
using namespace examhall::test;

namespace {

const base::Bytes kSignInSecret(20, 0x5A);

std::string code_at(base::Instant at) { return totp_code(kSignInSecret, totp_step(at)); }

struct SignInWorld {
  MemoryAccounts source;
  base::Cipher cipher = test_cipher();
  base::Instant now = kMorning;

  SignInWorld() {
    source.add("lin");
    source.add("two").totp_sealed = seal_totp(cipher, "two", kSignInSecret);
    source.add("gone").disabled = true;
  }
  SignInOutcome try_in(const SignInAttempt& a) { return check(a, source, cipher, now); }
  bool gets_in(const SignInAttempt& a) { return std::holds_alternative<SignedIn>(try_in(a)); }
  std::string_view why(const SignInAttempt& a) {
    const auto outcome = try_in(a);
    const auto* wrong = std::get_if<WrongCredentials>(&outcome);
    return wrong != nullptr ? wrong->why : "";
  }
  bool is_wrong(const SignInAttempt& a) { return std::holds_alternative<WrongCredentials>(try_in(a)); }
};

}  // namespace

TEST_CASE("the right password lets in, and says who it is") {
  SignInWorld w;
  const auto outcome = w.try_in(attempt("lin"));
  const auto* in = std::get_if<SignedIn>(&outcome);
  REQUIRE(in != nullptr);
  CHECK(in->login == "lin");
  CHECK(in->name == "样例lin");
  CHECK(in->epoch == 4);
  CHECK(in->account == w.source.accounts["lin"].id);
  CHECK(w.gets_in(attempt("lin", kPassword, "000000")));  // a code that nobody asked for
}

TEST_CASE("whatever is wrong, the answer is the same") {
  SignInWorld w;
  CHECK(w.is_wrong(attempt("nobody")));
  CHECK(w.is_wrong(attempt("lin", "kzwm4tqpxvaE")));
  CHECK(w.is_wrong(attempt("lin", "")));
  CHECK(w.is_wrong(attempt("gone")));
  CHECK(w.is_wrong(attempt("two")));
  CHECK(w.is_wrong(attempt("two", kPassword, "000000")));
  CHECK(w.is_wrong(attempt("two", "wrong", code_at(w.now))));
  CHECK(w.is_wrong(attempt("")));
  CHECK(w.is_wrong(attempt("Lin")));
  CHECK(w.is_wrong(attempt("lin' OR 1=1")));
  CHECK(w.is_wrong(attempt("lin", std::string(4000, 'x'))));
}

TEST_CASE("the record is told what was wrong") {
  SignInWorld w;
  CHECK(w.why(attempt("nobody")) == "unknown_account");
  CHECK(w.why(attempt("lin' OR 1=1")) == "unknown_account");
  CHECK(w.why(attempt("lin", "wrong")) == "wrong_password");
  CHECK(w.why(attempt("two", "wrong", code_at(w.now))) == "wrong_password");
  CHECK(w.why(attempt("gone")) == "disabled");
  CHECK(w.why(attempt("two", kPassword, "000000")) == "wrong_code");
  CHECK(w.gets_in(attempt("two", kPassword, code_at(w.now))));
  CHECK_FALSE(w.why(attempt("two", kPassword, code_at(w.now))).empty());
}

TEST_CASE("an unknown, an impossible and a wrong one cost about the same") {
  SignInWorld w;
  w.source.accounts["lin"].password = hash_password(kPassword);
  const auto cost = [&](const char* login, const std::string& password) {
    std::clock_t least = 0;
    for (int i = 0; i < 3; ++i) {
      const std::clock_t before = std::clock();
      CHECK(w.is_wrong(attempt(login, password)));
      const std::clock_t took = std::clock() - before;
      least = i == 0 ? took : std::min(least, took);
    }
    return static_cast<double>(least);
  };
  const double wrong = cost("lin", "wrong");
  for (const double other :
       {cost("nobody", "wrong"), cost("no body!", "wrong"), cost("lin", std::string(4000, 'x'))}) {
    CHECK(other > wrong * 0.6);
    CHECK(other < wrong * 1.7);
  }
}

TEST_CASE("a code is good once, and is not used up by who does not know the password") {
  SignInWorld w;
  const std::string code = code_at(w.now);
  CHECK(w.is_wrong(attempt("two", "wrong", code)));
  CHECK(w.gets_in(attempt("two", kPassword, code)));
  CHECK(w.is_wrong(attempt("two", kPassword, code)));
  w.now += std::chrono::seconds{30};
  CHECK(w.is_wrong(attempt("two", kPassword, code)));
  CHECK(w.gets_in(attempt("two", kPassword, code_at(w.now))));
  w.source.accounts["two"].disabled = true;
  w.now += std::chrono::seconds{30};
  CHECK(w.is_wrong(attempt("two", kPassword, code_at(w.now))));
  w.source.accounts["two"].disabled = false;
  CHECK(w.gets_in(attempt("two", kPassword, code_at(w.now))));
}

TEST_CASE("of two who send the same code at once, one gets in") {
  SignInWorld w;
  // Both have read the account before either has written the step.
  class Stale final : public AccountSource {
   public:
    explicit Stale(AccountSource& real) : real_{real}, seen_{real.find("two")} {}
    std::optional<KnownAccount> find(std::string_view) override { return seen_; }
    bool accept_totp_step(std::int64_t a, std::int64_t s) override { return real_.accept_totp_step(a, s); }
    void replace_hash(std::int64_t, std::string_view, std::string_view) override {}

   private:
    AccountSource& real_;
    std::optional<KnownAccount> seen_;
  } one{w.source}, two{w.source};
  const auto a = attempt("two", kPassword, code_at(w.now));
  CHECK(std::holds_alternative<SignedIn>(check(a, one, w.cipher, w.now)));
  CHECK(std::holds_alternative<WrongCredentials>(check(a, two, w.cipher, w.now)));
}

TEST_CASE("a second factor that cannot be read lets nobody in without it") {
  SignInWorld w;
  w.source.accounts["lin"].totp_sealed = w.source.accounts["two"].totp_sealed;  // another's row
  CHECK(w.is_wrong(attempt("lin", kPassword, code_at(w.now))));
  CHECK(w.is_wrong(attempt("lin")));
  w.source.accounts["two"].totp_sealed = "damaged";
  CHECK(w.is_wrong(attempt("two", kPassword, code_at(w.now))));
}

TEST_CASE("a hash from cheaper days is replaced when its password is known, and by nobody else") {
  SignInWorld w;
  const std::string old = w.source.accounts["lin"].password;
  CHECK(w.is_wrong(attempt("lin", "wrong")));
  CHECK(w.source.accounts["lin"].password == old);
  w.source.cannot_write = true;
  CHECK(w.gets_in(attempt("lin")));
  CHECK(w.source.accounts["lin"].password == old);
  w.source.cannot_write = false;
  CHECK(w.gets_in(attempt("lin")));
  CHECK(w.source.accounts["lin"].password.starts_with("scrypt$ln=15"));
  CHECK(w.gets_in(attempt("lin")));
}

TEST_CASE("a database that is away is no wrong password") {
  SignInWorld w;
  w.source.broken = true;
  CHECK(std::holds_alternative<Unavailable>(w.try_in(attempt("lin"))));
  CHECK(std::holds_alternative<Unavailable>(w.try_in(attempt("nobody"))));
}
