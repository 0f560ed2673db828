#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <random>

#include "table/archive.hpp"
#include "table/bank_export.hpp"
#include "table/bank_table.hpp"
#include "table_support.hpp"

using namespace examhall;
using namespace examhall::table;
using namespace examhall::table::test;

namespace {

using base::Json;

// Texts that tables are known to spoil.
const std::vector<std::string> kOddTexts{"=1+1",  "+86 电话", "-甲",    "@x",         "'引号",   "''=1",
                                         "a,b",   "a\"b\"",   "一\n二", "_x0041_",    "_x000D_", "1-2",
                                         "0012",  "1E5",      "TRUE",   "2023-05-20", "＝A1",    "A. 甲",
                                         "甲|乙", "甲；乙",   "13%",    "（　）",     "&<>",     "𠮷 ①"};

bank::Bank random_bank(unsigned seed) {
  std::mt19937 random{seed};
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random()) % n; };
  const auto odd = [&] { return kOddTexts[below(kOddTexts.size())]; };
  std::vector<bank::RawItem> items;
  for (int i = 0; i < 60; ++i) {
    Json m{{"id", fmt::format("I-{}", i)},
           {"text", fmt::format("{} {}", odd(), i)},
           {"difficulty", 1 + below(5)},
           {"points", std::vector<std::string>{"1", "1.5", "0.25", "12"}[below(4)]}};
    if (below(2) == 0) m["topic"] = odd() + "题";
    if (below(2) == 0) m["explanation"] = odd();
    const char* types[] = {"single", "multiple", "true_false", "numeric"};
    const std::string type = types[below(4)];
    m["type"] = type;
    if (type == "single" || type == "multiple") {
      const std::size_t n = 2 + below(9);
      for (std::size_t o = 0; o < n; ++o) m["options"].push_back(fmt::format("{}{}", odd(), o));
      m["answer"] = type == "single" ? std::string(1, static_cast<char>('A' + below(n))) : "AB";
      if (below(3) == 0) m["keep_order"] = true;
    }
    if (type == "multiple" && below(2) == 0) {
      m["under_selection"] = std::vector<std::string>{"none", "share", "half", "per_option"}[below(4)];
      if (m["under_selection"] == "per_option") m["per_option"] = "0.5";
    }
    if (type == "true_false") m["answer"] = below(2) == 0;
    if (type == "numeric") {
      m["answer"] = std::vector<std::string>{"997.50", "-12", "0.001", "1234567.89"}[below(4)];
      m["compare"] = std::vector<std::string>{"exact", "absolute", "relative", "decimals"}[below(4)];
      if (m["compare"] == "absolute" || m["compare"] == "relative") m["tolerance"] = "0.01";
      if (m["compare"] == "decimals") m["decimals"] = 3;
      if (below(2) == 0) m["unit"] = "元";
    }
    items.push_back({std::move(m)});
  }
  base::Problems problems;
  bank::Bank bank = bank::assemble_bank({.id = "b-1", .title = "题库一", .note = "说明 =1"}, items, problems);
  for (const base::Problem& p : problems) {
    if (p.severity == base::Severity::error)
      FAIL(base::to_line(p, base::Language::en) + " " + p.place.column);
  }
  return bank;
}

}  // namespace

TEST_CASE("banks read back equal from workbooks and text tables") {
  const Folder folder;
  for (unsigned seed = 1; seed <= 12; ++seed) {
    const bank::Bank bank = random_bank(seed);
    for (const auto language : {base::Language::zh, base::Language::en}) {
      CAPTURE(seed);
      REQUIRE(write_bank_xlsx(folder.file("out.xlsx"), bank, language).empty());
      const auto workbook = read_bank_table(folder.file("out.xlsx"));
      CHECK(workbook.usable());
      CHECK((workbook.bank == bank));
      REQUIRE(write_bank_csv(folder.file("out.csv"), bank, language).empty());
      const auto text = read_bank_table(folder.file("out.csv"),
                                        {.header = {.id = bank.id, .title = bank.title, .note = bank.note}});
      CHECK(text.usable());
      CHECK((text.bank == bank));
    }
  }
}

TEST_CASE("no exported cell can run as a formula") {
  const Folder folder;
  REQUIRE(write_bank_xlsx(folder.file("out.xlsx"), random_bank(3)).empty());
  const auto tables = read_tables(folder.file("out.xlsx"));
  REQUIRE(tables);
  for (const Row& row : tables->at(0).rows) {
    for (const Cell& cell : row.cells) CHECK(cell.kind == CellKind::text);
  }
  REQUIRE(write_bank_csv(folder.file("out.csv"), random_bank(3)).empty());
  const std::string csv = read_bytes(folder.file("out.csv"));
  for (const char* start : {"\n=", ",=", ",\"=", ",@", ",\"@", ",+86", ",-甲", ",＝"}) {
    CAPTURE(start);
    CHECK(csv.find(start) == std::string::npos);
  }
}

TEST_CASE("images named in a table come back from the files beside it") {
  const Folder folder;
  const std::string png = "\x89PNG\r\n\x1A\n" +
                          std::string{"\0\0\0\x0DIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0", 21} +
                          std::string(60, '\0');
  folder.write("v.png", png);
  const auto first =
      read_bank_table(folder.write("a.csv", "编号,题型,题干,答案,图片\n1,判断题,甲,对,v.png\n"));
  REQUIRE(first.usable());
  const Folder other;
  write_bank_images(other.file("."), first.bank);
  REQUIRE(write_bank_xlsx(other.file("a.xlsx"), first.bank).empty());
  CHECK((read_bank_table(other.file("a.xlsx")).bank == first.bank));
}

TEST_CASE("items that no row can hold stop the export, and nothing is written") {
  const Folder folder;
  bank::Bank bank = random_bank(1);
  bank.items[4].view.type = "robot_flow";
  const auto problems = write_bank_xlsx(folder.file("out.xlsx"), bank);
  CHECK(ids(problems) == Ids{"item_has_no_table_form"});
  CHECK(problems.at(0).place.column == "I-4");
  CHECK(ids(write_bank_csv(folder.file("out.csv"), bank)) == Ids{"item_has_no_table_form"});
  CHECK_FALSE(std::filesystem::exists(folder.file("out.xlsx")));
  CHECK_FALSE(std::filesystem::exists(folder.file("out.csv")));
}

TEST_CASE("the template is empty, understood and skips its own examples") {
  const Folder folder;
  for (const auto language : {base::Language::zh, base::Language::en}) {
    write_bank_template(folder.file("template.xlsx"), language);
    const auto reading = read_bank_table(folder.file("template.xlsx"));
    CHECK(ids(reading.problems) == Ids{"items_count"});
    const auto tables = read_tables(folder.file("template.xlsx"));
    REQUIRE(tables);
    REQUIRE(tables->size() == 3);
    CHECK(tables->at(0).rows.size() == 1);
    CHECK(tables->at(1).rows.size() > 10);
    CHECK(tables->at(2).rows.size() > 10);
    std::string sheet;
    auto archive = Archive::open(folder.file("template.xlsx"), {});
    REQUIRE(archive);
    REQUIRE_FALSE(
        archive->read("xl/worksheets/sheet1.xml", [&](std::string_view b) { return sheet += b, true; }));
    CHECK(sheet.find("state=\"frozen\"") != std::string::npos);
    CHECK(sheet.find(language == base::Language::zh ? "单选题,多选题,判断题"
                                                    : "single,multiple,true_false") != std::string::npos);
    CHECK(sheet.find(language == base::Language::zh ? "易,较易,中,较难,难" : "1,2,3,4,5") !=
          std::string::npos);
  }
}
