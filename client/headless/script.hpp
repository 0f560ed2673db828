#pragma once
// What a headless candidate does, step by step. Read from a JSON list, so that demos and tests are data:
//   {"answer": 3, "response": "B"}         the item shown as number 3; without "response": chosen by skill
//   {"answer_item": 0, "response": true}   by the paper's own index
//   {"answer_all": true}                   every item in the order shown
//   {"wait_ms": 500}
//   {"drop_connection": 2000}              as if the cable were out for so many ms
//   {"report": "focus_lost", "detail": ""}
//   {"read_notices": true}                 what proctors have written, and all that they write from now on
//   {"call": true, "text": ""}             for a proctor; false: none is needed any more
//   {"type_until_deadline": true}          answers without end until the paper is collected
//   {"hand_in": "retry" | "once"}          true: retry
//   {"exit": true}                         leaves without handing in
// Pure.
#include <optional>
#include <variant>
#include <vector>

#include "base/json.hpp"
#include "base/time.hpp"

namespace examhall::client {

using base::Json;
using base::Span;

struct AnswerStep {
  std::uint32_t number = 0;
  bool by_index = false;
  std::optional<Json> response{};
};
struct AnswerAllStep {};
struct WaitStep {
  Span time{0};
};
struct DropStep {
  Span offline_for{0};
};
struct ReportStep {
  std::string kind, detail;
};
struct ReadNoticesStep {};
struct CallStep {
  bool wanted = true;
  std::string text{};
};
struct TypeStep {};
struct HandInStep {
  bool retry = true;
};
struct ExitStep {};

using Step = std::variant<AnswerStep, AnswerAllStep, WaitStep, DropStep, ReportStep, ReadNoticesStep, CallStep,
                          TypeStep, HandInStep, ExitStep>;

/// Problems say which step ("[3].wait_ms").
base::Result<std::vector<Step>, base::Problems> read_script(std::string_view json, const std::string& file);

}  // namespace examhall::client
