#include "bank_image.hpp"
#include "bank_support.hpp"

using namespace examhall;
using namespace examhall::test;

namespace {

const char* const kGood =
    R"({"id":"S1","type":"single","text":"甲","options":["一","二"],"answer":"A","points":"2"})";

// Problems of a bank of one item: the good one with the given changes (null removes a member).
std::vector<std::string> problems_of(Json change) {
  Json item = members(kGood);
  item.merge_patch(change);
  return ids(bank::parse_bank_json(bank_text(Json::array({item})), "b.json").problems);
}

std::vector<std::string> at(std::initializer_list<const char*> list) {
  std::vector<std::string> out;
  for (const std::string s : list)
    out.push_back(s.substr(0, s.find('@') + 1) + "items[0]." + s.substr(s.find('@') + 1));
  return out;
}

}  // namespace

TEST_CASE("a good item has no problems") {
  const auto reading = bank::parse_bank_json(bank_text(Json::array({members(kGood)})), "b.json");
  CHECK(ids(reading.problems).empty());
  REQUIRE(reading.bank.items.size() == 1);
  CHECK(reading.bank.items[0].secret.key == members(R"({"answer":"A"})"));
  CHECK(reading.bank.items[0].view.content == members(R"({"options":["一","二"]})"));
  CHECK(reading.bank.items[0].points == Points{200});
  CHECK(reading.bank.items[0].difficulty == 3);
}

TEST_CASE("each mistake is found at its place") {
  CHECK(problems_of({{"options", nullptr}}) == at({"options_count@options"}));
  CHECK(problems_of({{"options", {"一"}}}) == at({"options_count@options"}));
  CHECK(problems_of({{"options", Json::array({"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"})}}) ==
        at({"options_count@options"}));
  CHECK(problems_of({{"options", {"一", "一 "}}}) == at({"option_repeated@options[1]"}));
  CHECK(problems_of({{"options", {"一", ""}}}) == at({"option_empty@options[1]"}));
  CHECK(problems_of({{"options", {"一", 2}}}) == at({"option_empty@options[1]"}));
  CHECK(problems_of({{"options", {"一", "<b>二</b>"}}}) == at({"markdown_html@options[1]"}));
  CHECK(problems_of({{"options", {"一", "\u202E二"}}}) == at({"unprintable@options[1]"}));
  CHECK(problems_of({{"answer", "C"}}) == at({"answer_outside_options@answer"}));
  CHECK(problems_of({{"answer", "AB"}}) == at({"answer_not_single@answer"}));
  CHECK(problems_of({{"answer", nullptr}}) == at({"missing@answer"}));
  CHECK(problems_of({{"answer", 1}}) == at({"not_text@answer"}));
  CHECK(problems_of({{"type", "essay"}}) == at({"unknown_type@type"}));
  CHECK(problems_of({{"type", nullptr}}) == at({"missing@type"}));
  CHECK(problems_of({{"points", "0"}}) == at({"points_not_positive@points"}));
  CHECK(problems_of({{"points", "-1"}}) == at({"points_not_positive@points"}));
  CHECK(problems_of({{"points", "1.005"}}) == at({"points_not_positive@points"}));
  CHECK(problems_of({{"points", 2}}) == at({"not_text@points"}));
  CHECK(problems_of({{"difficulty", 0}}) == at({"not_in_range@difficulty"}));
  CHECK(problems_of({{"difficulty", 6}}) == at({"not_in_range@difficulty"}));
  CHECK(problems_of({{"difficulty", 2.5}}) == at({"not_in_range@difficulty"}));
  CHECK(problems_of({{"difficulty", 18446744073709551615ULL}}) == at({"not_in_range@difficulty"}));
  CHECK(problems_of({{"difficulty", " ３ "}}).empty());
  CHECK(problems_of({{"text", "  "}}) == at({"missing@text"}));
  CHECK(problems_of({{"text", std::string(8 * 1024 + 1, 'x')}}) == at({"too_long@text"}));
  CHECK(problems_of({{"text", "a\x07"}}) == at({"unprintable@text"}));
  CHECK(problems_of({{"text", "# 标题"}}) == at({"markdown_heading@text"}));
  CHECK(problems_of({{"text", "| a |\n| b |"}}) == at({"markdown_table@text"}));
  CHECK(problems_of({{"text", "![图](无.png)"}}) == at({"unknown_image@images"}));
  CHECK(problems_of({{"images", {"无.png"}}}) == at({"unknown_image@images"}));
  CHECK(problems_of({{"images", "a.png"}}) == at({"not_an_array@images"}));
  CHECK(problems_of({{"explanation", "[链接](x)"}}) == at({"markdown_link@explanation"}));
  CHECK(problems_of({{"id", "有空 格"}}) == at({"bad_id@id"}));
  CHECK(problems_of({{"id", std::string(41, 'a')}}) == at({"bad_id@id"}));
  CHECK(problems_of({{"compare", "exact"}}) == at({"unknown_member@compare"}));
  CHECK(problems_of({{"anwser", "A"}}) == at({"unknown_member@anwser"}));
  CHECK(problems_of({{"keep_order", "yes"}}) == at({"not_boolean@keep_order"}));
  CHECK(problems_of({{"keep_order", true}}).empty());
}

TEST_CASE("the rules of multiple choice and numbers are checked") {
  const auto multiple = [](Json change) {
    change.update({{"type", "multiple"}});
    return problems_of(change);
  };
  CHECK(multiple({{"answer", "AB"}, {"under_selection", "half"}}).empty());
  CHECK(multiple({{"under_selection", "some"}})[0] == "unknown_rule@items[0].under_selection");
  CHECK(multiple({{"under_selection", "per_option"}}) == at({"points_not_positive@per_option"}));
  CHECK(multiple({{"under_selection", "half"}, {"per_option", "1"}}) == at({"not_used@per_option"}));
  const auto numeric = [](Json change) {
    change.update({{"type", "numeric"}, {"options", nullptr}});
    if (!change.contains("answer")) change["answer"] = "12.50";
    return problems_of(change);
  };
  CHECK(numeric({{"unit", "元"}}).empty());
  CHECK(numeric({{"answer", "12.50元"}, {"unit", "元"}}).empty());
  CHECK(numeric({{"answer", "十二"}}) == at({"answer_not_a_number@answer"}));
  CHECK(numeric({{"answer", 12}}) == at({"not_text@answer"}));
  CHECK(numeric({{"answer", " "}}) == at({"missing@answer"}));
  CHECK(numeric({{"compare", "about"}}) == at({"unknown_rule@compare"}));
  CHECK(numeric({{"compare", "absolute"}}) == at({"tolerance_not_positive@tolerance"}));
  CHECK(numeric({{"compare", "relative"}, {"tolerance", "-1"}}) == at({"tolerance_not_positive@tolerance"}));
  CHECK(numeric({{"compare", "exact"}, {"tolerance", "0.1"}}) == at({"not_used@tolerance"}));
  CHECK(numeric({{"compare", "decimals"}}) == at({"missing@decimals"}));
  CHECK(numeric({{"compare", "decimals"}, {"decimals", 1}}).empty());
  CHECK(numeric({{"compare", "decimals"}, {"decimals", 0}}) == at({"answer_too_precise@answer"}));
  CHECK(numeric({{"compare", "decimals"}, {"decimals", 10}}) == at({"not_in_range@decimals"}));
  CHECK(numeric({{"decimals", 2}}) == at({"not_used@decimals"}));
  CHECK(problems_of({{"type", "true_false"}, {"options", nullptr}, {"answer", true}}).empty());
  CHECK(problems_of({{"type", "true_false"}, {"options", nullptr}, {"answer", "对"}}).empty());
  CHECK(problems_of({{"type", "true_false"}, {"answer", true}}) == at({"unknown_member@options"}));
}

TEST_CASE("everything wrong is reported in one go, with lines") {
  const std::string text =
      "{\n\"format\": \"examhall-bank/1\",\n\"bank\": \"b\", \"title\": \"t\",\n\"items\": [\n"
      "{\"id\":\"1\",\"type\":\"single\",\n "
      "\"text\":\"}],[{\\\"items\\\"\",\"options\":[\"a\",\"b\"],\"answer\":\"Z\"},\n"
      "5,\n[1],\n"
      "{\"id\":\"1\",\"type\":\"true_false\",\"text\":\"x\",\"answer\":true},\n"
      "{\"id\":\"1\",\"type\":\"true_false\",\"text\":\"x\",\"answer\":true,\"points\":\"x\"},\n"
      "{\"id\":\"1\",\"type\":\"true_false\",\"text\":\" x\",\"answer\":false}\n]}";
  const auto reading = bank::parse_bank_json(text, "b.json");
  std::vector<std::string> lines;
  for (const auto& p : reading.problems)
    lines.push_back(fmt::format("{}:{} {} {}", p.place.file, p.place.row, p.place.column, p.id));
  CHECK(lines == std::vector<std::string>{
                     "b.json:5 items[0].answer answer_outside_options", "b.json:7 items[1] not_an_object",
                     "b.json:8 items[2] not_an_object", "b.json:10 items[4].points points_not_positive",
                     "b.json:11 items[5].id duplicate_id", "b.json:11 items[5].text duplicate_text"});
  CHECK_FALSE(reading.usable());
  CHECK(reading.bank.items.size() == 1);
}

TEST_CASE("a repeated question is a warning only") {
  Json second = members(kGood);
  second["id"] = "S2";
  second["text"] = " 甲　";
  const auto reading = bank::parse_bank_json(bank_text({members(kGood), second}), "b.json");
  CHECK(ids(reading.problems) == std::vector<std::string>{"duplicate_text@items[1].text"});
  CHECK(reading.usable());
  second["options"] = {"三", "四"};
  CHECK(bank::parse_bank_json(bank_text({members(kGood), second}), "b.json").problems.empty());
}

TEST_CASE("an item without an id gets one from its content") {
  Json item = members(kGood);
  item.erase("id");
  const auto reading = bank::parse_bank_json(bank_text(Json::array({item})), "b.json");
  CHECK(ids(reading.problems) == std::vector<std::string>{"id_derived@items[0].id"});
  CHECK(reading.usable());
  const auto again = bank::parse_bank_json(bank_text(Json::array({item})), "b.json");
  CHECK(reading.bank.items[0].id == again.bank.items[0].id);
  item["text"] = "乙";
  CHECK(reading.bank.items[0].id !=
        bank::parse_bank_json(bank_text(Json::array({item})), "b.json").bank.items[0].id);
}

TEST_CASE("the file's own mistakes are reported") {
  const auto problems = [](std::string_view text) {
    return ids(bank::parse_bank_json(text, "b.json").problems);
  };
  CHECK(problems("[").at(0).starts_with("json_syntax"));
  CHECK(problems(std::string(20, '[')).at(0).starts_with("json_too_deep"));
  CHECK(problems("[]").at(0).starts_with("not_an_object"));
  CHECK(problems(R"({"format":"examhall-bank/2","bank":"好","title":"","items":[],"extra":1})") ==
        std::vector<std::string>{"unknown_format@format", "unknown_member@extra", "bad_id@bank",
                                 "bad_title@title", "items_count@"});
  CHECK(problems(R"({"format":"examhall-bank/1","bank":"b","title":"t","items":{}})") ==
        std::vector<std::string>{"not_an_array@items"});
}

TEST_CASE("a missing file is a problem, not an exception") {
  CHECK(ids(bank::read_bank_json("/nonexistent/bank.json").problems) ==
        std::vector<std::string>{"file_missing@"});
}

TEST_CASE("images come with the bank and go with the items that name them") {
  const std::string base64 = base::to_base64(base::bytes_of(png()));
  Json bank = Json::parse(bank_text(Json::array({members(kGood)})));
  bank["images"] = {{"a.png", {{"media", "image/png"}, {"base64", base64}}},
                    {"b.png", {{"base64", base::to_base64(base::bytes_of(png(2, 2)))}}}};
  bank["items"][0]["text"] = "见 ![图](a.png)";
  const auto reading = bank::parse_bank_json(bank.dump(), "b.json");
  CHECK(ids(reading.problems).empty());
  REQUIRE(reading.bank.items[0].view.images.size() == 1);
  const bank::ImageRef& ref = reading.bank.items[0].view.images[0];
  CHECK(ref == bank::ImageRef{"a.png", "image/png", base::sha256(png())});
  CHECK(reading.bank.images.size() == 1);
  CHECK(*reading.bank.images.at(ref.hash).bytes == png());
}

TEST_CASE("images that are not what they say are reported") {
  Json bank = Json::parse(bank_text(Json::array({members(kGood)})));
  bank["images"] = {
      {"a.png", {{"media", "image/jpeg"}, {"base64", base::to_base64(base::bytes_of(png()))}}},
      {"b.svg", {{"media", "image/svg+xml"}, {"base64", base::to_base64(base::bytes_of("<svg/>"))}}},
      {"c.png", {{"file", "../c.png"}}},
      {"d/e.png", {{"base64", ""}}},
      {"f.png", 5}};
  CHECK(ids(bank::parse_bank_json(bank.dump(), "b.json").problems) ==
        std::vector<std::string>{"image_media@images[a.png].media", "image_not_supported@images[b.svg]",
                                 "image_path@images[c.png]", "image_name@images[d/e.png]",
                                 "not_an_object@images[f.png]", "image_not_supported@images[f.png]"});
}

TEST_CASE("a table's columns give the places") {
  bank::RawItem raw{members(kGood), {.file = "题库.xlsx", .sheet = "Sheet1", .row = 7}};
  raw.columns = std::make_shared<const bank::Columns>(
      bank::Columns{{"answer", "答案"}, {"options[1]", "选项B"}, {"options", "选项"}});
  raw.members["answer"] = "C";
  raw.members["options"] = {"一", "", "一"};
  raw.members["difficulty"] = 9;
  Problems problems;
  CHECK_FALSE(bank::read_item(raw, {}, problems));
  CHECK(ids(problems) ==
        std::vector<std::string>{"not_in_range@", "option_empty@选项B", "option_repeated@选项"});
  for (const auto& p : problems)
    CHECK((p.place.row == 7 && p.place.sheet == "Sheet1" && p.place.file == "题库.xlsx"));
}

TEST_CASE("line ends of other systems are stored as one kind") {
  CHECK(make_item({{"type", "true_false"}, {"answer", true}, {"text", "a\r\nb\rc\n"}}).view.text ==
        "a\nb\nc");
}
