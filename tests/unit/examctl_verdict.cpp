// What a rehearsal's figures mean.
#include <catch2/catch.hpp>

#include "examctl/rehearsal_verdict.hpp"

using namespace examhall::examctl;

namespace {

Rehearsed good() {
  Rehearsed r;
  r.candidates = r.receipts = 1000;
  r.answers_per_second = 100;
  r.ack_p99_ms = 3;
  r.ack_max_ms = 20;
  r.first_question_ms = 300;
  r.whole_paper_ms = 600;
  r.login_p99_ms = 10;
  r.server_cpu_share = 0.05;
  r.resident_mb = 60;
  r.available_mb = 4000;
  r.open_files_limit = 20'000;
  return r;
}

}  // namespace

TEST_CASE("a good run holds, and says where the nearest limit lies") {
  const Verdict v = judge(good());
  CHECK(v.holds == Holds::yes);
  CHECK(v.findings.empty());
  CHECK(v.limit == 14'000);  // 70 % of a processor
  CHECK(v.limited_by.en == "the processor");
  Rehearsed few_files = good();
  few_files.open_files_limit = 4096;
  CHECK(judge(few_files).limit == 3996);
  Rehearsed little_memory = good();
  little_memory.available_mb = 150;
  CHECK(judge(little_memory).limit == 3000);
  CHECK(judge(little_memory).limited_by.en == "memory");
}

TEST_CASE("what the real configuration does not let in does not hold") {
  const auto with = [](std::size_t connections, std::size_t of_one_address) {
    Rehearsed r = good();
    r.connections = connections;
    r.connections_per_address = of_one_address;
    return judge(r);
  };
  CHECK(with(1000, 1000).holds == Holds::yes);
  CHECK(with(999, 1000).holds == Holds::no);
  CHECK(with(999, 1000).findings.front().en.find("999 connections") != std::string::npos);
  const Verdict one_address = with(12'000, 999);
  CHECK(one_address.holds == Holds::barely);
  REQUIRE(one_address.findings.size() == 1);
  CHECK(one_address.findings.front().en.find("999 connections from one address") != std::string::npos);
}

TEST_CASE("the disk is a limit too: by what was measured, and never by less than an exam takes") {
  Rehearsed r = good();
  r.disk_free_mb = 250;  // 80 % of it is 200 kB for each of 1024
  r.disk_mb = 10;
  CHECK(judge(r).limit == 1024);
  CHECK(judge(r).limited_by.en == "disk space");
  CHECK(judge(r).holds == Holds::barely);
  r.disk_mb = 400;
  CHECK(judge(r).limit == 500);
  CHECK(judge(r).holds == Holds::no);
}

TEST_CASE("each bound: half of it is barely, past it is no") {
  const auto with = [](double Rehearsed::*member, double value) {
    Rehearsed r = good();
    r.*member = value;
    return judge(r);
  };
  for (const auto& [member, most] :
       {std::pair{&Rehearsed::ack_p99_ms, 1000.0}, std::pair{&Rehearsed::first_question_ms, 3000.0},
        std::pair{&Rehearsed::whole_paper_ms, 10'000.0}}) {
    CHECK(with(member, most / 2).holds == Holds::yes);
    CHECK(with(member, most / 2 + 1).holds == Holds::barely);
    CHECK(with(member, most).holds == Holds::barely);
    CHECK(with(member, most + 1).holds == Holds::no);
    CHECK(with(member, most + 1).findings.size() == 1);
  }
}

TEST_CASE("a candidate without a receipt is no, an error told is barely") {
  Rehearsed r = good();
  r.receipts = 999;
  CHECK(judge(r).holds == Holds::no);
  r = good();
  r.unexplained = 1;
  CHECK(judge(r).holds == Holds::barely);
}

TEST_CASE("a limit below the size is no, below one and a half of it barely") {
  Rehearsed r = good();
  r.server_cpu_share = 0.71;
  CHECK(judge(r).holds == Holds::no);
  r.server_cpu_share = 0.6;
  CHECK(judge(r).holds == Holds::barely);
  r.server_cpu_share = 0.4;
  CHECK(judge(r).holds == Holds::yes);
}

TEST_CASE("a run that cannot be trusted says so and holds all the same") {
  Rehearsed r = good();
  r.generator_lag_p99_ms = 6;
  r.stolen_share = 0.1;
  const Verdict v = judge(r);
  CHECK(v.holds == Holds::yes);
  CHECK(v.findings.size() == 2);
}
