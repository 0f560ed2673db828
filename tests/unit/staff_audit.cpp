// The record of the console's door: its written form, and how little strangers can have written.
#include <catch2/catch.hpp>

#include "staff/audit_event.hpp"
#include "staff/refusal_ledger.hpp"

using namespace examhall;
using namespace examhall::staff;
using namespace std::chrono_literals;

namespace {

const base::Instant kNow = base::from_millis(1'684'546'200'000);

const std::vector<AuditEvent> kEvents{
    StaffSignedIn{"zhao", 7, "10.0.0.9"},
    SignInRefused{"zhao", "10.0.0.9", "wrong_password"},
    SignInsRefused{"10.0.0.9", kNow, {{"too_many_attempts", 40}, {"wrong_password", 3}}},
    SessionEnded{"zhao", 7, "revoked"},
    AccountChanged{12, "zhao", "granted", R"({"role":"proctor"})", "考务", kNow},
    StaffDid{3, "tickets_drawn", "2023-04-J", R"({"tickets":120})", "考务", kNow}};

}  // namespace

TEST_CASE("what is written of the door and the accounts is read again") {
  std::vector<std::string> kinds;
  for (const AuditEvent& event : kEvents) {
    const std::string body = body_of(event);
    const auto again = read_audit_event(kind_of(event), body);
    REQUIRE(again);
    CHECK(again->index() == event.index());
    CHECK(body_of(*again) == body);
    kinds.emplace_back(kind_of(event));
  }
  CHECK(kinds == std::vector<std::string>{"staff_signed_in", "sign_in_refused", "sign_ins_refused",
                                          "staff_session_ended", "account_changed", "staff_did"});
  CHECK(body_of(kEvents[0]) == R"({"account":"zhao","address":"10.0.0.9","session":7})");
}

TEST_CASE("what is no such event is not read as one") {
  CHECK_FALSE(read_audit_event("answered", body_of(kEvents[0])));
  CHECK_FALSE(read_audit_event("staff_signed_in", body_of(kEvents[1])));
  CHECK_FALSE(read_audit_event("staff_signed_in", ""));
  CHECK_FALSE(read_audit_event("staff_signed_in", "[]"));
  CHECK_FALSE(read_audit_event("staff_signed_in",
                               R"({"account":"zhao","address":"10.0.0.9","session":7,"token":"x"})"));
}

TEST_CASE("the first refusals of a minute are written, the rest is counted by place") {
  RefusalLedger ledger;
  std::size_t written = 0;
  for (int i = 0; i < 100; ++i) written += ledger.is_single("a", "wrong_password", kNow + i * 100ms) ? 1 : 0;
  CHECK(written == RefusalLedger::kSinglesOfPlace);
  CHECK(ledger.is_single("b", "wrong_password", kNow + 20s));
  ledger.count("b", "busy", kNow + 21s);
  CHECK(ledger.due(kNow + 60s - 1ms).empty());
  const auto sums = ledger.due(kNow + 60s);
  REQUIRE(sums.size() == 2);
  CHECK(sums[0].place == "a");
  CHECK(sums[0].since == kNow);
  CHECK(sums[0].counts.at("wrong_password") == 100 - RefusalLedger::kSinglesOfPlace);
  CHECK(sums[1].counts.at("busy") == 1);
  CHECK(ledger.due(kNow + 10min).empty());
  CHECK(ledger.is_single("a", "wrong_password", kNow + 61s));
  CHECK(ledger.due(kNow + 10min).empty());  // what was written is not counted too
}

TEST_CASE("a crowd of places cannot have more written than the bounds") {
  RefusalLedger ledger;
  std::size_t written = 0;
  for (int i = 0; i < 10'000; ++i)
    written += ledger.is_single(std::to_string(i), "wrong_password", kNow + base::Span{i}) ? 1 : 0;
  CHECK(written == RefusalLedger::kSinglesInAll);
  const auto sums = ledger.close();
  CHECK(sums.size() <= RefusalLedger::kMostPlaces + 1);
  std::uint64_t counted = 0;
  for (const auto& sum : sums) counted += sum.counts.at("wrong_password");
  CHECK(written + counted == 10'000);
  CHECK(std::count_if(sums.begin(), sums.end(), [](const auto& s) { return s.place.empty(); }) == 1);
}
