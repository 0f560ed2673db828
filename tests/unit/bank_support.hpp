#pragma once
// Items and banks for tests, made through the same reader as real ones.
#include <fmt/format.h>

#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "bank/bank.hpp"
#include "bank/item_type.hpp"
#include "bank/json_reader.hpp"

namespace examhall::test {

using bank::Bank;
using bank::Item;
using bank::Json;
using bank::Points;
using base::Problems;

inline Json members(const char* text) { return Json::parse(text); }

/// Adds what every item needs and the test does not care about.
inline Item make_item(Json given) {
  Json all = {{"id", "Q-1"}, {"topic", "发票"}, {"difficulty", 2}, {"text", "题目"}, {"points", "2"}};
  all.update(given);
  Problems problems;
  auto item = bank::read_item({all}, {}, problems);
  for (const auto& p : problems) UNSCOPED_INFO(base::to_line(p, base::Language::en));
  REQUIRE(item);
  return *item;
}

inline Item single_item(const char* answer = "B") {
  return make_item({{"type", "single"}, {"options", {"甲", "乙", "丙", "丁"}}, {"answer", answer}});
}

inline Item multiple_item(const char* answer = "ABD", Json more = Json::object()) {
  Json all = {{"type", "multiple"}, {"options", {"甲", "乙", "丙", "丁", "戊"}}, {"answer", answer}};
  all.update(more);
  return make_item(all);
}

inline Item numeric_item(const char* answer, Json more = Json::object()) {
  Json all = {{"type", "numeric"}, {"answer", answer}};
  all.update(more);
  return make_item(all);
}

inline Item true_false_item(bool answer) { return make_item({{"type", "true_false"}, {"answer", answer}}); }

inline bank::Score score(const Item& item, const Json& response, Points full = {200},
                         const bank::ScoringRule& rule = {}) {
  return bank::find_item_type(item.view.type)->score(item, full, response, rule);
}

/// A bank file's text around the given items.
inline std::string bank_text(const Json& items) {
  return Json{{"format", "examhall-bank/1"}, {"bank", "t"}, {"title", "测试"}, {"items", items}}.dump();
}

/// "id@column" of every problem, in order.
inline std::vector<std::string> ids(const Problems& problems) {
  std::vector<std::string> out;
  for (const auto& p : problems) out.push_back(p.id + "@" + p.place.column);
  return out;
}

inline Item numbered(Item item, int n, const std::string& topic = "发票", int difficulty = 2) {
  item.id = fmt::format("{}-{:03}", item.view.type, n);
  item.view.text += std::to_string(n);
  item.topic = topic;
  item.difficulty = difficulty;
  return item;
}

}  // namespace examhall::test
