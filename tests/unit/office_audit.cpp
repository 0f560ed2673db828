// What the office has written of the door, and what a restarted server knows of it.
#include <catch2/catch.hpp>

#include "base/clock.hpp"
#include "journal_memory_store.hpp"
#include "office/audit_book.hpp"
#include "office/recovery.hpp"

using namespace examhall;
using namespace std::chrono_literals;

namespace {

struct AuditWorld {
  base::ManualClock clock{base::from_millis(1'684'546'200'000)};
  std::vector<std::string> house, batch;
  std::vector<std::function<void()>> waiting;
  office::AuditBook book{clock,
                         {[this](std::string_view kind, std::string body, std::function<void()> on_disk) {
                            house.push_back(std::string{kind} + " " + body);
                            waiting.push_back(std::move(on_disk));
                          },
                          [this](std::int64_t id, const exam::Noted& n) {
                            batch.push_back(std::to_string(id) + " " + n.kind + " " + n.by + ": " + n.text);
                          }}};
};

}  // namespace

TEST_CASE("who writes is told once it is on disk") {
  AuditWorld w;
  bool told = false;
  w.book.write(staff::StaffSignedIn{"zhao", 7, "10.0.0.9"}, [&] { told = true; });
  CHECK(w.house ==
        std::vector<std::string>{R"(staff_signed_in {"account":"zhao","address":"10.0.0.9","session":7})"});
  CHECK_FALSE(told);
  w.waiting.front()();
  CHECK(told);
}

TEST_CASE("whoever waits for the disk is told once: that it is there, or that it takes too long") {
  AuditWorld w;
  std::string told;
  const auto enter = [&](const char* who) {
    w.book.write(
        staff::StaffSignedIn{who, 7, "10.0.0.9"}, [&told, who] { told += std::string{who} + " "; },
        [&told, who] { told += std::string{"no "} + who + " "; });
  };
  enter("qian");
  w.clock.advance(1s);
  enter("zhao");
  w.clock.advance(office::AuditBook::kPatience - 1s);
  w.book.look();
  CHECK(told.empty());
  w.waiting[0]();
  CHECK(told == "qian ");
  w.clock.advance(1001ms);
  w.book.look();
  CHECK(told == "qian no zhao ");
  w.waiting[1]();  // it comes to the disk after all
  enter("sun");
  w.book.close();
  enter("li");
  w.waiting[2]();
  CHECK(told == "qian no zhao no sun no li ");
  CHECK(w.house.size() == 3);
}

TEST_CASE("what the throttle refuses is one event for each address and minute") {
  AuditWorld w;
  for (int i = 0; i < 1000; ++i) w.book.counted(i % 2 == 0 ? "10.0.0.8" : "10.0.0.9", "too_many_attempts");
  w.book.look();
  CHECK(w.house.empty());
  w.clock.advance(1min);
  w.book.look();
  w.book.look();
  CHECK(
      w.house ==
      std::vector<std::string>{
          R"(sign_ins_refused {"address":"10.0.0.8","counts":{"too_many_attempts":500},"since":1684546200000})",
          R"(sign_ins_refused {"address":"10.0.0.9","counts":{"too_many_attempts":500},"since":1684546200000})"});
}

TEST_CASE("what somebody tries who may not stands in that batch, bounded too") {
  AuditWorld w;
  for (int i = 0; i < 50; ++i) w.book.forbidden(3, {"forbidden", "zhao", "extend room 305"});
  w.book.forbidden(4, {"outside_grants", "zhao", "watch batch"});
  REQUIRE(w.batch.size() == staff::RefusalLedger::kSinglesOfPlace + 1);
  CHECK(w.batch.front() == "3 forbidden zhao: extend room 305");
  CHECK(w.batch.back() == "4 outside_grants zhao: watch batch");
  w.book.close();
  REQUIRE(w.batch.size() == staff::RefusalLedger::kSinglesOfPlace + 2);
  CHECK(w.batch.back() == "3 forbidden zhao: +45 since 2023-05-20T01:30:00.000Z");
  CHECK(w.house.empty());
}

TEST_CASE("a closed book takes nothing more") {
  AuditWorld w;
  w.book.counted("10.0.0.8", "busy");
  w.book.close();
  CHECK(w.house.size() == 1);
  w.book.write(staff::SessionEnded{"zhao", 7, "idle"});
  w.book.sign_in_refused({"zhao", "10.0.0.8", "wrong_password"});
  w.book.forbidden(3, {"forbidden", "zhao", "x"});
  w.book.counted("10.0.0.8", "busy");
  w.book.close();
  CHECK(w.house.size() == 1);
  CHECK(w.batch.empty());
}

TEST_CASE("recovery passes over the house's events and knows what of the catalogue was noted") {
  journal::MemoryEventStore store;
  base::Digest link = journal::genesis_link(store.journal_id());
  std::uint64_t seq = 0;
  const auto put = [&](const staff::AuditEvent& event) {
    journal::Event e;
    e.seq = ++seq;
    e.kind = staff::kind_of(event);
    e.body = staff::body_of(event);
    e.link = link = journal::next_link(link, journal::leaf_of(e));
    store.append(std::span{&e, 1});
  };
  CHECK(office::recover(store).noted.account_change == 0);
  CHECK(office::recover(store).noted.deed == 0);
  put(staff::AccountChanged{4, "zhao", "added", "", "考务", {}});
  put(staff::AccountChanged{5, "zhao", "granted", "{}", "考务", {}});
  put(staff::StaffSignedIn{"zhao", 99, "10.0.0.9"});
  put(staff::StaffDid{9, "backup_begun", "", "{}", "考务", {}});
  const auto recovered = office::recover(store);
  CHECK(recovered.noted.account_change == 5);
  CHECK(recovered.noted.deed == 9);
  CHECK(recovered.unknown == 0);
  CHECK(recovered.events == 4);
  CHECK_FALSE(recovered.broken_at);
  CHECK(recovered.fold.batches.empty());
}
