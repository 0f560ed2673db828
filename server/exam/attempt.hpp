#pragma once
// One candidate's attempt: its state, the commands it can be given and the events it is made of.
// decide() says what a command leads to, evolve() applies what has happened. The hall, the recovery after a
// crash and the offline verifier run these same two functions; neither reads a clock or touches anything.
#include <string_view>
#include <variant>
#include <vector>

#include "exam/batch.hpp"
#include "exam/incident.hpp"
#include "exam/refusal.hpp"

namespace examhall::exam {

enum class Status {
  registered,  ///< on the roster, not yet in a seat
  seated,      ///< logged in before the start
  sitting,     ///< the paper is open, time runs
  paused,      ///< time stands
  handed_in,   ///< ended by the candidate
  collected,   ///< ended by the deadline
  terminated,  ///< ended by staff
  absent,      ///< never begun
};
std::string_view to_text(Status status);
constexpr bool has_ended(Status s) {
  return s == Status::handed_in || s == Status::collected || s == Status::terminated || s == Status::absent;
}

/// Of one paper; no event of a larger one is read.
inline constexpr std::uint32_t kMaxItems = 4096;

/// The last thing said about one item.
struct Given {
  std::uint32_t no = 0;   ///< the client's number of that answer; 0: never answered
  std::uint64_t seq = 0;  ///< its place in the journal, for a repeated ack; set by the hall
  std::string response;   ///< canonical JSON; "null" when cleared
};

/// How an attempt, or an earlier try of it, ended: what its receipt is made of.
struct Ending {
  Status status = Status::registered;
  int round = 1;
  std::uint64_t seq = 0;  ///< of the event that ended it
  std::string link;       ///< the journal's chain at that event, hex
  Instant at{};
  std::vector<Given> answers{};
};

/// What staff wrote to this person.
struct Notice {
  std::uint32_t id = 0;  ///< 1, 2, 3, … for this person, over all tries
  Instant at{};
  std::string text, scope;
  bool delivered = false;  ///< the client said that it is there
  bool read = false;
  bool warning = false;
  bool operator==(const Notice&) const = default;
};

/// Bounds of what one person is sent: bytes of one text, notices in all, notices not read yet.
inline constexpr std::size_t kLongestNotice = 1000;
inline constexpr std::size_t kLongestWarning = 950;  ///< it is shown with a word in front
inline constexpr std::size_t kMostNotices = 100;
inline constexpr std::size_t kMostUnread = 20;

enum class Calling { none, open, withdrawn, answered };
std::string_view to_text(Calling calling);

/// Whether this person wants a proctor to come.
struct ProctorCall {
  Calling state = Calling::none;
  std::uint32_t no = 0;                ///< the client's number of the last change that it asked for
  Instant at{};                        ///< when it became so
  std::optional<Instant> called_at{};  ///< the last time
  std::string text;                    ///< the candidate's while it is open, staff's once it is answered
  bool operator==(const ProctorCall&) const = default;
};

inline constexpr std::size_t kLongestCall = 256;
inline constexpr Span kBetweenCalls = std::chrono::seconds{10};

/// What somebody who looks on wants to know of a person, and no rule asks for.
struct Activity {
  std::string machine;                  ///< of the last login, as its client named it
  std::optional<Instant> online_since;  ///< when the connection last came or went
  std::optional<Instant> last;          ///< answer, page turn or report
  bool away = false;                    ///< the window is not in front
  /// The client's idea of the server's time minus the server's own: the largest since the login, for an answer
  /// that waited on the way only ever looks older.
  std::optional<Span> clock;
};

/// Staff sent this person to another seat. Until somebody sits there, and no longer than `until`, the time is
/// the machine's fault and not theirs.
struct Moving {
  Instant since;  ///< when the old seat was lost
  Instant until;
  bool operator==(const Moving&) const = default;
};

/// So long the way to another seat may take at most; what it takes longer is the person's own.
inline constexpr Span kLongestWay = std::chrono::minutes{15};

struct Attempt {
  std::int64_t id = 0;
  Status status = Status::registered;
  int round = 1;           ///< which try this is, where more than one is allowed
  std::uint64_t seed = 0;  ///< the order of items and options
  std::string room;
  std::string seat;            ///< set by a move; until then the roster's holds
  bool moved = false;          ///< by staff: room and seat are no longer the roster's
  bool admitted = false;       ///< by staff: too late, and may come in all the same
  Span accommodation{0};       ///< extra time that this person always has
  Span extended{0};            ///< granted by staff
  Span lost{0};                ///< compensated: outages, moves
  std::vector<Window> pauses;  ///< that have ended; few or none
  std::optional<Instant> paused_at;
  std::string pause_reason;  ///< while paused: what staff wrote
  std::optional<Moving> moving;
  std::optional<std::string> left_machine;  ///< of the seat that the last move took away
  /// For which time was given back, in `lost`: ways to another seat, outages, undone terminations. They may
  /// overlap; none of it is given back again.
  std::vector<Window> given_back;
  std::vector<EndMove> end_moves;       ///< of this person's own end; the batch has those of everybody's
  std::optional<Instant> end_known_at;  ///< moves until then are on the candidate's screen
  std::optional<Instant> begun_at;
  std::optional<Instant> ended_at;
  std::uint32_t fence = 0;  ///< grows with every login; what carries an older one is refused
  bool online = false;
  std::optional<Instant> dropped_at;  ///< when the connection was last lost; unset while there is one
  Activity activity;
  Status before_end = Status::registered;  ///< what an undone termination returns to
  std::optional<Instant> ended_before;     ///< when it had ended before staff terminated it all the same
  std::uint32_t last_no = 0;               ///< highest client number seen
  std::int32_t position = -1;              ///< furthest item visited, where navigation is forward only
  std::uint32_t left_window = 0;           ///< reports of lost focus
  std::uint32_t refused_answers = 0;
  std::vector<Notice> notices;  ///< ascending; they stay through further tries
  ProctorCall call;
  std::vector<Given> answers;  ///< by index of the item in the paper

  std::uint32_t answered() const;
};

/// Tries that the batch still allows after this one's end; 0 for the terminated and the absent.
int tries_left(const Batch& batch, const Attempt& attempt);

/// What a move has taken from this attempt so far: from the loss of the old seat until now, without pauses and
/// without what was given back otherwise; 0 for whoever is not on the way.
Span lost_to_move(const Attempt& attempt, Instant now);

/// What an outage took from this attempt: the part of it in which its time ran, from the outage's begin or
/// from its own. Pauses in it stretch by themselves, and what was given back already is not given again.
/// Whoever has not begun and has a time of their own loses only what the end of the window would take from it.
Span lost_to(const Window& outage, const Batch& batch, const Attempt& attempt);

/// When this attempt's time is over. Rule: min(begin + attempt time, end of the window), or the end of the
/// window alone, plus accommodation, extensions, compensated time and pauses; a running pause and a move under
/// way count up to `now`. A changed end of the batch therefore moves every deadline by the same amount, except where the
/// attempt's own time ends earlier. Before the attempt has begun: what it would be if it began at the start
/// or now.
Instant deadline(const Batch& batch, const Attempt& attempt, Instant now);

/// What this candidate's screen does not show yet of how the end moved, as one move: by the sum of all, with the
/// reason and the text of the last that is about an amount of time. nullopt where the client has confirmed the
/// last, or where nothing moved since the candidate was told the whole schedule.
std::optional<EndMove> unshown_end(const Batch& batch, const Attempt& attempt);

/// When this person's end last moved; nullopt: never.
std::optional<Instant> end_moved_at(const Batch& batch, const Attempt& attempt);

// ---- commands ---------------------------------------------------------------------------------------------

struct TakeSeat {
  std::string machine;  ///< as the client names itself
  std::string address;
  bool next_try = false;  ///< asked for where this one has ended; never begun without
  /// The client holds the paper: it sat before and comes back by itself, nobody typed a ticket for it.
  bool comes_back = false;
};
struct LoseSeat {
  std::uint32_t fence;
};
struct Begin {};  ///< the start of the batch, for all who are seated
struct GiveAnswer {
  std::uint32_t fence;
  std::uint32_t item;
  std::uint32_t no;
  std::string response;    ///< canonical JSON, checked against the item by the hall
  std::int64_t client_at;  ///< the client's idea of the time, milliseconds; evidence, never a rule
};
struct Visit {
  std::uint32_t fence;
  std::uint32_t item;
};
struct Report {
  std::uint32_t fence;
  std::string kind;
  std::string detail;
};
struct HandIn {
  std::uint32_t fence;
  std::uint32_t unanswered;  ///< as the candidate was shown
};
struct Collect {};
struct MarkAbsent {};
/// The client has a notice, or the candidate has read it.
struct ConfirmNotice {
  std::uint32_t fence;
  std::uint32_t notice;
  bool read;
};
/// The client shows the candidate this end.
struct ConfirmEnd {
  std::uint32_t fence;
  Instant ends_at;
};
/// A call for a proctor, or its withdrawal. `no` ascends, so that one that is sent again changes nothing.
struct CallProctor {
  std::uint32_t fence;
  std::uint32_t no;
  bool wanted;
  std::string text;
};
struct Pause {
  std::string by, reason;
};
struct Resume {
  std::string by, reason;
};
struct Extend {
  Span time;
  std::string scope;  ///< person | room | batch
  std::string by, reason;
};
struct Compensate {
  Span time;
  std::string cause;           ///< outage
  std::optional<Window> away{};  ///< which one
};
struct Terminate {
  std::string by, reason;
};
struct Reinstate {
  std::string by, reason;
};
struct Notify {
  std::string text;
  std::string scope;     ///< person | room | site | batch
  std::int64_t request;  ///< of the act, the same for all whom it concerns; 0: none
  std::string by;
  bool warning = false;
};
/// To another seat: the session at the old one ends, the lost time is given back.
struct Move {
  std::string from_room, from_seat, room, seat;
  std::string by, reason;
};
/// Lets in somebody who is too late.
struct Admit {
  std::string by, reason;
};
struct AnswerCall {
  std::string by, reason;
};

using Command = std::variant<TakeSeat, LoseSeat, Begin, GiveAnswer, Visit, Report, HandIn, Collect,
                             MarkAbsent, ConfirmNotice, ConfirmEnd, CallProctor, Pause, Resume, Extend, Compensate,
                             Terminate, Reinstate, Notify, AnswerCall, Move, Admit>;

// ---- events -----------------------------------------------------------------------------------------------

struct Registered {
  std::string ticket;
  std::string room;
  std::uint64_t seed;
  Span accommodation;
  std::uint32_t items;  ///< in the paper
};
struct Seated {
  std::uint32_t fence;
  std::string machine, address;
  bool takeover;                     ///< another connection held the seat
  std::optional<Span> given_back{};  ///< what a move had cost until now
};
struct SeatLost {
  std::uint32_t fence;
};
struct Retaken {
  int round;
  std::uint64_t seed;
};
struct Begun {};
struct Answered {
  std::uint32_t fence, item, no;
  std::string response;
  std::int64_t client_at;
};
struct AnswerRefused {
  std::uint32_t fence, item, no;
  std::string response;
  std::int64_t client_at;
  RefusalId reason;
};
struct EntryRefused {
  RefusalId reason;
  std::string machine, address;
};
struct Visited {
  std::uint32_t item;
};
struct Reported {
  std::uint32_t fence;
  std::string kind, detail;
};
struct HandedIn {
  std::uint32_t unanswered;
};
struct Collected {
  Instant deadline;
};
struct MarkedAbsent {};
struct Paused {
  std::string by, reason;
};
struct Resumed {
  std::string by, reason;
};
struct Extended {
  Span time;
  std::string scope, by, reason;
};
struct Compensated {
  Span time;
  std::string cause;
  std::optional<Window> away{};  ///< journals of before this member do not have it
};
struct Terminated {
  std::string by, reason;
};
struct Reinstated {
  std::string by, reason;
};
struct Notified {
  std::uint32_t notice;
  std::string text, scope;
  std::int64_t request;
  std::string by;
};
/// A notice that is a warning; they are numbered together.
struct Warned {
  std::uint32_t notice;
  std::string text;
  std::int64_t request;
  std::string by;
};
struct NoticeDelivered {
  std::uint32_t fence, notice;
};
struct NoticeRead {
  std::uint32_t fence, notice;
};
struct ProctorCalled {
  std::uint32_t fence, no;
  std::string text;
};
struct CallWithdrawn {
  std::uint32_t fence, no;
};
struct CallAnswered {
  std::string by, reason;
};
struct Moved {
  std::uint32_t fence;  ///< what the old seat still sends carries an older one
  std::string from_room, from_seat, room, seat;
  Instant since, until;  ///< as in Moving
  std::string by, reason;
};
struct Admitted {
  std::string by, reason;
};
struct EndShown {
  std::uint32_t fence;
  Instant ends_at;
};
/// More of the same than the hall writes one by one.
struct Counted {
  std::string what;   ///< entry_refused | reported | login
  std::string which;  ///< the reason, the kind of report; of a login that another one came after: superseded
  std::uint32_t count;
  std::uint32_t fence;  ///< of the last of them
  Instant since;
};
inline constexpr std::string_view kEntryRefused = "entry_refused", kReported = "reported", kLogin = "login";

using Event =
    std::variant<Registered, Seated, SeatLost, Retaken, Begun, Answered, AnswerRefused, EntryRefused, Visited,
                 Reported, HandedIn, Collected, MarkedAbsent, Paused, Resumed, Extended, Compensated,
                 Terminated, Reinstated, Notified, NoticeDelivered, NoticeRead, ProctorCalled, CallWithdrawn,
                 CallAnswered, Warned, Moved, Admitted, PersonIncident, EndShown, Counted>;

/// Whether the hall counts such things at all.
bool is_countable(const Counted& counted);

/// What a command leads to: events to record, and perhaps a refusal (which may have events of its own: what
/// is refused is kept as evidence). Neither: it was done before, say so again.
struct Decision {
  std::vector<Event> events;
  std::optional<Refusal> refusal;
};

Decision decide(const Batch& batch, const Attempt& attempt, const Command& command, Instant now);

/// Applies an event that happened at `at`. Never fails: what is in the journal has happened.
void evolve(Attempt& attempt, const Event& event, Instant at);

}  // namespace examhall::exam
