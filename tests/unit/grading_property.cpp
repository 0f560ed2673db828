// Properties over random responses: whatever comes, a score lies between nothing and full points.
#include <algorithm>

#include "bank/random.hpp"
#include "bank_support.hpp"

using namespace examhall;
using namespace examhall::test;
using bank::UnderSelection;

namespace {

std::string letters_of(unsigned set) {
  std::string out;
  for (unsigned i = 0; i < 5; ++i) {
    if ((set & (1U << i)) != 0) out += static_cast<char>('A' + i);
  }
  return out;
}

Json response_of(unsigned set) {
  Json out = Json::array();
  for (const char c : letters_of(set)) out.push_back(std::string{c});
  return out;
}

bank::ScoringRule rule_of(unsigned n) {
  return {static_cast<UnderSelection>(n), n == 3 ? std::optional{Points{70}} : std::nullopt};
}

}  // namespace

TEST_CASE("multiple choice, every key against every response under every rule") {
  const Points full{250};
  for (unsigned key = 1; key < 32; ++key) {
    const Item item = multiple_item(letters_of(key).c_str());
    for (unsigned chosen = 0; chosen < 32; ++chosen) {
      for (unsigned r = 0; r < 4; ++r) {
        const Points earned = score(item, response_of(chosen), full, rule_of(r)).earned;
        REQUIRE((earned >= Points{} && earned <= full));
        REQUIRE((earned == full) >= (chosen == key));
        if ((chosen & ~key) != 0 || chosen == 0) REQUIRE(earned == Points{});
        if (r == 0 && chosen != key) REQUIRE(earned == Points{});
      }
    }
  }
}

TEST_CASE("choosing one more right option never costs points") {
  const Item item = multiple_item("ABDE");
  for (unsigned r = 0; r < 4; ++r) {
    CHECK(score(item, response_of(0b00001), {300}, rule_of(r)).earned <=
          score(item, response_of(0b00011), {300}, rule_of(r)).earned);
    CHECK(score(item, response_of(0b00011), {300}, rule_of(r)).earned <=
          score(item, response_of(0b01011), {300}, rule_of(r)).earned);
    CHECK(score(item, response_of(0b01011), {300}, rule_of(r)).earned <=
          score(item, response_of(0b11011), {300}, rule_of(r)).earned);
  }
}

TEST_CASE("the order of the letters does not matter") {
  const Item item = multiple_item("ABDE");
  for (unsigned chosen = 1; chosen < 32; ++chosen) {
    std::string letters = letters_of(chosen);
    const bank::Score sorted = score(item, response_of(chosen));
    while (std::next_permutation(letters.begin(), letters.end())) {
      Json response = Json::array();
      for (const char c : letters) response.push_back(std::string{c});
      const bank::Score s = score(item, response);
      REQUIRE(s.earned == sorted.earned);
      REQUIRE(s.why == sorted.why);
    }
  }
}

TEST_CASE("any response to any type gives a score within bounds, and only accepted ones earn") {
  const std::vector<Item> items{single_item(), multiple_item(), true_false_item(false), numeric_item("12.5"),
                                numeric_item("1", members(R"({"compare":"relative","tolerance":"0.5"})"))};
  const std::vector<Json> pool{nullptr,
                               "",
                               "A",
                               "B",
                               "Z",
                               "12.5",
                               "１",
                               "\xF0\x9F\x98\x80",
                               true,
                               false,
                               0,
                               -1,
                               12.5,
                               Json::array(),
                               {"A"},
                               {"A", "B", "D"},
                               {nullptr},
                               Json::array({Json::array()}),
                               Json::object(),
                               {{"A", 1}}};
  bank::Random random{3};
  for (const Item& item : items) {
    for (const Json& response : pool) {
      const Points full{static_cast<std::int64_t>(1 + random.below(1000))};
      const bank::Score s = score(item, response, full);
      INFO(item.view.type << " " << response.dump());
      CHECK((s.earned >= Points{} && s.earned <= full));
      if (!bank::find_item_type(item.view.type)->accepts(item.view, response)) CHECK(s.rule == "unreadable");
    }
  }
}

TEST_CASE("random numbers as text: equal exactly when they are the same amount") {
  bank::Random random{11};
  const auto grouped = [](std::int64_t n) {
    std::string digits = std::to_string(n);
    for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
    return digits;
  };
  for (int i = 0; i < 2000; ++i) {
    const auto whole = static_cast<std::int64_t>(random.below(100'000'000));
    const auto cents = random.below(100);
    const std::string key = fmt::format("{}.{:02}", whole, cents);
    const Item item = numeric_item(key.c_str());
    REQUIRE(score(item, fmt::format("￥{}.{:02}", grouped(whole), cents)).earned == Points{200});
    REQUIRE(score(item, fmt::format("{}.{:02}", whole, (cents + 1) % 100)).earned == Points{});
    REQUIRE(score(item, fmt::format("({})", key)).earned ==
            (whole == 0 && cents == 0 ? Points{200} : Points{}));
  }
}
