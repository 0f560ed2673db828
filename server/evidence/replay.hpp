#pragma once
// The rules, run again over a batch's events: whatever stands in the journal must be what exam::decide()
// gives for the state at that moment. The fold that comes of it is what scores are computed from. One thread.
#include <unordered_map>
#include <vector>

#include "evidence/receipts.hpp"
#include "exam/fold.hpp"
#include "journal/event.hpp"

namespace examhall::evidence {

class Replay {
 public:
  /// `check` gets what contradicts the rules. Of one candidate, what depends on the others is not looked at.
  Replay(Scope scope, std::int64_t batch, Check& check);

  /// In order. `event.link` is the journal's.
  void apply(const journal::Event& event);
  /// All events are in: did everybody end? Fills the summary's counts.
  void finish(bool unfinished, Summary& summary);

  const exam::FoldedBatch& batch() const { return batch_; }
  const std::unordered_map<std::int64_t, exam::FoldedAttempt>& attempts() const { return attempts_; }
  std::vector<std::int64_t> attempt_ids() const;  ///< ascending
  const std::vector<ReceiptText>& receipts() const { return receipts_; }

 private:
  void apply_to_batch(const journal::Event& event);
  void apply_to_attempt(const journal::Event& event);
  void unreadable(const journal::Event& event);
  bool allowed(const exam::BatchEvent& happened, const journal::Event& event);
  bool allowed_alone(const exam::BatchEvent& happened) const;
  bool allowed_among_all(const exam::BatchEvent& happened, exam::Instant at) const;
  bool allowed(const exam::FoldedAttempt& attempt, const exam::Event& happened, const journal::Event& event);
  bool in_its_turn(const exam::IncidentNote& note) const;
  bool in_its_turn(const exam::PersonIncident& happened, const journal::Event& event,
                   const exam::FoldedAttempt& folded);
  bool in_its_minute(const exam::Counted& happened, const journal::Event& event,
                     const exam::FoldedAttempt& folded);
  bool registered(const exam::Registered& happened, const journal::Event& event);
  bool in_time(const journal::Event& event);
  bool affordable(std::size_t answers);
  exam::Instant latest_deadline(exam::Instant now) const;
  bool everybody_ended() const;
  bool owed(const exam::Attempt& attempt, const exam::Event& happened) const;
  void against_rules(const journal::Event& event, const exam::FoldedAttempt& attempt,
                     const exam::Event& happened, const exam::Decision& decision);

  Scope scope_;
  std::int64_t id_;
  Check& check_;
  exam::FoldedBatch batch_;
  bool scheduled_ = false;
  std::unordered_map<std::int64_t, exam::FoldedAttempt> attempts_;
  std::vector<ReceiptText> receipts_;
  std::optional<exam::Instant> last_at_;
  std::size_t answers_held_ = 0;
  std::size_t looks_at_all_ = 0;
  std::uint64_t answers_ = 0;
  std::uint64_t refused_ = 0;
};

}  // namespace examhall::evidence
