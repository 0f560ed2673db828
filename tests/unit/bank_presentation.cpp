#include "bank/presentation.hpp"

#include <algorithm>
#include <set>

#include "bank_support.hpp"

using namespace examhall;
using namespace examhall::test;

namespace {

bank::Paper paper() {
  bank::PaperContent c{"卷", "", "", Points{100}};
  std::vector<bank::PaperItem> singles, numbers;
  for (int i = 0; i < 6; ++i) singles.push_back({numbered(single_item(), i)});
  for (int i = 0; i < 4; ++i) numbers.push_back({numbered(numeric_item("1"), i)});
  singles[5].item.view.content["keep_order"] = true;
  c.sections.push_back({"单选", "single", Points{200}, {}, singles});
  c.sections.push_back({"计算", "numeric", Points{200}, {}, numbers});
  return bank::Paper{c};
}

std::string shown(const bank::Presentation& p) {
  std::string out;
  for (const auto item : p.items) out += std::to_string(item);
  for (const auto& o : p.options) {
    out += "|";
    for (const auto stored : o.order()) out += static_cast<char>('A' + stored);
  }
  return out;
}

}  // namespace

TEST_CASE("without shuffling everything stands as stored") {
  CHECK(shown(bank::present(paper(), 5, false, false)) == "0123456789|ABCD|ABCD|ABCD|ABCD|ABCD|||||");
}

TEST_CASE("a seed gives the same order for ever") {
  CHECK(shown(bank::present(paper(), 1, true, true)) == "0215437869|BDAC|DCAB|CBDA|CBAD|DACB|||||");
  CHECK(shown(bank::present(paper(), 0xFFFFFFFFFFFFFFFFULL, true, true)) ==
        "2034516789|DCAB|ABDC|ACDB|DBAC|CBAD|||||");
}

TEST_CASE("the two switches do not disturb each other") {
  const auto both = bank::present(paper(), 9, true, true);
  CHECK(bank::present(paper(), 9, true, false).items == both.items);
  CHECK(bank::present(paper(), 9, false, true).options == both.options);
}

TEST_CASE("orders are permutations within their section") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    auto p = bank::present(paper(), seed, true, true);
    std::sort(p.items.begin(), p.items.begin() + 6);
    std::sort(p.items.begin() + 6, p.items.end());
    for (std::size_t i = 0; i < p.items.size(); ++i) REQUIRE(p.items[i] == i);
    for (std::size_t i = 0; i < p.options.size(); ++i) {
      REQUIRE(p.options[i].count == (i < 5 ? 4 : 0));
      const auto order = p.options[i].order();
      REQUIRE(std::set<int>(order.begin(), order.end()).size() == p.options[i].count);
    }
  }
}

TEST_CASE("every option and every item comes to every place about equally often") {
  const bank::Paper sat = paper();
  std::map<std::pair<int, int>, int> options, items;
  for (std::uint64_t seed = 0; seed < 12000; ++seed) {
    const auto p = bank::present(sat, seed, true, true);
    for (int d = 0; d < 4; ++d) ++options[{d, p.options[2].stored[static_cast<std::size_t>(d)]}];
    for (int k = 0; k < 6; ++k) ++items[{k, p.items[static_cast<std::size_t>(k)]}];
  }
  CHECK(options.size() == 16);
  CHECK(items.size() == 36);
  for (const auto& [place, n] : options) CHECK(std::abs(n - 3000) < 250);
  for (const auto& [place, n] : items) CHECK(std::abs(n - 2000) < 210);
}
