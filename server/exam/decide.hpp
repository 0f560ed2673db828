#pragma once
// One function for each command; attempt.cpp dispatches. Not for others to call.
#include "exam/attempt.hpp"

namespace examhall::exam {

Decision decide_one(const Batch&, const Attempt&, const TakeSeat&, Instant now);
Decision decide_one(const Batch&, const Attempt&, const LoseSeat&, Instant now);
Decision decide_one(const Batch&, const Attempt&, const Begin&, Instant now);
Decision decide_one(const Batch&, const Attempt&, const GiveAnswer&, Instant now);
Decision decide_one(const Batch&, const Attempt&, const Visit&, Instant now);
Decision decide_one(const Batch&, const Attempt&, const Report&, Instant now);
Decision decide_one(const Batch&, const Attempt&, const HandIn&, Instant now);
Decision decide_one(const Batch&, const Attempt&, const Collect&, Instant now);
Decision decide_one(const Batch&, const Attempt&, const MarkAbsent&, Instant now);
Decision decide_one(const Batch&, const Attempt&, const ConfirmNotice&, Instant now);
Decision decide_one(const Batch&, const Attempt&, const ConfirmEnd&, Instant now);
Decision decide_one(const Batch&, const Attempt&, const CallProctor&, Instant now);
Decision decide_one(const Batch&, const Attempt&, const Pause&, Instant now);
Decision decide_one(const Batch&, const Attempt&, const Resume&, Instant now);
Decision decide_one(const Batch&, const Attempt&, const Extend&, Instant now);
Decision decide_one(const Batch&, const Attempt&, const Compensate&, Instant now);
Decision decide_one(const Batch&, const Attempt&, const Terminate&, Instant now);
Decision decide_one(const Batch&, const Attempt&, const Reinstate&, Instant now);
Decision decide_one(const Batch&, const Attempt&, const Notify&, Instant now);
Decision decide_one(const Batch&, const Attempt&, const AnswerCall&, Instant now);
Decision decide_one(const Batch&, const Attempt&, const Move&, Instant now);
Decision decide_one(const Batch&, const Attempt&, const Admit&, Instant now);

inline Decision refused(RefusalId id, std::optional<Instant> when = std::nullopt) { return {{}, Refusal{id, when}}; }

/// No time is promised for a paper that custodians have yet to open.
Refusal not_started(const Batch& batch);

/// Why this connection may not say anything of notices, calls or ends; nullopt while the attempt is alive.
std::optional<Refusal> may_not_speak(const Attempt& attempt, std::uint32_t fence);

/// Why an attempt that is not open takes nothing more; nullopt while it is sitting.
std::optional<Refusal> closed_to_candidate(const Batch& batch, const Attempt& attempt, std::uint32_t fence);

}  // namespace examhall::exam
