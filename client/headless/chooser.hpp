#pragma once
// Chooses responses for candidates that are not there: right ones from an answer sheet as often as the skill
// says, else any that fits the item. It sees of an item what a candidate sees. Repeatable from a seed, on
// every machine: no distribution of the standard library is used. Pure; one thread.
#include <cstdint>
#include <map>
#include <optional>

#include "base/json.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"

namespace examhall::client {

using base::Json;

/// {"<SHA-256 of the item's text, hex>" or "<index in the paper>": response, …}. Responses may also stand as
/// keys do in a bank: "ABD" for a multiple choice, 12.5 for a number.
class AnswerSheet {
 public:
  AnswerSheet() = default;
  static base::Result<AnswerSheet, base::Problems> read(std::string_view json, const std::string& file);

  /// In the form that the item's type takes; nullopt if the sheet does not have it.
  std::optional<Json> find(std::uint32_t item, const Json& body) const;
  bool empty() const { return entries_.empty(); }

 private:
  std::map<std::string, Json> entries_;
};

class Chooser {
 public:
  /// `skill`: how often, of 1, the sheet's response is given.
  Chooser(std::uint64_t seed, double skill, AnswerSheet sheet);

  Json choose(std::uint32_t item, const Json& body);
  /// Any response that fits: one letter, some letters, true or false, an amount. Null for a type not known
  /// here.
  Json any_response(const Json& body);

  /// Uniform in [0, 1).
  double chance();
  /// Uniform in [low, high].
  std::int64_t between(std::int64_t low, std::int64_t high);

 private:
  std::uint64_t next();
  std::uint64_t state_;
  double skill_;
  AnswerSheet sheet_;
};

}  // namespace examhall::client
