#include <type_traits>

#include "bank_support.hpp"

using namespace examhall;
using namespace examhall::test;
using bank::UnderSelection;

// A leak must not compile: neither the key nor the whole item can be passed where the view is sent.
static_assert(!std::is_invocable_v<decltype(bank::view_bytes), const bank::Item&>);
static_assert(!std::is_invocable_v<decltype(bank::view_bytes), const bank::ItemKey&>);
static_assert(!std::is_convertible_v<bank::ItemKey, bank::ItemView>);
static_assert(!std::is_convertible_v<bank::Item, bank::ItemView>);

namespace {
std::string line(const bank::Score& s) { return s.earned.to_text() + " " + s.rule; }
const Json kBlank;
}  // namespace

TEST_CASE("single choice is all or nothing") {
  const Item item = single_item("B");
  CHECK(line(score(item, "B")) == "2 all_or_nothing");
  CHECK(line(score(item, "C")) == "0 all_or_nothing");
  CHECK(line(score(item, kBlank)) == "0 blank");
  CHECK(line(score(item, "E")) == "0 unreadable");
  CHECK(line(score(item, "b")) == "0 unreadable");
  CHECK(line(score(item, Json::array({"B"}))) == "0 unreadable");
  CHECK(line(score(item, "B", Points{150})) == "1.5 all_or_nothing");
}

TEST_CASE("true or false is all or nothing and false is not blank") {
  CHECK(line(score(true_false_item(false), false)) == "2 all_or_nothing");
  CHECK(line(score(true_false_item(true), false)) == "0 all_or_nothing");
  CHECK(line(score(true_false_item(true), true)) == "2 all_or_nothing");
  CHECK(line(score(true_false_item(false), kBlank)) == "0 blank");
  CHECK(line(score(true_false_item(true), "true")) == "0 unreadable");
  CHECK(line(score(true_false_item(true), 1)) == "0 unreadable");
}

TEST_CASE("multiple choice: the item's own rule for too few") {
  struct Row {
    Json settings;
    const char* one;
    const char* two;
  };
  const auto row =
      GENERATE(Row{Json::object(), "1 multiple.share", "2 multiple.share"},
               Row{members(R"({"under_selection":"share"})"), "1 multiple.share", "2 multiple.share"},
               Row{members(R"({"under_selection":"none"})"), "0 multiple.none", "0 multiple.none"},
               Row{members(R"({"under_selection":"half"})"), "1.5 multiple.half", "1.5 multiple.half"},
               Row{members(R"({"under_selection":"per_option","per_option":"0.5"})"),
                   "0.5 multiple.per_option", "1 multiple.per_option"});
  const Item item = multiple_item("ABD", row.settings);
  const Points three{300};
  const std::string rule = std::string{row.one}.substr(std::string{row.one}.find(' '));
  CHECK(line(score(item, {"B"}, three)) == row.one);
  CHECK(line(score(item, Json::array({"D", "A"}), three)) == row.two);
  CHECK(line(score(item, {"A", "B", "D"}, three)) == "3" + rule);
  CHECK(line(score(item, {"D", "B", "A"}, three)) == "3" + rule);
  CHECK(line(score(item, {"A", "B", "C", "D"}, three)) == "0" + rule);
  CHECK(line(score(item, {"A", "B", "C"}, three)) == "0" + rule);
  CHECK(line(score(item, Json::array({"C"}), three)) == "0" + rule);
  CHECK(line(score(item, kBlank, three)) == "0 blank");
  CHECK(line(score(item, Json::array(), three)) == "0 blank");
  CHECK(line(score(item, Json::array({"A", "A"}), three)) == "0 unreadable");
  CHECK(line(score(item, Json::array({"F"}), three)) == "0 unreadable");
  CHECK(line(score(item, "ABD", three)) == "0 unreadable");
}

TEST_CASE("multiple choice: shares are rounded half up to 1/100") {
  const Item item = multiple_item("ABD");
  CHECK(score(item, Json::array({"A"}), Points{250}).earned.to_text() == "0.83");
  CHECK(score(item, Json::array({"A", "B"}), Points{250}).earned.to_text() == "1.67");
  CHECK(score(multiple_item("AB"), Json::array({"A"}), Points{125}).earned.to_text() == "0.63");
}

TEST_CASE(
    "multiple choice: the section's rule goes before the item's, and no amount passes the full points") {
  const Item item = multiple_item("ABD", members(R"({"under_selection":"per_option","per_option":"1"})"));
  CHECK(line(score(item, {"A", "B"}, {300}, {UnderSelection::none, {}})) == "0 multiple.none");
  CHECK(line(score(item, {"A", "B"}, {300}, {UnderSelection::per_option, Points{25}})) ==
        "0.5 multiple.per_option");
  CHECK(line(score(item, {"A", "B"}, {300})) == "2 multiple.per_option");
  CHECK(line(score(item, {"A", "B"}, {150})) == "1.5 multiple.per_option");
}

TEST_CASE("numeric: every comparison") {
  const Item exact = numeric_item("1234.50");
  CHECK(line(score(exact, "1234.5")) == "2 numeric.exact");
  CHECK(line(score(exact, "1234.51")) == "0 numeric.exact");
  CHECK(line(score(exact, "１，２３４.50")) == "2 numeric.exact");
  CHECK(line(score(exact, "￥1,234.50")) == "2 numeric.exact");
  CHECK(line(score(exact, "一千")) == "0 numeric.exact");

  const Item absolute = numeric_item("100", members(R"({"compare":"absolute","tolerance":"0.01"})"));
  CHECK(line(score(absolute, "100.01")) == "2 numeric.absolute");
  CHECK(line(score(absolute, "99.99")) == "2 numeric.absolute");
  CHECK(line(score(absolute, "100.010000001")) == "0 numeric.absolute");
  CHECK(line(score(absolute, "-100")) == "0 numeric.absolute");

  const Item relative = numeric_item("-200", members(R"({"compare":"relative","tolerance":"0.01"})"));
  CHECK(line(score(relative, "-202")) == "2 numeric.relative");
  CHECK(line(score(relative, "（198）")) == "2 numeric.relative");
  CHECK(line(score(relative, "-202.000000001")) == "0 numeric.relative");

  const Item decimals = numeric_item("1040.00", members(R"({"compare":"decimals","decimals":2})"));
  CHECK(line(score(decimals, "1,040.00")) == "2 numeric.decimals");
  CHECK(line(score(decimals, "1040")) == "0 numeric.decimals");
  CHECK(score(decimals, "1040").why.en.find("2 decimals") != std::string::npos);
  CHECK(line(score(decimals, "1040.000")) == "0 numeric.decimals");
  CHECK(line(score(decimals, "1040.01")) == "0 numeric.decimals");
}

TEST_CASE("numeric: a blank is not 0") {
  const Item zero = numeric_item("0");
  CHECK(line(score(zero, "0")) == "2 numeric.exact");
  CHECK(line(score(zero, "-0.00")) == "2 numeric.exact");
  CHECK(line(score(zero, kBlank)) == "0 blank");
  CHECK(line(score(zero, "")) == "0 blank");
  CHECK(line(score(zero, " 　")) == "0 blank");
  CHECK(line(score(zero, "-")) == "0 numeric.exact");
  CHECK(line(score(zero, 0)) == "0 unreadable");
}

TEST_CASE("numeric: extremes are compared without overflow") {
  const Item big =
      numeric_item("999999999999999999.999999999", members(R"({"compare":"relative","tolerance":"999999"})"));
  CHECK(line(score(big, "-999999999999999999.999999999")) == "2 numeric.relative");
  CHECK(line(score(big, "9999999999999999999")) == "0 numeric.relative");
}

TEST_CASE("responses are accepted by shape and bounds only") {
  const auto accepts = [](const Item& item, const Json& r) {
    return bank::find_item_type(item.view.type)->accepts(item.view, r);
  };
  CHECK(accepts(single_item(), "D"));
  CHECK_FALSE(accepts(single_item(), "E"));
  CHECK_FALSE(accepts(single_item(), "AB"));
  CHECK_FALSE(accepts(single_item(), ""));
  CHECK(accepts(multiple_item(), members(R"(["E","A"])")));
  CHECK(accepts(multiple_item(), Json::array()));
  CHECK_FALSE(accepts(multiple_item(), members(R"(["A",1])")));
  CHECK_FALSE(accepts(multiple_item(), members(R"({"A":true})")));
  CHECK(accepts(numeric_item("1"), "任何文字"));
  CHECK(accepts(numeric_item("1"), std::string(64, '9')));
  CHECK_FALSE(accepts(numeric_item("1"), std::string(65, '9')));
  CHECK_FALSE(accepts(numeric_item("1"), "1\x01"));
  CHECK_FALSE(accepts(numeric_item("1"), 1));
  for (const Item& item : {single_item(), multiple_item(), numeric_item("1"), true_false_item(true)})
    CHECK(accepts(item, kBlank));
}

TEST_CASE("every score says why in both languages") {
  for (const Json& response : {Json("A"), Json("B"), Json(), Json(5)}) {
    const bank::Score s = score(single_item(), response);
    CHECK_FALSE(s.why.zh.empty());
    CHECK_FALSE(s.why.en.empty());
  }
  CHECK(score(single_item("B"), "C").why ==
        base::Text{"作答“C”，正确答案“B”，不得分", "answered \"C\", right is \"B\", no points"});
}

TEST_CASE("types are found by what people call them") {
  const auto named = [](std::string_view label) {
    const bank::ItemType* t = bank::find_item_type_by_label(label);
    return t == nullptr ? std::string{} : std::string{t->name()};
  };
  CHECK(named("单选题") == "single");
  CHECK(named(" 单项选择 ") == "single");
  CHECK(named("ＳＩＮＧＬＥ") == "single");
  CHECK(named("Multiple-Choice") == "multiple");
  CHECK(named("True/False") == "true_false");
  CHECK(named("计算 填空题") == "numeric");
  CHECK(named("简答题").empty());
  CHECK(named("").empty());
}

TEST_CASE("names and labels belong to one type each") {
  std::map<std::string, std::string> owner;
  for (const bank::ItemType* type : bank::item_types()) {
    for (const std::string_view label : type->labels()) {
      CHECK(bank::find_item_type_by_label(label) == type);
      CHECK(owner.emplace(label, type->name()).second);
    }
    CHECK(bank::find_item_type(type->name()) == type);
  }
}

TEST_CASE("the candidate's bytes hold the view and nothing of the key") {
  Item item = multiple_item("ABD", members(R"({"under_selection":"half"})"));
  item.secret.explanation = "因为如此";
  CHECK(bank::view_bytes(item.view) ==
        R"({"content":{"options":["甲","乙","丙","丁","戊"]},"images":[],"text":"题目","type":"multiple"})");
}

TEST_CASE("an item's hash covers every part") {
  const Item item = single_item();
  const auto hash = bank::item_hash(item);
  const auto differs = [&](auto change) {
    Item other = item;
    change(other);
    return bank::item_hash(other) != hash;
  };
  CHECK(bank::item_hash(single_item()) == hash);
  CHECK(differs([](Item& i) { i.id = "x"; }));
  CHECK(differs([](Item& i) { i.topic = "x"; }));
  CHECK(differs([](Item& i) { i.difficulty = 5; }));
  CHECK(differs([](Item& i) { i.points = {100}; }));
  CHECK(differs([](Item& i) { i.view.text += "x"; }));
  CHECK(differs([](Item& i) { i.view.content["options"][0] = "x"; }));
  CHECK(differs([](Item& i) { i.view.images.push_back({"a.png", "image/png", {}}); }));
  CHECK(differs([](Item& i) { i.secret.key["answer"] = "C"; }));
  CHECK(differs([](Item& i) { i.secret.explanation = "x"; }));
}
