#include "exam/refusal.hpp"

#include <array>
#include <utility>

namespace examhall::exam {
namespace {
constexpr std::array<std::pair<RefusalId, std::string_view>, 16> kNames{{
    {RefusalId::not_open_yet, "not_open_yet"},
    {RefusalId::batch_over, "batch_over"},
    {RefusalId::entry_too_late, "entry_too_late"},
    {RefusalId::attempt_ended, "attempt_ended"},
    {RefusalId::attempt_terminated, "attempt_terminated"},
    {RefusalId::not_started, "not_started"},
    {RefusalId::attempt_paused, "attempt_paused"},
    {RefusalId::seat_taken_over, "seat_taken_over"},
    {RefusalId::too_late, "too_late"},
    {RefusalId::number_used, "number_used"},
    {RefusalId::no_such_item, "no_such_item"},
    {RefusalId::item_behind, "item_behind"},
    {RefusalId::hand_in_too_early, "hand_in_too_early"},
    {RefusalId::hand_in_last_minutes, "hand_in_last_minutes"},
    {RefusalId::call_too_soon, "call_too_soon"},
    {RefusalId::not_possible_now, "not_possible_now"},
}};
}  // namespace

std::string_view to_text(RefusalId id) {
  for (const auto& [value, name] : kNames) {
    if (value == id) return name;
  }
  return "";
}

std::optional<RefusalId> refusal_from_text(std::string_view text) {
  for (const auto& [value, name] : kNames) {
    if (name == text) return value;
  }
  return std::nullopt;
}

}  // namespace examhall::exam
