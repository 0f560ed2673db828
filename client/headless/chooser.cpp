#include "client/headless/chooser.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/digest.hpp"

namespace examhall::client {
namespace {

std::string type_of(const Json& body) { return body.value("type", ""); }

std::size_t option_count(const Json& body) {
  const auto content = body.find("content");
  if (content == body.end() || !content->is_object()) return 0;
  const auto options = content->find("options");
  return options == content->end() || !options->is_array() ? 0 : options->size();
}

std::string letter(std::size_t index) { return std::string(1, static_cast<char>('A' + index)); }

// A bank's way of writing a key, turned into the wire's way of writing a response.
Json as_response(const std::string& type, const Json& given) {
  if (type == "multiple" && given.is_string()) {
    Json letters = Json::array();
    for (const char c : given.get_ref<const std::string&>()) letters.push_back(std::string(1, c));
    return letters;
  }
  if (type == "numeric" && given.is_number()) return given.dump();
  return given;
}

}  // namespace

base::Result<AnswerSheet, base::Problems> AnswerSheet::read(std::string_view text, const std::string& file) {
  const auto json = base::parse_json(text, {.max_bytes = 8U << 20U, .max_depth = 8});
  if (!json) {
    base::Problem problem = json.error();
    problem.place.file = file;
    return base::Failure{base::Problems{std::move(problem)}};
  }
  if (!json->is_object()) {
    return base::Failure{base::Problems{
        {"not_an_answer_sheet", {file}, {"答案表应为一个对象", "an answer sheet is an object"}}}};
  }
  AnswerSheet sheet;
  for (const auto& [key, response] : json->items()) sheet.entries_.emplace(key, response);
  return sheet;
}

std::optional<Json> AnswerSheet::find(std::uint32_t item, const Json& body) const {
  if (entries_.empty()) return std::nullopt;
  auto found = entries_.find(std::to_string(item));
  if (found == entries_.end()) found = entries_.find(base::to_hex(base::sha256(body.value("text", ""))));
  if (found == entries_.end()) found = entries_.find(base::to_hex(base::sha256(base::canonical(body))));
  if (found == entries_.end()) return std::nullopt;
  return as_response(type_of(body), found->second);
}

Chooser::Chooser(std::uint64_t seed, double skill, AnswerSheet sheet)
    : state_{seed}, skill_{skill}, sheet_{std::move(sheet)} {}

// SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
std::uint64_t Chooser::next() {
  std::uint64_t z = state_ += 0x9E3779B97F4A7C15ULL;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31U);
}

double Chooser::chance() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }

std::int64_t Chooser::between(std::int64_t low, std::int64_t high) {
  if (high <= low) return low;
  return low + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(high - low + 1));
}

Json Chooser::choose(std::uint32_t item, const Json& body) {
  const bool knows = chance() < skill_;
  if (knows) {
    if (auto right = sheet_.find(item, body)) return *std::move(right);
  }
  return any_response(body);
}

Json Chooser::any_response(const Json& body) {
  const std::string type = type_of(body);
  const std::size_t options = option_count(body);
  if (type == "true_false") return (next() & 1U) == 0;
  if (type == "numeric") {
    const std::int64_t whole = between(0, 999'999);
    const std::int64_t hundredths = between(0, 99);
    return (next() & 1U) == 0 ? fmt::format("{}", whole) : fmt::format("{}.{:02}", whole, hundredths);
  }
  if (options == 0) return nullptr;
  if (type == "single")
    return letter(static_cast<std::size_t>(between(0, static_cast<std::int64_t>(options) - 1)));
  if (type != "multiple") return nullptr;
  Json letters = Json::array();
  for (std::size_t i = 0; i < options; ++i) {
    if ((next() & 1U) == 0) letters.push_back(letter(i));
  }
  if (letters.empty())
    letters.push_back(letter(static_cast<std::size_t>(between(0, static_cast<std::int64_t>(options) - 1))));
  return letters;
}

}  // namespace examhall::client
