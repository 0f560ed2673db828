#pragma once
// Which command must have led to an event of an attempt, and whether a decision holds that event. Pure.
#include <optional>

#include "exam/attempt.hpp"

namespace examhall::evidence {

/// nullopt for an event that no command of an attempt leads to (registration, an incident, a count).
std::optional<exam::Command> command_for(const exam::Attempt& attempt, const exam::Event& happened);
bool holds(const exam::Decision& decision, const exam::Attempt& attempt, const exam::Event& happened);

/// Events that give time or reopen a paper: where the rules do not allow one, its effect is not believed.
bool grants(const exam::Event& happened);

}  // namespace examhall::evidence
