#include "bank/diff.hpp"
#include "bank/json_writer.hpp"
#include "bank_image.hpp"
#include "bank_support.hpp"

using namespace examhall;
using namespace examhall::test;

namespace {

Bank sample() {
  Json file = Json::parse(bank_text(
      {members(
           R"json({"id":"S1","type":"single","topic":"发票","difficulty":2,"text":"甲 ![图](a.png)","options":["一","二 ![图](b.png)"],
                   "keep_order":true,"answer":"A","points":"2","explanation":"因为","images":["b.png"]})json"),
       members(
           R"({"id":"M1","type":"multiple","text":"乙","options":["一","二","三"],"answer":"CA","under_selection":"per_option","per_option":"0.50"})"),
       members(R"({"id":"T1","type":"true_false","text":"丙","answer":false,"points":"1.5"})"),
       members(
           R"({"id":"N1","type":"numeric","text":"丁","answer":"1,234.50","compare":"absolute","tolerance":"0.010","unit":"元"})"),
       members(
           R"({"id":"N2","type":"numeric","text":"戊","answer":"5.00%","compare":"decimals","decimals":2,"unit":"%"})")}));
  file["note"] = "样题";
  file["images"] = {{"a.png", {{"base64", base::to_base64(base::bytes_of(png(1, 1)))}}},
                    {"b.png", {{"base64", base::to_base64(base::bytes_of(png(2, 2)))}}}};
  auto reading = bank::parse_bank_json(file.dump(), "b.json");
  REQUIRE(ids(reading.problems).empty());
  return reading.bank;
}

}  // namespace

TEST_CASE("reading what was written gives an equal bank") {
  const Bank bank = sample();
  const auto again = bank::parse_bank_json(bank::write_bank_json(bank), "again.json");
  CHECK(ids(again.problems).empty());
  CHECK(again.bank == bank);
  CHECK(bank::write_bank_json(again.bank) == bank::write_bank_json(bank));
}

TEST_CASE("settings are kept in one form") {
  const Bank bank = sample();
  CHECK(bank::to_members(bank.items[1])["answer"] == "AC");
  CHECK(bank::to_members(bank.items[1])["per_option"] == "0.5");
  CHECK(bank::to_members(bank.items[3])["answer"] == "1234.50");
  CHECK(bank::to_members(bank.items[3])["tolerance"] == "0.01");
  CHECK(bank::to_members(bank.items[4])["answer"] == "5.00");
  CHECK(bank.items[0].view.images[0].name == "b.png");
  CHECK(bank.items[0].view.images[1].name == "a.png");
}

TEST_CASE("members are written in the order in which people read them") {
  const std::string text = bank::write_bank_json(sample());
  CHECK(text.find("\"id\"") < text.find("\"type\""));
  CHECK(text.find("\"type\"") < text.find("\"text\""));
  CHECK(text.find("\"options\"") < text.find("\"answer\""));
}

TEST_CASE("a new version is compared item by item") {
  const Bank before = sample();
  Bank after = before;
  after.items[0].secret.key["answer"] = "B";
  after.items[0].view.text = "新";
  after.items[3].secret.key = members(R"({"answer":"1","compare":"exact"})");
  after.items[2].id = "T2";
  const bank::BankDiff d = bank::diff(before, after);
  CHECK(d.added == std::vector<std::string>{"T2"});
  CHECK(d.removed == std::vector<std::string>{"T1"});
  CHECK(d.changed == std::vector<bank::ChangedItem>{{"S1", {"answer", "text"}},
                                                    {"N1", {"answer", "compare", "tolerance"}}});
  CHECK(d.unchanged == 2);
}

TEST_CASE("a redrawn image is a change") {
  const Bank before = sample();
  Bank after = before;
  after.items[0].view.images[0].hash[0] ^= 1;
  CHECK(bank::diff(before, after).changed == std::vector<bank::ChangedItem>{{"S1", {"images"}}});
  CHECK(bank::diff(before, before).unchanged == 5);
}
