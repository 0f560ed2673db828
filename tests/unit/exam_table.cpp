// Every command in every state, at three times: in the waiting room, while the paper runs, after the grace of
// the last deadline. A change of any cell must be meant.
#include <functional>
#include <sstream>

#include "exam_world.hpp"

using namespace examhall::exam;
using namespace examhall::exam::test;

namespace {

using Make = std::function<Command(const Attempt&)>;

// One word a cell, in the order of kStatuses. ".": not possible now. "=": done before. "-x": refused with x.
// "!x": an answer refused with x and kept as evidence. "#x": entry refused with x, recorded. Else the events.
struct Row {
  const char* command;
  const char* cells;
};

std::string in_full(const std::string& cell) {
  if (cell == ".") return "/ not_possible_now";
  if (cell == "=") return "done before";
  if (cell[0] == '-') return "/ " + cell.substr(1);
  if (cell[0] == '!') return "answer_refused / " + cell.substr(1);
  if (cell[0] == '#') return "entry_refused / " + cell.substr(1);
  return cell == "seated+begun" ? "seated begun" : cell;
}

const std::map<std::string, Make>& commands() {
  static const std::map<std::string, Make> all{
      {"take seat",
       [](const Attempt&) {
         return TakeSeat{"PC-2", "10.0.0.2"};
       }},
      {"lose seat", [](const Attempt& a) { return LoseSeat{a.fence}; }},
      {"lose seat, stale", [](const Attempt& a) { return LoseSeat{a.fence + 1}; }},
      {"begin", [](const Attempt&) { return Begin{}; }},
      {"answer",
       [](const Attempt& a) {
         return GiveAnswer{a.fence, 1, a.last_no + 1, "true", 0};
       }},
      {"answer, repeated",
       [](const Attempt& a) {
         return GiveAnswer{a.fence, 0, 1, R"("B")", 0};
       }},
      {"answer, number used",
       [](const Attempt& a) {
         return GiveAnswer{a.fence, 1, a.last_no, "true", 0};
       }},
      {"answer, stale",
       [](const Attempt& a) {
         return GiveAnswer{a.fence + 1, 1, a.last_no + 1, "true", 0};
       }},
      {"answer, no such item",
       [](const Attempt& a) {
         return GiveAnswer{a.fence, kItems, a.last_no + 1, "true", 0};
       }},
      {"visit",
       [](const Attempt& a) {
         return Visit{a.fence, 2};
       }},
      {"visit, stale",
       [](const Attempt& a) {
         return Visit{a.fence + 1, 2};
       }},
      {"report",
       [](const Attempt& a) {
         return Report{a.fence, "focus_lost", ""};
       }},
      {"report, stale",
       [](const Attempt& a) {
         return Report{a.fence + 1, "focus_lost", ""};
       }},
      {"hand in",
       [](const Attempt& a) {
         return HandIn{a.fence, 4};
       }},
      {"hand in, stale",
       [](const Attempt& a) {
         return HandIn{a.fence + 1, 4};
       }},
      {"collect", [](const Attempt&) { return Collect{}; }},
      {"mark absent", [](const Attempt&) { return MarkAbsent{}; }},
      {"pause",
       [](const Attempt&) {
         return Pause{"zhao", "x"};
       }},
      {"resume",
       [](const Attempt&) {
         return Resume{"zhao", "x"};
       }},
      {"extend",
       [](const Attempt&) {
         return Extend{5min, "person", "zhao", "x"};
       }},
      {"compensate",
       [](const Attempt&) {
         return Compensate{5min, "outage"};
       }},
      {"terminate",
       [](const Attempt&) {
         return Terminate{"zhao", "x"};
       }},
      {"reinstate",
       [](const Attempt&) {
         return Reinstate{"zhao", "x"};
       }},
      {"notify",
       [](const Attempt&) {
         return Notify{"x", "room", 3, "zhao"};
       }},
      {"notice is there",
       [](const Attempt& a) {
         return ConfirmNotice{a.fence, 1, false};
       }},
      {"notice read",
       [](const Attempt& a) {
         return ConfirmNotice{a.fence, 1, true};
       }},
      {"notice read, twice",
       [](const Attempt& a) {
         return ConfirmNotice{a.fence, 2, true};
       }},
      {"notice read, stale",
       [](const Attempt& a) {
         return ConfirmNotice{a.fence + 1, 1, true};
       }},
      {"notice read, none",
       [](const Attempt& a) {
         return ConfirmNotice{a.fence, 3, true};
       }},
      {"call",
       [](const Attempt& a) {
         return CallProctor{a.fence, a.call.no + 1, true, "pen"};
       }},
      {"call, repeated",
       [](const Attempt& a) {
         return CallProctor{a.fence, a.call.no, true, "pen"};
       }},
      {"call, stale",
       [](const Attempt& a) {
         return CallProctor{a.fence + 1, a.call.no + 1, true, "pen"};
       }},
      {"take call back",
       [](const Attempt& a) {
         return CallProctor{a.fence, a.call.no + 1, false, ""};
       }},
      {"answer call",
       [](const Attempt&) {
         return AnswerCall{"zhao", "x"};
       }},
      {"end shown",
       [](const Attempt& a) {
         return ConfirmEnd{a.fence, deadline(junior(), a, kStart)};
       }},
      {"end shown, another",
       [](const Attempt& a) {
         return ConfirmEnd{a.fence, deadline(junior(), a, kStart) + kOne};
       }},
      {"end shown, stale",
       [](const Attempt& a) {
         return ConfirmEnd{a.fence + 1, deadline(junior(), a, kStart)};
       }},
      {"warn",
       [](const Attempt&) {
         return Notify{"no talking", "person", 0, "zhao", true};
       }},
      {"move",
       [](const Attempt& a) {
         return Move{a.room, a.seat, "306", "1", "zhao", "x"};
       }},
      {"admit",
       [](const Attempt&) {
         return Admit{"zhao", "x"};
       }},
  };
  return all;
}

void hold_against(const std::vector<Row>& table, Instant now, bool sealed = false) {
  REQUIRE(table.size() == commands().size());
  for (const Row& row : table) {
    std::istringstream cells{row.cells};
    for (const Status status : kStatuses) {
      World w = in_status(status);
      w.batch.sealed = sealed;
      std::string cell;
      REQUIRE(cells >> cell);
      CAPTURE(row.command, to_text(status));
      CHECK(outcome(w.decide_only(commands().at(row.command)(w.a), now)) == in_full(cell));
    }
  }
}

// clang-format off
const std::vector<Row> kWaitingRoom{
    //                        registered        seated            sitting             paused            handed_in         collected         terminated           absent
    {"take seat",            "seated            seated            seated              seated            #attempt_ended    #attempt_ended    #attempt_terminated  #entry_too_late"},
    {"lose seat",            "=                 seat_lost         seat_lost           seat_lost         seat_lost         seat_lost         seat_lost            ="},
    {"lose seat, stale",     "=                 =                 =                   =                 =                 =                 =                    ="},
    {"begin",                "-not_started      -not_started      -not_started        -not_started      -not_started      -not_started      -not_started         -not_started"},
    {"answer",               "!not_started      !not_started      answered            !attempt_paused   !attempt_ended    !attempt_ended    !attempt_terminated  !attempt_ended"},
    {"answer, repeated",     "!not_started      !not_started      =                   =                 =                 =                 =                    !attempt_ended"},
    {"answer, number used",  "!not_started      !not_started      !number_used        !attempt_paused   !attempt_ended    !attempt_ended    !attempt_terminated  !attempt_ended"},
    {"answer, stale",        "!seat_taken_over  !seat_taken_over  !seat_taken_over    !seat_taken_over  !seat_taken_over  !seat_taken_over  !seat_taken_over     !seat_taken_over"},
    {"answer, no such item", "!not_started      !not_started      -no_such_item       !attempt_paused   !attempt_ended    !attempt_ended    !attempt_terminated  !attempt_ended"},
    {"visit",                "-not_started      -not_started      =                   -attempt_paused   -attempt_ended    -attempt_ended    -attempt_terminated  -attempt_ended"},
    {"visit, stale",         "-seat_taken_over  -seat_taken_over  -seat_taken_over    -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over     -seat_taken_over"},
    {"report",               "reported          reported          reported            reported          reported          reported          reported             reported"},
    {"report, stale",        "-seat_taken_over  -seat_taken_over  -seat_taken_over    -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over     -seat_taken_over"},
    {"hand in",              "-not_started      -not_started      -hand_in_too_early  -attempt_paused   -attempt_ended    -attempt_ended    -attempt_terminated  -attempt_ended"},
    {"hand in, stale",       "-seat_taken_over  -seat_taken_over  -seat_taken_over    -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over     -seat_taken_over"},
    {"collect",              ".                 .                 .                   .                 .                 .                 .                    ."},
    {"mark absent",          ".                 .                 .                   .                 .                 .                 .                    ."},
    {"pause",                ".                 .                 paused              .                 .                 .                 .                    ."},
    {"resume",               ".                 .                 .                   resumed           .                 .                 .                    ."},
    {"extend",               "extended          extended          extended            extended          .                 .                 .                    ."},
    {"compensate",           "compensated       compensated       compensated         compensated       .                 .                 .                    ."},
    {"terminate",            "terminated        terminated        terminated          terminated        terminated        terminated        .                    terminated"},
    {"reinstate",            ".                 .                 .                   .                 .                 .                 reinstated           ."},
    {"notify",               "notified  notified  notified  notified  .  .  .  ."},
    {"notice is there",      "notice_delivered  notice_delivered  notice_delivered  notice_delivered  -attempt_ended  -attempt_ended  -attempt_terminated  -attempt_ended"},
    {"notice read",          "notice_read  notice_read  notice_read  notice_read  -attempt_ended  -attempt_ended  -attempt_terminated  -attempt_ended"},
    {"notice read, twice",   "=  =  =  =  -attempt_ended  -attempt_ended  -attempt_terminated  -attempt_ended"},
    {"notice read, stale",   "-seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over"},
    {"notice read, none",    ".  .  .  .  -attempt_ended  -attempt_ended  -attempt_terminated  -attempt_ended"},
    {"call",                 "proctor_called  proctor_called  =  proctor_called  -attempt_ended  -attempt_ended  -attempt_terminated  -attempt_ended"},
    {"call, repeated",       "=  =  =  =  -attempt_ended  -attempt_ended  -attempt_terminated  -attempt_ended"},
    {"call, stale",          "-seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over"},
    {"take call back",       "=  =  call_withdrawn  =  -attempt_ended  -attempt_ended  -attempt_terminated  -attempt_ended"},
    {"answer call",          ".  .  call_answered  .  .  .  .  ."},
    {"end shown",            "end_shown  end_shown  end_shown  =  -attempt_ended  -attempt_ended  -attempt_terminated  -attempt_ended"},
    {"end shown, another",   "=  =  =  =  -attempt_ended  -attempt_ended  -attempt_terminated  -attempt_ended"},
    {"end shown, stale",     "-seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over"},
    {"warn",                 "warned  warned  warned  warned  .  .  .  ."},
    {"move",                 "moved  moved  moved  moved  .  .  .  ."},
    {"admit",                "admitted  .  .  .  .  .  .  admitted"},
};

const std::vector<Row> kRunning{
    //                        registered        seated            sitting           paused            handed_in         collected         terminated           absent
    {"take seat",            "#entry_too_late   seated+begun      seated            seated            #attempt_ended    #attempt_ended    #attempt_terminated  #entry_too_late"},
    {"lose seat",            "=                 seat_lost         seat_lost         seat_lost         seat_lost         seat_lost         seat_lost            ="},
    {"lose seat, stale",     "=                 =                 =                 =                 =                 =                 =                    ="},
    {"begin",                ".                 begun             .                 .                 .                 .                 .                    ."},
    {"answer",               "!not_started      !not_started      answered          !attempt_paused   !attempt_ended    !attempt_ended    !attempt_terminated  !attempt_ended"},
    {"answer, repeated",     "!not_started      !not_started      =                 =                 =                 =                 =                    !attempt_ended"},
    {"answer, number used",  "!not_started      !not_started      !number_used      !attempt_paused   !attempt_ended    !attempt_ended    !attempt_terminated  !attempt_ended"},
    {"answer, stale",        "!seat_taken_over  !seat_taken_over  !seat_taken_over  !seat_taken_over  !seat_taken_over  !seat_taken_over  !seat_taken_over     !seat_taken_over"},
    {"answer, no such item", "!not_started      !not_started      -no_such_item     !attempt_paused   !attempt_ended    !attempt_ended    !attempt_terminated  !attempt_ended"},
    {"visit",                "-not_started      -not_started      =                 -attempt_paused   -attempt_ended    -attempt_ended    -attempt_terminated  -attempt_ended"},
    {"visit, stale",         "-seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over     -seat_taken_over"},
    {"report",               "reported          reported          reported          reported          reported          reported          reported             reported"},
    {"report, stale",        "-seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over     -seat_taken_over"},
    {"hand in",              "-not_started      -not_started      handed_in         -attempt_paused   -attempt_ended    -attempt_ended    -attempt_terminated  -attempt_ended"},
    {"hand in, stale",       "-seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over     -seat_taken_over"},
    {"collect",              ".                 .                 .                 .                 .                 .                 .                    ."},
    {"mark absent",          "marked_absent     .                 .                 .                 .                 .                 .                    ."},
    {"pause",                ".                 .                 paused            .                 .                 .                 .                    ."},
    {"resume",               ".                 .                 .                 resumed           .                 .                 .                    ."},
    {"extend",               "extended          extended          extended          extended          .                 .                 .                    ."},
    {"compensate",           "compensated       compensated       compensated       compensated       .                 .                 .                    ."},
    {"terminate",            "terminated        terminated        terminated        terminated        terminated        terminated        .                    terminated"},
    {"reinstate",            ".                 .                 .                 .                 .                 .                 reinstated           ."},
    {"notify",               "notified  notified  notified  notified  .  .  .  ."},
    {"notice is there",      "notice_delivered  notice_delivered  notice_delivered  notice_delivered  -attempt_ended  -attempt_ended  -attempt_terminated  -attempt_ended"},
    {"notice read",          "notice_read  notice_read  notice_read  notice_read  -attempt_ended  -attempt_ended  -attempt_terminated  -attempt_ended"},
    {"notice read, twice",   "=  =  =  =  -attempt_ended  -attempt_ended  -attempt_terminated  -attempt_ended"},
    {"notice read, stale",   "-seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over"},
    {"notice read, none",    ".  .  .  .  -attempt_ended  -attempt_ended  -attempt_terminated  -attempt_ended"},
    {"call",                 "proctor_called  proctor_called  =  proctor_called  -attempt_ended  -attempt_ended  -attempt_terminated  -attempt_ended"},
    {"call, repeated",       "=  =  =  =  -attempt_ended  -attempt_ended  -attempt_terminated  -attempt_ended"},
    {"call, stale",          "-seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over"},
    {"take call back",       "=  =  call_withdrawn  =  -attempt_ended  -attempt_ended  -attempt_terminated  -attempt_ended"},
    {"answer call",          ".  .  call_answered  .  .  .  .  ."},
    {"end shown",            "end_shown  end_shown  end_shown  =  -attempt_ended  -attempt_ended  -attempt_terminated  -attempt_ended"},
    {"end shown, another",   "=  =  =  =  -attempt_ended  -attempt_ended  -attempt_terminated  -attempt_ended"},
    {"end shown, stale",     "-seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over"},
    {"warn",                 "warned  warned  warned  warned  .  .  .  ."},
    {"move",                 "moved  moved  moved  moved  .  .  .  ."},
    {"admit",                "admitted  .  .  .  .  .  .  admitted"},
};

const std::vector<Row> kAfterGrace{
    //                        registered        seated            sitting           paused            handed_in         collected         terminated           absent
    {"take seat",            "#batch_over       #batch_over       seated            seated            #attempt_ended    #attempt_ended    #attempt_terminated  #entry_too_late"},
    {"lose seat",            "=                 seat_lost         seat_lost         seat_lost         seat_lost         seat_lost         seat_lost            ="},
    {"lose seat, stale",     "=                 =                 =                 =                 =                 =                 =                    ="},
    {"begin",                ".                 begun             .                 .                 .                 .                 .                    ."},
    {"answer",               "!not_started      !not_started      !too_late         !attempt_paused   !attempt_ended    !attempt_ended    !attempt_terminated  !attempt_ended"},
    {"answer, repeated",     "!not_started      !not_started      =                 =                 =                 =                 =                    !attempt_ended"},
    {"answer, number used",  "!not_started      !not_started      !too_late         !attempt_paused   !attempt_ended    !attempt_ended    !attempt_terminated  !attempt_ended"},
    {"answer, stale",        "!seat_taken_over  !seat_taken_over  !seat_taken_over  !seat_taken_over  !seat_taken_over  !seat_taken_over  !seat_taken_over     !seat_taken_over"},
    {"answer, no such item", "!not_started      !not_started      -no_such_item     !attempt_paused   !attempt_ended    !attempt_ended    !attempt_terminated  !attempt_ended"},
    {"visit",                "-not_started      -not_started      =                 -attempt_paused   -attempt_ended    -attempt_ended    -attempt_terminated  -attempt_ended"},
    {"visit, stale",         "-seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over     -seat_taken_over"},
    {"report",               "reported          reported          reported          reported          reported          reported          reported             reported"},
    {"report, stale",        "-seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over     -seat_taken_over"},
    {"hand in",              "-not_started      -not_started      -too_late         -attempt_paused   -attempt_ended    -attempt_ended    -attempt_terminated  -attempt_ended"},
    {"hand in, stale",       "-seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over     -seat_taken_over"},
    {"collect",              ".                 .                 collected         .                 .                 .                 .                    ."},
    {"mark absent",          "marked_absent     .                 .                 .                 .                 .                 .                    ."},
    {"pause",                ".                 .                 paused            .                 .                 .                 .                    ."},
    {"resume",               ".                 .                 .                 resumed           .                 .                 .                    ."},
    {"extend",               "extended          extended          extended          extended          .                 .                 .                    ."},
    {"compensate",           "compensated       compensated       compensated       compensated       .                 .                 .                    ."},
    {"terminate",            "terminated        terminated        terminated        terminated        terminated        terminated        .                    terminated"},
    {"reinstate",            ".                 .                 .                 .                 .                 .                 reinstated           ."},
    {"notify",               "notified  notified  notified  notified  .  .  .  ."},
    {"notice is there",      "notice_delivered  notice_delivered  notice_delivered  notice_delivered  -attempt_ended  -attempt_ended  -attempt_terminated  -attempt_ended"},
    {"notice read",          "notice_read  notice_read  notice_read  notice_read  -attempt_ended  -attempt_ended  -attempt_terminated  -attempt_ended"},
    {"notice read, twice",   "=  =  =  =  -attempt_ended  -attempt_ended  -attempt_terminated  -attempt_ended"},
    {"notice read, stale",   "-seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over"},
    {"notice read, none",    ".  .  .  .  -attempt_ended  -attempt_ended  -attempt_terminated  -attempt_ended"},
    {"call",                 "proctor_called  proctor_called  =  proctor_called  -attempt_ended  -attempt_ended  -attempt_terminated  -attempt_ended"},
    {"call, repeated",       "=  =  =  =  -attempt_ended  -attempt_ended  -attempt_terminated  -attempt_ended"},
    {"call, stale",          "-seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over"},
    {"take call back",       "=  =  call_withdrawn  =  -attempt_ended  -attempt_ended  -attempt_terminated  -attempt_ended"},
    {"answer call",          ".  .  call_answered  .  .  .  .  ."},
    {"end shown",            "end_shown  end_shown  end_shown  =  -attempt_ended  -attempt_ended  -attempt_terminated  -attempt_ended"},
    {"end shown, another",   "=  =  =  =  -attempt_ended  -attempt_ended  -attempt_terminated  -attempt_ended"},
    {"end shown, stale",     "-seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over  -seat_taken_over"},
    {"warn",                 "warned  warned  warned  warned  .  .  .  ."},
    {"move",                 "moved  moved  moved  moved  .  .  .  ."},
    {"admit",                "-batch_over  .  .  .  .  .  .  -batch_over"},
};

// Past the start of a batch whose sealed paper is not open: as while the paper runs, but for these.
std::vector<Row> not_open() {
  static const std::map<std::string_view, const char*> other{
    {"take seat",            "seated            seated            seated            seated            #attempt_ended    #attempt_ended    #attempt_terminated  #entry_too_late"},
    {"begin",                "-not_started      -not_started      -not_started      -not_started      -not_started      -not_started      -not_started         -not_started"},
    {"mark absent",          ".                 .                 .                 .                 .                 .                 .                    ."},
  };
  std::vector<Row> out = kRunning;
  for (Row& row : out) {
    if (const auto found = other.find(row.command); found != other.end()) row.cells = found->second;
  }
  return out;
}
// clang-format on

}  // namespace

TEST_CASE("every command in every state, in the waiting room") { hold_against(kWaitingRoom, kStart - 5min); }
TEST_CASE("every command in every state, while the paper runs") { hold_against(kRunning, kStart + 31min); }
TEST_CASE("every command in every state, past the start of a paper that is not open") {
  hold_against(not_open(), kStart + 31min, true);
}
TEST_CASE("every command in every state, after grace") { hold_against(kAfterGrace, kEnd + 2s); }

TEST_CASE("the table has every command") {
  std::vector<bool> met(std::variant_size_v<Command>);
  for (const auto& [name, make] : commands()) met[make(Attempt{}).index()] = true;
  CHECK(std::find(met.begin(), met.end(), false) == met.end());
}
