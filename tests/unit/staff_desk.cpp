// Where attempts wait: bounds, order, throttle, and the threads that serve them.
#include <future>
#include <set>

#include "staff/device.hpp"
#include "staff/sign_in_pool.hpp"
#include "staff_world.hpp"

#include <catch2/catch.hpp>

using namespace examhall;
using namespace examhall::staff;
using namespace examhall::test;
using namespace std::chrono_literals;
using State = Admission::State;

namespace {

struct DeskWorld {
  base::ManualClock clock{kMorning};
  base::Cipher cipher = test_cipher();
  MemoryAccounts source;
  SignInDesk desk{clock, cipher};
  std::vector<std::string> served;

  DeskWorld() { source.add("lin"), source.add("an"); }
  Admission submit(SignInAttempt a) {
    std::string label = a.login;
    return desk.submit(std::move(a), [this, label](const SignInOutcome& outcome) {
      served.push_back(label + (std::holds_alternative<SignedIn>(outcome)      ? " in"
                                : std::holds_alternative<Unavailable>(outcome) ? " unavailable"
                                                                               : " wrong"));
    });
  }
  void work() {
    while (desk.work_one(source)) {
    }
  }
  void fail_from(const std::string& address, int times) {
    for (int i = 0; i < times; ++i) {
      CHECK(submit(attempt("lin", "wrong", {}, address)).state == State::waits);
      work();
      clock.advance(8s);
    }
  }
};

}  // namespace

TEST_CASE("attempts are served in order, each answered once") {
  DeskWorld w;
  CHECK_FALSE(w.desk.work_one(w.source));
  CHECK(w.submit(attempt("lin")).state == State::waits);
  CHECK(w.submit(attempt("nobody")).state == State::waits);
  CHECK(w.submit(attempt("an")).state == State::waits);
  CHECK(w.served.empty());
  w.work();
  CHECK(w.served == std::vector<std::string>{"lin in", "nobody wrong", "an in"});
  const auto counters = w.desk.counters();
  CHECK(counters.signed_in == 2);
  CHECK(counters.wrong == 1);
}

TEST_CASE("64 wait, of one address 48; who is turned away for that has not failed") {
  DeskWorld w;
  // Wrong, at an account whose hash is cheap to check.
  const auto cheap = [&](const std::string& login, const std::string& address = "192.0.2.7") {
    w.source.add(login);
    return attempt(login, "wrong", {}, address);
  };
  for (int i = 0; i < 48; ++i) CHECK(w.submit(cheap("p" + std::to_string(i))).state == State::waits);
  for (int i = 0; i < 20; ++i) CHECK(w.submit(attempt("lin")).state == State::busy);
  for (int i = 0; i < 16; ++i) {
    CHECK(w.submit(cheap("q" + std::to_string(i), "198.51.100." + std::to_string(i))).state == State::waits);
  }
  CHECK(w.submit(attempt("an", kPassword, {}, "203.0.113.1")).state == State::busy);
  CHECK(w.desk.counters().busy == 21);
  CHECK(w.desk.work_one(w.source));
  CHECK(w.submit(attempt("lin")).state == State::waits);
  w.work();
  CHECK(w.served.size() == 65);
  CHECK(w.served.back() == "lin in");
}

TEST_CASE("guessing is slowed down at one place and costs the owner elsewhere nothing") {
  DeskWorld w;
  w.fail_from("203.0.113.9", 8);
  CHECK(w.submit(attempt("lin", "wrong", {}, "203.0.113.9")).state == State::waits);
  const Admission refused = w.submit(attempt("lin", "wrong", {}, "203.0.113.9"));
  CHECK(refused.state == State::too_many);
  CHECK(refused.wait == 8s);
  CHECK(w.submit(attempt("lin")).state == State::waits);
  w.work();
  CHECK(w.served.back() == "lin in");
  CHECK(w.desk.counters().too_many == 1);
}

TEST_CASE("attempts that wait count too: nobody tries twenty at once") {
  DeskWorld w;
  int admitted = 0;
  for (int i = 0; i < 20; ++i) admitted += w.submit(attempt("lin", "wrong")).state == State::waits ? 1 : 0;
  CHECK(admitted == 3);
}

TEST_CASE("an unknown account is throttled as a known one is") {
  DeskWorld w;
  for (const char* login : {"lin", "nobody", "not a login!"}) {
    for (int i = 0; i < 3; ++i) CHECK(w.submit(attempt(login, "wrong")).state == State::waits);
    w.work();
    CHECK(w.submit(attempt(login, "wrong")).wait == 1s);
  }
}

TEST_CASE("behind the attacker's own address the owner's browser gets in at once, and first") {
  DeskWorld w;
  w.fail_from("192.0.2.7", 8);
  CHECK(w.submit(attempt("lin", "wrong")).state == State::waits);
  CHECK(w.submit(attempt("lin")).state == State::too_many);
  for (int i = 0; i < 47; ++i) w.submit(attempt("p" + std::to_string(i)));
  SignInAttempt owner = attempt("lin");
  owner.device = device_mark(w.cipher, "lin");
  CHECK(w.submit(std::move(owner)).state == State::waits);
  w.served.clear();
  CHECK(w.desk.work_one(w.source));
  CHECK(w.served == std::vector<std::string>{"lin in"});
  SignInAttempt thief = attempt("lin", "wrong");
  thief.device = device_mark(w.cipher, "an");
  CHECK(w.submit(std::move(thief)).state == State::busy);
}

TEST_CASE("a browser that is known is throttled by its own failures") {
  DeskWorld w;
  const std::string mark = device_mark(w.cipher, "lin");
  const auto from_there = [&](std::string_view password) {
    SignInAttempt a = attempt("lin", password);
    a.device = mark;
    return w.submit(std::move(a)).state;
  };
  for (int i = 0; i < 3; ++i) CHECK(from_there("wrong") == State::waits);
  w.work();
  CHECK(from_there(kPassword) == State::too_many);
  w.clock.advance(1s);
  CHECK(from_there(kPassword) == State::waits);
  w.work();
  CHECK(w.served.back() == "lin in");
  CHECK(from_there(kPassword) == State::waits);
}

TEST_CASE("a database that is away counts no failure against anybody") {
  DeskWorld w;
  w.source.broken = true;
  for (int i = 0; i < 10; ++i) {
    CHECK(w.submit(attempt("lin")).state == State::waits);
    w.work();
  }
  CHECK(w.served.back() == "lin unavailable");
  CHECK(w.desk.counters().unavailable == 10);
  w.source.broken = false;
  CHECK(w.submit(attempt("lin")).state == State::waits);
  w.work();
  CHECK(w.served.back() == "lin in");
}

TEST_CASE("a closed desk answers those who wait and admits no more") {
  DeskWorld w;
  w.submit(attempt("lin"));
  w.submit(attempt("an"));
  w.desk.close();
  CHECK(w.served == std::vector<std::string>{"lin unavailable", "an unavailable"});
  CHECK(w.submit(attempt("lin")).state == State::busy);
  CHECK_FALSE(w.desk.work_next(w.source));
  w.desk.close();
  CHECK(w.served.size() == 2);
}

TEST_CASE("two threads serve everybody, each with a source of its own; the pool's end answers all") {
  DeskWorld w;
  std::mutex mutex;
  std::set<std::thread::id> makers;
  std::atomic<int> answered{0};
  std::vector<std::promise<bool>> got(30);
  {
    SignInPool pool{w.desk, [&]() -> std::unique_ptr<AccountSource> {
                      const std::scoped_lock lock{mutex};
                      makers.insert(std::this_thread::get_id());
                      return std::make_unique<MemoryAccounts>(w.source);
                    }};
    for (std::size_t i = 0; i < got.size(); ++i) {
      const Admission a = w.desk.submit(attempt("lin", kPassword, {}, "192.0.2." + std::to_string(i)),
                                        [&, i](const SignInOutcome& o) {
                                          ++answered;
                                          got[i].set_value(std::holds_alternative<SignedIn>(o));
                                        });
      CHECK(a.state == State::waits);
    }
    for (auto& promise : got) CHECK(promise.get_future().get());
    for (int i = 0; i < 3; ++i) w.desk.submit(attempt("an"), [&](const SignInOutcome&) { ++answered; });
  }
  CHECK(answered == 33);
  CHECK(!makers.empty());
  CHECK(makers.size() <= 2);
  CHECK(makers.count(std::this_thread::get_id()) == 0);
}

TEST_CASE("a source that cannot be opened is tried again at the next attempt") {
  DeskWorld w;
  std::atomic<int> made{0};
  SignInPool pool{w.desk,
                  [&]() -> std::unique_ptr<AccountSource> {
                    if (++made == 1) throw std::runtime_error{"not yet"};
                    return std::make_unique<MemoryAccounts>(w.source);
                  },
                  1};
  const auto outcome_of = [&] {
    std::promise<SignInOutcome> promise;
    w.desk.submit(attempt("lin"), [&](SignInOutcome o) { promise.set_value(std::move(o)); });
    return promise.get_future().get();
  };
  CHECK(std::holds_alternative<Unavailable>(outcome_of()));
  CHECK(std::holds_alternative<SignedIn>(outcome_of()));
  CHECK(std::holds_alternative<SignedIn>(outcome_of()));
  CHECK(made == 2);
}
