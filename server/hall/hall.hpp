#pragma once
// The live exam. Frames come in through Door, time through run_due(), commits through committed(), staff
// through act(); what leaves goes through Link, Record and the callbacks of Settings. Everything on one
// executor, nothing here waits and nothing touches a disk.
//
// An event takes effect in memory when it is decided, so that the next command meets the new state; nobody
// outside hears of it before it is on disk.
#include <queue>

#include "base/clock.hpp"
#include "base/signature.hpp"
#include "hall/counters.hpp"
#include "hall/record.hpp"
#include "hall/seat.hpp"
#include "hall/staff_act.hpp"
#include "hall/tally.hpp"
#include "hall/watcher.hpp"

namespace examhall::hall {

/// What remains of a batch once every paper is in: the input of grading.
struct ClosedBatch {
  struct Candidate {
    std::int64_t attempt = 0;
    std::string ticket;
    exam::Status status = exam::Status::absent;
    std::vector<exam::Ending> tries;  ///< oldest first, with their answers; empty for the absent
  };
  exam::Batch batch;
  std::vector<Candidate> candidates;
};

struct Settings {
  base::Span login_timeout = std::chrono::seconds{10};
  base::Span linger = std::chrono::seconds{3};  ///< from the receipt to the close: for answers under way
  int failed_logins_allowed = 5;                ///< on one connection
  std::size_t waiting_limit = 200'000;          ///< events not yet on disk; past it answers are not_saved
  std::size_t paper_chunk = 500;                ///< seats that get their paper in one go at the start
  std::function<void(const ClosedBatch&)> on_closed = [](const ClosedBatch&) {};
  /// Asks for a sealed paper whose time has come: any two of these may open it. Answered by paper_opened().
  std::function<void(std::int64_t batch, const std::vector<exam::Custodian>& able)> ask_to_open =
      [](std::int64_t, const std::vector<exam::Custodian>&) {};
  /// Somebody has typed a ticket or a code that there is not.
  std::function<void(const std::string& address)> on_login_refused = [](const std::string&) {};
};

/// A batch as the office publishes it: settings, paper, roster.
struct Publication {
  exam::Batch batch;
  std::shared_ptr<const PaperView> paper;  ///< null while a sealed one cannot be read
  std::vector<Enrolled> roster;
  std::uint32_t sealed_items = 0;             ///< of a sealed paper
  std::vector<exam::Custodian> opened_by{};  ///< it was opened for this batch, perhaps right before a crash
};

/// Of a batch with a sealed paper, for those who release it.
struct PaperStatus {
  std::int64_t batch = 0;
  std::string paper;
  base::Instant start;
  bool sealed = false, opened = false;
  std::vector<exam::Custodian> released;  ///< since this server started
};

class Hall final : public Door {
 public:
  Hall(const base::Clock& clock, Record& record, const base::SigningKey& key, Settings settings);

  // ---- from the network
  void opened(const std::shared_ptr<Link>& link) override;
  void received(const std::shared_ptr<Link>& link, std::string_view frame, base::Instant at) override;
  void closed(const std::shared_ptr<Link>& link) override;
  void too_fast(const std::shared_ptr<Link>& link, std::string_view frame) override;
  void stopping(const std::shared_ptr<Link>& link) override { say_error(link, "shutting_down"); }
  std::optional<Image> image(std::string_view seat_token, const base::Digest& hash) override;

  // ---- from the journal's writer, posted to this executor
  void committed(std::span<const journal::Committed> commits);
  void storage(bool ok);

  // ---- time
  /// Does all that is due and returns when to come back: at most a second ahead.
  base::Instant run_due();

  // ---- from the office
  /// The state before a restart, once, before anything else. `away` is the time since the last heartbeat.
  void restore(exam::Fold&& fold);
  /// New, or known from before a restart, or changed: the roster may have grown. The schedule of a batch that
  /// the journal knows is not changed by this: that takes an act.
  void publish(Publication publication);
  /// After the first publications: what the server's absence cost, by each batch's rule.
  void note_outage(base::Instant last_alive);
  /// `done` is called when its events are on disk, or at once if it is refused. All of an act's events come
  /// to the disk in one transaction, or none. A request that was carried out before is answered and not
  /// repeated.
  void act(const StaffAct& act, std::function<void(const StaffOutcome&)> done);
  /// Results were written: recorded with their digest.
  /// A first version, or one that two people want. `done` gets why not, empty once it is recorded.
  void note_graded(std::int64_t batch, exam::Graded graded, std::function<void(std::string_view why)> done);
  /// A custodian has handed over halves of the key: recorded, and counted as long as this server runs. `done` is
  /// called with nothing once it is on disk, or at once with the reason of the refusal.
  void release_paper(std::int64_t batch, const exam::PaperReleased& release,
                     std::function<void(std::string_view why)> done);
  /// The answer to Settings::ask_to_open; without a paper if it could not be opened: it is asked for again.
  void paper_opened(std::int64_t batch, std::shared_ptr<const PaperView> paper,
                    const std::vector<exam::Custodian>& by);
  std::optional<PaperStatus> paper_status(std::string_view code) const;
  /// An event of the house itself (batch 0), which no rule looks at: `done` once it is on disk.
  void note_of_house(std::string_view kind, std::string body, std::function<void()> done);
  /// For the record of a batch. Nothing if there is none of that number.
  void note(std::int64_t batch, const exam::Noted& note);
  /// Batches that closed before a restart and were never graded.
  std::vector<ClosedBatch> ungraded() const;
  /// What was counted and not written yet: before the journal ends.
  void write_all_counts();
  /// Batches whose results the journal names.
  std::vector<std::int64_t> graded() const;

  /// From now on this one looks on; it is shown everything that is there. It must outlive the hall's work.
  void watch(Watcher& watcher);

  const Counters& counters() const { return counters_; }
  std::vector<StatusCount> statuses() const;
  /// Papers that nobody can read yet.
  std::vector<ShutPaper> shut_papers() const;
  bool storage_ok() const { return storage_ok_; }
  std::size_t waiting_events() const { return waiting_.size(); }
  std::size_t connections() const { return guests_.size(); }

 private:
  struct Due {
    base::Instant at;
    Seat* seat;  // null: the batch
    LiveBatch* batch;
    bool operator>(const Due& o) const { return at > o.at; }
  };
  /// A login that was decided and waits for its commit. What the candidate is told is fixed by then.
  struct Arrival {
    std::weak_ptr<Link> link, before;
    std::string machine;
    bool paper_known = false;
    protocol::Welcome welcome;
    std::string pause_reason;
    std::optional<protocol::Deadline> unshown;  // moves of the end that this client has not confirmed
  };
  /// A login whose turn has not come.
  struct Held {
    std::weak_ptr<Link> link;
    protocol::Login login;
  };
  using OnDurable = Waiting::OnDurable;

  // recording
  void append(journal::Draft draft);
  void record(Seat& seat, const exam::Event& event, base::Instant at, OnDurable on_durable = {});
  void record_all(Seat& seat, const std::vector<exam::Event>& events, base::Instant at, OnDurable after_last);
  void record(LiveBatch& batch, const exam::BatchEvent& event, base::Instant at, OnDurable on_durable = {});

  // speaking
  void say(const std::shared_ptr<Link>& link, const protocol::ServerMessage& message);
  void say(const Seat& seat, const protocol::ServerMessage& message);
  void say_error(const std::shared_ptr<Link>& link, std::string_view id,
                 std::optional<protocol::About> about = {}, std::optional<base::Instant> when = {},
                 std::optional<std::string> detail = {});
  void refuse(const Guest& guest, protocol::About about, const exam::Refusal& why);
  bool overloaded(const Guest& guest, const protocol::About& about);
  void dismiss(Guest& guest, CloseCode code, std::string_view reason);
  void leave_seat(Guest& guest, base::Instant at);
  protocol::Deadline deadline_message(const Seat& seat, std::string_view reason, base::Span by,
                                      const std::string& text, base::Instant now) const;

  // messages
  void handle(Guest& guest, const protocol::Login& m, base::Instant at);
  void handle(Guest& guest, const protocol::TimeQuery& m, base::Instant at);
  void handle(Guest& guest, const protocol::Answer& m, base::Instant at);
  void handle(Guest& guest, const protocol::Visit& m, base::Instant at);
  void handle(Guest& guest, const protocol::Report& m, base::Instant at);
  void handle(Guest& guest, const protocol::HandIn& m, base::Instant at);
  void handle(Guest& guest, const protocol::Leave& m, base::Instant at);
  void handle(Guest& guest, const protocol::Notices& m, base::Instant at);
  void handle(Guest& guest, const protocol::Noticed& m, base::Instant at);
  void handle(Guest& guest, const protocol::Call& m, base::Instant at);
  void handle(Guest& guest, const protocol::DeadlineShown& m, base::Instant at);

  // login
  Seat* identify(const protocol::Login& m);
  void take_in(Guest& guest, Seat& seat, const protocol::Login& m, base::Instant at);
  void refuse_entry(Guest& guest, Seat& seat, const exam::Refusal& why);
  void enter(Guest& guest, Seat& seat, const protocol::Login& m, const exam::Decision& decision,
             base::Instant at);
  void admit(Seat& seat, const Arrival& arrival);
  void dismiss_predecessor(const Arrival& arrival);
  void send_paper(Seat& seat, const Arrival& arrival);
  void renew_image_token(Seat& seat);
  void drop_image_token(Seat& seat);
  protocol::Welcome welcome(const Seat& seat, base::Instant now) const;

  // crowding
  void note_seating(Seat& seat);
  bool must_wait(const Seat& seat) const;
  void hold(Guest& guest, Seat& seat, const protocol::Login& m);
  base::Instant take_held(base::Instant now);
  bool is_single(const Seat& seat, std::string_view what, std::string_view which);
  void count(const Seat& seat, std::string_view what, std::string_view which);
  void write_counts(base::Instant now);
  void write_counts(std::int64_t attempt, Tally& tally);

  // paper
  void send_outline(Seat& seat);
  void send_items(Seat& seat, std::uint32_t up_to);
  void send_rest_of_papers();
  bool papers_may_follow() const;
  bool opening_goes_on(base::Instant now);

  // answers
  void acknowledge(const Guest& guest, const protocol::Answer& m, const exam::Event& event, base::Instant at);
  void repeat_ack(const Seat& seat, std::weak_ptr<Link> link, protocol::Ack ack);
  bool fits(const Guest& guest, const protocol::Answer& m) const;

  // notices and calls
  void tell_after_commit(Seat& seat, std::vector<protocol::ServerMessage> messages);
  void tell_notice(Seat& seat);
  void tell_call(Seat& seat);

  // ends
  void announce_end(Seat& seat);
  protocol::Ended ended_message(const Seat& seat);
  void end_with(Seat& seat, exam::Status how, const exam::Decision& decision, base::Instant at);
  void close_if_done(LiveBatch& batch, base::Instant now);
  ClosedBatch closed_batch(const LiveBatch& batch) const;

  // time
  void do_batch(LiveBatch& batch, base::Instant now);
  void do_seat(Seat& seat, base::Instant now);
  void start_batch(LiveBatch& batch, base::Instant now);
  void begin(LiveBatch& batch, Seat& seat, base::Instant now);
  void open_paper(Seat& seat, base::Instant ends_at);
  void mark_absent(LiveBatch& batch, base::Instant now);
  void ask_for_paper(LiveBatch& batch, base::Instant now);
  base::Instant look_again_at(const LiveBatch& shut, base::Instant now) const;
  void schedule(LiveBatch& batch, base::Instant now);
  void schedule(Seat& seat, base::Instant now);
  void wake(LiveBatch& batch, base::Instant at);
  void end_idle_guests(base::Instant now);
  void end_finished_guests(base::Instant now);
  base::Instant latest_deadline(const LiveBatch& batch, base::Instant now) const;

  // staff
  StaffOutcome carry_out(LiveBatch& batch, const StaffAct& act, base::Instant now);
  StaffOutcome decide_on(LiveBatch& batch, const StaffAct& act, base::Instant now);
  StaffOutcome finalise(LiveBatch& batch, const StaffAct& act, base::Instant now);
  StaffOutcome propose(LiveBatch& batch, const StaffAct& act, base::Instant now);
  std::string_view why_no_more_time(const LiveBatch& batch, const StaffAct& act, base::Instant now) const;
  StaffOutcome decide_proposal(LiveBatch& batch, const StaffAct& act, base::Instant now);
  StaffOutcome note_incident(LiveBatch& batch, const StaffAct& act, base::Instant now);
  StaffOutcome move_seat(LiveBatch& batch, const StaffAct& act, base::Instant now);
  void leave_old_seat(Seat& seat);
  static void put_in_place(Seat& seat);
  StaffOutcome act_on_seats(LiveBatch& batch, const StaffAct& act, base::Instant now);
  StaffOutcome approve_outage(LiveBatch& batch, const StaffAct& act, base::Instant now);
  StaffOutcome reschedule(LiveBatch& batch, const StaffAct& act, base::Instant now);
  void tell_staff_act(Seat& seat, const StaffAct& act, base::Instant now);
  void tell_resumed(Seat& seat, const protocol::Deadline& message);
  std::uint32_t compensate_all(LiveBatch& batch, const exam::OutageNoted& outage, base::Instant now);
  bool compensate(LiveBatch& batch, Seat& seat, const exam::OutageNoted& outage, base::Instant now);
  void finish_compensation(LiveBatch& batch, base::Instant now);
  LiveBatch* batch_of(std::int64_t id);

  // roster
  LiveBatch* take_up(Publication& publication, base::Instant now);
  void enrol(LiveBatch& batch, const Enrolled& enrolled);
  Seat& add_seat(LiveBatch& batch, const Enrolled& enrolled);
  bool restore_seat(Seat& seat);
  void take_up_strays(LiveBatch& batch);

  const base::Clock& clock_;
  Record& record_;
  const base::SigningKey& key_;
  Settings settings_;
  Waiting waiting_;
  Watcher* watcher_ = nullptr;
  std::optional<std::vector<journal::Draft>> together_;  // an act's events, until it is decided as a whole
  Counters counters_;
  bool storage_ok_ = true;

  exam::Fold restored_;  // what the journal knew; emptied as batches are published
  std::map<std::int64_t, std::unique_ptr<LiveBatch>> batches_;
  std::unordered_map<std::int64_t, Seat*> by_attempt_;
  std::unordered_map<std::string, Seat*> by_ticket_;
  std::unordered_map<std::string, Seat*> by_image_token_;  // keyed by the token's SHA-256
  std::unordered_map<const Link*, Guest> guests_;
  std::deque<std::pair<base::Instant, std::weak_ptr<Link>>> not_logged_in_;  // in order of arrival
  std::map<std::int64_t, Held> held_;                                        // by attempt: the latest
  std::map<std::int64_t, Tally> tallies_;                                    // by attempt: of this minute
  base::Instant next_counts_{};
  std::deque<std::pair<base::Instant, std::weak_ptr<Link>>> ended_;          // told of their end, in order
  std::priority_queue<Due, std::vector<Due>, std::greater<>> due_;
  std::deque<Seat*> paper_owed_;  // seats that have their first question and wait for the rest
  std::size_t beginning_ = 0;     // attempts begun by the start of their batch, not yet on disk
  struct Opening {
    base::Instant began;
    std::size_t seats = 0;
    bool queued = false, first_out = false;
  };
  std::optional<Opening> opening_;  // until every paper is out
};

}  // namespace examhall::hall
