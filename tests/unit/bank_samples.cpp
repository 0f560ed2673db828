// The banks and blueprints that come with the program are valid and fit each other.
#include <set>

#include "bank/assembly.hpp"
#include "bank/json_writer.hpp"
#include "bank/presentation.hpp"
#include "bank_support.hpp"

using namespace examhall;
using namespace examhall::test;

namespace {

std::string path(const std::string& name) { return std::string{EXAMHALL_QUESTION_BANKS} + "/" + name; }

Bank sample(const std::string& level) {
  auto reading = bank::read_bank_json(path("efar-" + level + ".json"));
  for (const auto& p : reading.problems) UNSCOPED_INFO(base::to_line(p, base::Language::en));
  REQUIRE(reading.problems.empty());
  return std::move(reading.bank);
}

bank::Blueprint sample_blueprint(const std::string& level) {
  auto b = bank::read_blueprint(path("blueprints/" + level + ".json"));
  REQUIRE(b);
  return *b;
}

}  // namespace

TEST_CASE("the sample banks are read without a problem and written back") {
  const auto level = GENERATE(as<std::string>{}, "junior", "intermediate");
  const Bank b = sample(level);
  CHECK(b.items.size() >= 150);
  CHECK(bank::parse_bank_json(bank::write_bank_json(b), "again").bank == b);
}

TEST_CASE("every sample item gives full points to its own answer") {
  const auto level = GENERATE(as<std::string>{}, "junior", "intermediate");
  for (const Item& item : sample(level).items) {
    Json response = item.secret.key.at("answer");
    if (item.view.type == "multiple") {
      const std::string letters = response.get<std::string>();
      response = Json::array();
      for (const char c : letters) response.push_back(std::string{c});
    }
    INFO(item.id);
    REQUIRE(bank::find_item_type(item.view.type)->accepts(item.view, response));
    // Whoever writes "decimals" wants them written, as the key itself does.
    CHECK(score(item, response, item.points).earned == item.points);
  }
}

TEST_CASE("the sample blueprints make 100 points with 60 to pass, for any seed") {
  const auto level = GENERATE(as<std::string>{}, "junior", "intermediate");
  const std::vector<Bank> banks{sample(level)};
  const bank::Blueprint b = sample_blueprint(level);
  CHECK(b.total() == Points{10000});
  CHECK(b.pass == Points{6000});
  CHECK(b.certificate == "企业财务与会计机器人应用");
  for (const std::uint64_t seed : {0ULL, 1ULL, 20230520ULL, 0xFFFFFFFFFFFFFFFFULL}) {
    const auto paper = bank::assemble(b, banks, seed);
    REQUIRE(paper);
    CHECK(paper->total() == Points{10000});
    std::set<std::string> topics;
    for (std::size_t i = 0; i < paper->item_count(); ++i) topics.insert(paper->item(i).item.topic);
    CHECK(topics == std::set<std::string>{"RPA", "会计基础", "发票", "税费", "电子表格", "银行对账"});
    const auto again = bank::paper_from_json(bank::to_json(*paper));
    REQUIRE(again);
    CHECK(again->hash() == paper->hash());
  }
}
