#pragma once
// The states of a sitting in words for people, and in ids for scripts. Pure.
#include "client/core/observer.hpp"

namespace examhall::client {

struct AnswerWords {
  const char* id;
  base::Text text;
};

base::Text line_text(const LineReport& report);
base::Text phase_text(Phase phase);
AnswerWords answer_words(AnswerState state);
base::Text call_text(CallState state);
/// How an attempt ended: handed_in, collected, terminated.
base::Text how_text(const std::string& how);

}  // namespace examhall::client
