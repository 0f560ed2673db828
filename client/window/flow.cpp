#include "client/window/flow.hpp"

namespace examhall::window {
namespace {

using client::Phase;
using client::StopReason;

Page page_after(StopReason reason) {
  switch (reason) {
    case StopReason::left:
    case StopReason::refused:
      return Page::login;
    case StopReason::ended:
      return Page::receipt;
    case StopReason::taken_over:
    case StopReason::too_late:
    case StopReason::attempt_ended:
    case StopReason::terminated:
    case StopReason::incompatible:
      break;
  }
  return Page::closing;
}

Page page_before_the_start(const Steps& steps) {
  if (!steps.rules) return Page::rules;
  if (!steps.checks) return Page::checks;
  return steps.practising ? Page::practice : Page::waiting;
}

}  // namespace

Page page_of(const Situation& s) {
  if (!s.server_known) return Page::server;
  if (s.phase == Phase::ended) return Page::receipt;
  if (s.stop) return page_after(*s.stop);
  if (s.phase == Phase::outside) return Page::login;
  if (s.steps.leaving) return Page::leaving;
  if (!s.steps.person) return Page::person;
  if (s.phase == Phase::sitting) return Page::exam;
  if (s.phase == Phase::paused) return Page::paused;
  return page_before_the_start(s.steps);
}

bool holds_a_seat(const Situation& s) {
  return !s.stop && (s.phase == Phase::waiting || s.phase == Phase::sitting || s.phase == Phase::paused);
}

bool is_watched(const Situation& s) { return !s.stop && s.phase == Phase::sitting; }

}  // namespace examhall::window
