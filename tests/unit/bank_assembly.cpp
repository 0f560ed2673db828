#include "bank/assembly.hpp"

#include <set>

#include "bank/random.hpp"
#include "bank_support.hpp"

using namespace examhall;
using namespace examhall::test;
using bank::Blueprint;
using bank::BlueprintSection;

namespace {

Bank bank_of(const char* id, std::vector<Item> items) {
  Bank b{id, id, "zh-CN", ""};
  b.items = std::move(items);
  return b;
}

// 30 single choices: ten each of 发票, 税费 and RPA; difficulty 1 to 5 in turn.
Bank singles() {
  std::vector<Item> items;
  for (int i = 0; i < 30; ++i)
    items.push_back(numbered(single_item(), i, i < 10 ? "发票" : i < 20 ? "税费" : "RPA", i % 5 + 1));
  return bank_of("singles", items);
}

Blueprint blueprint(std::vector<BlueprintSection> sections) {
  return {"卷", "证", "初级", Points{100}, std::move(sections)};
}

std::vector<std::string> item_ids(const bank::Paper& paper) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < paper.item_count(); ++i) out.push_back(paper.item(i).item.id);
  return out;
}

}  // namespace

TEST_CASE("the generator is SplitMix64") {
  bank::Random random{1234567};
  CHECK(random.next() == 6457827717110365317ULL);
  CHECK(random.next() == 3203168211198807973ULL);
  CHECK(random.next() == 9817491932198370423ULL);
}

TEST_CASE("drawing below a bound is even and stays below") {
  bank::Random random{7};
  std::array<int, 5> count{};
  for (int i = 0; i < 50000; ++i) ++count.at(random.below(5));
  for (const int c : count) CHECK(std::abs(c - 10000) < 500);
  CHECK(random.below(1) == 0);
}

TEST_CASE("equal arguments give the same paper whatever the order of banks and items") {
  const Blueprint b = blueprint({{"单选", "single", 10, Points{200}, {{"发票", 3}}}});
  Bank one = singles();
  const auto paper = bank::assemble(b, {one}, 42);
  REQUIRE(paper);
  std::reverse(one.items.begin(), one.items.end());
  Bank two = bank_of("two", {one.items.begin() + 15, one.items.end()});
  one.items.resize(15);
  CHECK(bank::assemble(b, {one, two}, 42)->hash() == paper->hash());
  CHECK(bank::assemble(b, {two, one}, 42)->hash() == paper->hash());
  CHECK(bank::assemble(b, {one, two}, 43)->hash() != paper->hash());
}

TEST_CASE("a golden draw: other versions must draw the same") {
  const auto paper =
      bank::assemble(blueprint({{"单选", "single", 5, Points{200}, {{"RPA", 2}}}}), {singles()}, 42);
  REQUIRE(paper);
  CHECK(item_ids(*paper) ==
        std::vector<std::string>{"single-026", "single-020", "single-019", "single-016", "single-029"});
}

TEST_CASE("minimums, difficulty and uniqueness hold for every seed") {
  const Blueprint b = blueprint({{"一", "single", 8, Points{200}, {{"发票", 2}, {"RPA", 3}}, 2, 4},
                                 {"二", "single", 10, Points{100}, {{"税费", 5}}}});
  std::set<std::vector<std::string>> drawn;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const auto paper = bank::assemble(b, {singles()}, seed);
    REQUIRE(paper);
    const auto all = item_ids(*paper);
    CHECK(std::set<std::string>(all.begin(), all.end()).size() == 18);
    std::map<std::string, int> first;
    for (const auto& entry : paper->content().sections[0].items) {
      ++first[entry.item.topic];
      CHECK((entry.item.difficulty >= 2 && entry.item.difficulty <= 4));
    }
    CHECK(first["发票"] >= 2);
    CHECK(first["RPA"] >= 3);
    drawn.insert(all);
  }
  CHECK(drawn.size() == 200);
}

TEST_CASE("every item has its chance") {
  std::map<std::string, int> count;
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    for (const std::string& id :
         item_ids(*bank::assemble(blueprint({{"一", "single", 3, Points{200}}}), {singles()}, seed)))
      ++count[id];
  }
  CHECK(count.size() == 30);
  for (const auto& [id, n] : count) CHECK(std::abs(n - 300) < 90);
}

TEST_CASE("sections that want the same items make way for each other") {
  // Section one could take the only hard items, which section two needs.
  std::vector<Item> items;
  for (int i = 0; i < 6; ++i) items.push_back(numbered(single_item(), i, "发票", i < 3 ? 5 : 1));
  const Blueprint b =
      blueprint({{"一", "single", 3, Points{200}}, {"二", "single", 3, Points{200}, {}, 5, 5}});
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const auto paper = bank::assemble(b, {bank_of("b", items)}, seed);
    REQUIRE(paper);
    for (const auto& entry : paper->content().sections[1].items) CHECK(entry.item.difficulty == 5);
  }
}

TEST_CASE("what is missing is said exactly") {
  const Blueprint b = blueprint({{"单选", "single", 40, Points{200}, {{"发票", 12}, {"合同", 1}}},
                                 {"判断", "true_false", 3, Points{100}}});
  const auto paper = bank::assemble(b, {singles()}, 1);
  REQUIRE_FALSE(paper);
  std::vector<std::string> lines;
  for (const auto& p : paper.error()) lines.push_back(p.place.column + ": " + p.text.en);
  CHECK(lines == std::vector<std::string>{"sections[0].topics.发票: \"单选\" on \"发票\" needs 12 items of "
                                          "type single (difficulty 1 to 5), the banks can give 10; "
                                          "add items or change the blueprint",
                                          "sections[0].topics.合同: \"单选\" on \"合同\" needs 1 items of "
                                          "type single (difficulty 1 to 5), the banks can give 0; "
                                          "add items or change the blueprint",
                                          "sections[0].count: \"单选\" beyond the named topics needs 27 "
                                          "items of type single (difficulty 1 to 5), the banks can "
                                          "give 20; add items or change the blueprint",
                                          "sections[1].count: \"判断\" needs 3 items of type true_false "
                                          "(difficulty 1 to 5), the banks can give 0; add items or "
                                          "change the blueprint"});
}

TEST_CASE("one id in two banks is refused") {
  const auto paper = bank::assemble(
      blueprint({{"单选", "single", 2, Points{200}}}),
      {bank_of("a", {numbered(single_item(), 1)}), bank_of("b", {numbered(single_item(), 1)})}, 1);
  REQUIRE_FALSE(paper);
  CHECK(paper.error().at(0).id == "duplicate_id");
}
