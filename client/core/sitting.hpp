#pragma once
// One candidate's sitting from login to receipt, without a socket or a timer of its own: it is told what came
// over the line and what time it is, and says what to send and when to wake it. So the tests run hours in
// microseconds, and a load generator runs thousands on one thread. One thread.
//
// It never gives up by itself while the exam may still run: only the server's word stops it.
#include <functional>
#include <memory>

#include "base/clock.hpp"
#include "client/core/answer_keeper.hpp"
#include "client/core/backoff.hpp"
#include "client/core/image_shelf.hpp"
#include "client/core/item_bodies.hpp"
#include "client/core/observer.hpp"

namespace examhall::client {

struct Identity {
  std::string ticket;
  std::string code;
  std::string machine;
  std::string program;    ///< name and version
  bool next_try = false;  ///< the candidate asked for another try; asked of the server until it has let us in
};

struct Tuning {
  Span connect_within{10'000};
  Span welcome_within{15'000};
  Span ping_after{5'000};   ///< of silence
  Span dead_after{14'000};  ///< of silence: the line is dropped
  Span clock_first{1'000};  ///< between the first clock queries …
  int clock_first_count = 5;
  Span clock_later{30'000};   ///< … and between later ones
  Span unsaved_retry{2'000};  ///< after not_saved; half of it is jitter
  Span too_fast_retry{1'000};
  Span backoff_first{200};
  Span backoff_longest{10'000};
  Span stable_after{10'000};  ///< a line that lived this long makes the next retry quick again
  Span door_poll{30'000};     ///< longest wait before the door is tried again
  Span last_words{3'000};     ///< after the end, for answers that were under way
  std::size_t window = 32;    ///< answers under way at once
};

struct SittingParts {
  Transport& line;
  const base::Clock& clock;  ///< this machine's; never goes back
  Random random;
  AnswerKeeper& keeper;
  Observer& observer;
  std::optional<base::PublicKey> server_key{};  ///< pinned by the room's settings
  std::shared_ptr<ItemBodies> bodies = std::make_shared<ItemBodies>();
  /// Called whenever the time of the next tick() changes; nullopt: none is needed.
  std::function<void(std::optional<Instant>)> set_alarm = [](std::optional<Instant>) {};
  ImageLine* images = nullptr;  ///< null: nothing is shown, so no image is fetched
};

class Sitting final : public TransportEvents {
 public:
  Sitting(Identity who, SittingParts parts, Tuning tuning = {});

  void begin();
  /// Does all that is due. Calling it early does no harm.
  void tick();
  std::optional<Instant> next_due() const;

  // ---- what the candidate does
  void typing(std::uint32_t item);
  /// Kept on disk, then sent as soon as it can be. False: there is no such item, or it cannot be answered any
  /// more. Null clears.
  bool answer(std::uint32_t item, Json response);
  void visit(std::uint32_t item);
  /// The candidate's own mark. It stays on this machine, like an answer, and is there again after a crash.
  void flag(std::uint32_t item, bool on);
  void report(std::string kind, std::string detail);
  /// By its hash, as an item's body names it: Observer::image_arrived() or image_failed() follows, at once if
  /// it is here. Fetched while the paper is open, tried again until then; wanted anew it comes before others.
  void want_image(const std::string& hash);
  /// Null until it has arrived.
  const Picture* image(const std::string& hash) const { return images_.find(hash); }
  /// Told to the server, again after every lost line until it is on its disk.
  void read_notice(std::uint32_t id);
  /// For a proctor to come, or that none needs to any more; a few words may go with it. Survives lost lines.
  void call_proctor(bool wanted, std::string text = {});
  /// Once every answer is confirmed. Survives lost lines; a refusal takes it back.
  void hand_in();
  bool handing_in() const { return hand_in_wanted_; }
  /// Tells the server and stops.
  void leave();
  /// As if the cable was pulled; connects again after this time.
  void drop_line(Span offline_for);

  const ExamState& state() const { return state_; }
  LineState line() const { return line_state_; }
  Instant server_time() const { return state_.clock().server_time(parts_.clock.now()); }

  void line_opened() override;
  void line_received(std::string_view frame) override;
  void line_heard() override;
  void line_closed(const LineLoss& loss) override;

 private:
  // the line
  void connect();
  void lose_line(LineLoss loss);
  void wait_to_retry(Span delay, LineReport report);
  void stop(StopReason reason, base::Text text);
  void stop_at_the_end();
  void set_line(LineReport report);
  bool say(const protocol::ClientMessage& message);
  void ask_the_time(Instant now);
  void log_in();

  // messages
  void take(const protocol::Welcome& m, Instant now);
  void take(const protocol::TimeReply& m, Instant now);
  void take(const protocol::Start& m, Instant now);
  void take(const protocol::Outline& m, Instant now);
  void take(const protocol::Item& m, Instant now);
  void take(const protocol::PaperEnd& m, Instant now);
  void take(const protocol::Ack& m, Instant now);
  void take(const protocol::Deadline& m, Instant now);
  void take(const protocol::PausedNow& m, Instant now);
  void take(const protocol::Storage& m, Instant now);
  void take(const protocol::Ended& m, Instant now);
  void take(const protocol::TakenOver& m, Instant now);
  void take(const protocol::Error& m, Instant now);
  void take(const protocol::Notice& m, Instant now);
  void take(const protocol::NoticeKept& m, Instant now);
  void take(const protocol::CallNow& m, Instant now);
  void item_came(std::uint32_t item, std::shared_ptr<const Json> body);
  void login_refused(const protocol::Error& m, Instant now);
  void answer_refused(const protocol::Error& m, Instant now);
  void hand_in_refused(const protocol::Error& m, Instant now);
  void say_end_shown();
  void end_shown_refused(const protocol::Error& m, Instant now);

  // notices and calls
  void ask_for_notices();
  void say_call();
  void notices_refused(const protocol::Error& m, Instant now);

  // answers
  void open_keeper();
  void reconcile();
  void flush(Instant now);
  void try_hand_in(Instant now);
  void guarded(const std::function<void()>& keeping);
  void forget_if_done();
  void phase_may_have_changed(Phase before);
  void wake();

  Identity who_;
  SittingParts parts_;
  Tuning tuning_;
  ExamState state_;
  Backoff backoff_;
  ImageShelf images_;

  LineState line_state_ = LineState::offline;
  std::optional<Instant> retry_at_;
  Instant give_up_line_at_{};  // while connecting and logging in
  Instant online_since_{};
  Instant heard_at_{};
  bool pinged_ = false;
  int clock_queries_ = 0;
  Instant next_clock_query_{};
  std::optional<Instant> ask_notices_at_;      // again, after a refusal that passes
  std::optional<Instant> end_shown_again_at_;  // the same
  std::optional<Instant> stop_at_;
  std::optional<base::Text> ended_before_;  // the server's words at the door

  bool keeper_open_ = false;
  bool reconciled_ = false;  // on this line
  std::uint32_t next_no_ = 1;
  bool hand_in_wanted_ = false;
  bool hand_in_sent_ = false;
  bool receipt_valid_ = false;
  Instant hand_in_not_before_{};
};

}  // namespace examhall::client
