// The record of the door as it is read from the journal: filtered, and not from a broken chain.
#include <catch2/catch.hpp>

#include "exam/event_json.hpp"
#include "examctl/account_log.hpp"
#include "journal_memory_store.hpp"
#include "staff/audit_event.hpp"

using namespace examhall;
using examctl::read_account_log;
using namespace std::chrono_literals;

namespace {

const base::Instant kNow = base::from_millis(1'684'546'200'000);

struct Journal {
  journal::MemoryEventStore store;
  base::Digest link = journal::genesis_link(store.journal_id());
  std::uint64_t seq = 0;

  void put(std::int64_t batch, std::string_view kind, std::string body, bool sound = true) {
    journal::Event e;
    e.seq = ++seq;
    e.at = kNow + std::chrono::seconds{seq};
    e.batch = batch;
    e.kind = kind;
    e.body = std::move(body);
    link = journal::next_link(link, journal::leaf_of(e));
    e.link = sound ? link : base::Digest{};
    store.append(std::span{&e, 1});
  }
  void put(const staff::AuditEvent& event) { put(0, staff::kind_of(event), staff::body_of(event)); }
  void put(const exam::BatchEvent& event) {
    const exam::Written w = exam::write(event);
    put(7, w.kind, w.body);
  }
  Journal() {
    exam::Batch batch;
    batch.id = 7;
    batch.code = "2023-04-J";
    batch.zone = "Asia/Shanghai";
    batch.window = {kNow + 1h, kNow + 2h};
    batch.paper = std::string(64, 'a');
    put(exam::BatchScheduled{batch});
    put(staff::AccountChanged{1, "zhao", "added", "", "sun", kNow});
    put(staff::StaffSignedIn{"zhao", 5, "10.0.0.9"});
    put(exam::Noted{"forbidden", "zhao", "extend room 305"});
    put(exam::Noted{"incident", "zhao", "no concern of this list"});
    put(staff::SignInsRefused{"10.0.0.9", kNow, {{"busy", 2}, {"wrong_password", 3}}});
    put(staff::StaffDid{1, "tickets_drawn", "2023-04-J", R"({"tickets":120})", "sun", kNow});
    put(0, "of_tomorrow", R"({"x":1})");
  }
  std::vector<std::string> kinds(const examctl::LogFilter& filter) {
    std::vector<std::string> out;
    for (const auto& e : read_account_log(store, filter).entries) out.push_back(e.kind);
    return out;
  }
};

}  // namespace

TEST_CASE("the list holds the house's events and what was not allowed in a batch") {
  Journal j;
  CHECK(j.kinds({}) == std::vector<std::string>{"account_changed", "staff_signed_in", "forbidden",
                                                "sign_ins_refused", "staff_did", "of_tomorrow"});
  const auto log = read_account_log(j.store, {});
  CHECK(log.events == 8);
  CHECK(log.entries[0].by == "sun");
  CHECK(log.entries[1].session == 5);
  CHECK(log.entries[2].batch == "2023-04-J");
  CHECK(log.entries[2].what == "extend room 305");
  CHECK(log.entries[3].what == "busy 2, wrong_password 3 since 2023-05-20T01:30:00.000Z");
  CHECK(log.entries[4].what == "tickets_drawn");
  CHECK(log.entries[4].detail == R"({"tickets":120})");
  CHECK(log.entries[5].what == R"({"x":1})");
}

TEST_CASE("it is narrowed to an account, and to a time from one end up to the other") {
  Journal j;
  CHECK(j.kinds({.account = "zhao"}) ==
        std::vector<std::string>{"account_changed", "staff_signed_in", "forbidden"});
  CHECK(j.kinds({.account = "sun"}) == std::vector<std::string>{"account_changed", "staff_did"});
  CHECK(j.kinds({.batch = "2023-04-J"}) == std::vector<std::string>{"forbidden", "staff_did"});
  CHECK(j.kinds({.account = "nobody"}).empty());
  CHECK(j.kinds({.since = kNow + 3s, .until = kNow + 4s}) == std::vector<std::string>{"staff_signed_in"});
}

TEST_CASE("a chain that breaks is told") {
  Journal j;
  CHECK_FALSE(read_account_log(j.store, {}).broken_at);
  j.put(0, "staff_signed_in", "{}", false);
  CHECK(read_account_log(j.store, {}).broken_at == 9);
}
