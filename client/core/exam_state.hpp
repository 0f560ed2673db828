#pragma once
// Everything a candidate's screen can show, as a fold over what the server said and the candidate did. No
// socket, no file and no clock of its own: a window draws it, the tests drive it. One thread.
#include <memory>
#include <vector>

#include "client/core/answer_book.hpp"
#include "client/core/clock_offset.hpp"
#include "client/core/notice_board.hpp"
#include "protocol/server_messages.hpp"

namespace examhall::client {

enum class Phase {
  outside,  ///< not logged in yet
  waiting,  ///< seated before the start
  sitting,  ///< time runs
  paused,   ///< time stands, and so does the paper
  ended,
};
std::string_view to_text(Phase phase);

class ExamState {
 public:
  void apply(const protocol::Welcome& m, Instant now);
  void apply(const protocol::TimeReply& m, Instant now);
  void apply(const protocol::Start& m, Instant now);
  void apply(const protocol::Outline& m, Instant now);
  void apply(const protocol::PaperEnd& m, Instant now);
  void apply(const protocol::Deadline& m, Instant now);
  void apply(const protocol::PausedNow& m, Instant now);
  void apply(const protocol::Storage& m, Instant now);
  void apply(const protocol::Ended& m, Instant now);
  /// The body is shared, so that many sittings in one process can hold one copy.
  void item_arrived(std::uint32_t item, std::shared_ptr<const Json> body);

  Phase phase() const { return phase_; }
  const std::optional<protocol::Welcome>& welcome() const { return welcome_; }
  const std::optional<protocol::Outline>& outline() const { return outline_; }
  /// Null until it has arrived: {"type","text","content","images"}.
  const Json* item(std::uint32_t item) const;
  std::size_t items() const { return items_.size(); }
  std::size_t items_here() const { return items_here_; }
  bool paper_complete() const { return !items_.empty() && items_here_ == items_.size(); }
  /// The place at which this candidate sees an item, from 1; 0 if the order is not known yet.
  std::uint32_t display_number(std::uint32_t item) const;
  /// The item at a place; nullopt if there is no such place.
  std::optional<std::uint32_t> item_at(std::uint32_t display_number) const;

  /// With a new line: the machine may have slept, so earlier samples no longer count.
  void clock_may_have_jumped() { clock_.start_over(); }
  const ClockOffset& clock() const { return clock_; }
  std::optional<Instant> deadline() const { return deadline_; }
  /// Time left by the server's clock, never negative; it stands while the exam is paused. nullopt before the
  /// start.
  std::optional<Span> remaining(Instant now) const;
  /// What staff wrote with the pause or the last change of the deadline. Messages of theirs are on the board.
  const std::string& notice() const { return notice_; }
  bool storage_ok() const { return storage_ok_; }
  const std::optional<protocol::Ended>& ended() const { return ended_; }

  /// What proctors wrote, and the call for one.
  NoticeBoard& board() { return board_; }
  const NoticeBoard& board() const { return board_; }

  AnswerBook& answers() { return answers_; }
  const AnswerBook& answers() const { return answers_; }

 private:
  void stop_the_clock(Instant now);

  Phase phase_ = Phase::outside;
  std::optional<protocol::Welcome> welcome_;
  std::optional<protocol::Outline> outline_;
  std::vector<std::shared_ptr<const Json>> items_;
  std::size_t items_here_ = 0;
  ClockOffset clock_;
  std::optional<Instant> deadline_;
  std::optional<Span> left_at_pause_;
  std::string notice_;
  bool storage_ok_ = true;
  std::optional<protocol::Ended> ended_;
  NoticeBoard board_;
  AnswerBook answers_;
};

}  // namespace examhall::client
