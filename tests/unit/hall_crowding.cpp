// One ticket over and over again: what it can have written is bounded, all of it is counted, and whoever it
// belongs to gets their seat.
#include "hall_bench.hpp"

namespace examhall::hall::test {
namespace {

/// "entry_refused not_open_yet 95, ": what was counted, in its order.
std::string counted(const FakeRecord& record) {
  std::string out;
  for (const auto& entry : record.entries) {
    const auto event = exam::read_event(entry.draft.kind, entry.draft.body);
    const auto* c = event ? std::get_if<exam::Counted>(&*event) : nullptr;
    if (c != nullptr) out += c->what + " " + c->which + " " + std::to_string(c->count) + ", ";
  }
  return out;
}

void report(Bench& b, const LinkPtr& link, std::string kind) {
  b.send(link, protocol::Report{std::move(kind), ""});
}

exam::Attempt attempt_of(const Bench& b, int i = 0) {
  return b.record.fold().attempts.at(attempt_id(i)).attempt;
}

/// Twenty-five logins at the same time, each from a connection of its own.
std::vector<LinkPtr> crowd(Bench& b, int size = 25) {
  std::vector<LinkPtr> links;
  for (int i = 0; i < size; ++i) {
    links.push_back(b.connect());
    b.login(links.back(), 0);
    b.settle();
  }
  return links;
}

}  // namespace

TEST_CASE("of refused logins the first of a minute are events, the rest are counted, and each is answered") {
  Bench b{kStart - 40min};
  b.publish(1);
  const auto link = b.connect();
  for (int i = 0; i < 100; ++i) {
    b.login(link, 0);
    b.settle();
    CHECK(link->heard() == "!not_open_yet");
  }
  CHECK(b.record.count("entry_refused") == Tally::kRefusedEntries);
  CHECK(counted(b.record).empty());
  b.at(b.clock.now() + 1min);
  CHECK(counted(b.record) == "entry_refused not_open_yet 95, ");
  b.login(b.connect(), 0);
  b.at(b.clock.now() + 2min);
  CHECK(b.record.count("entry_refused") == Tally::kRefusedEntries + 1);
  CHECK(counted(b.record) == "entry_refused not_open_yet 95, ");
}

TEST_CASE(
    "of reports the first of a minute are events, the rest are counted: nothing of them is lost, nor after "
    "the end") {
  Bench b;
  const auto link = b.sitting(1).front();
  for (int i = 0; i < 40; ++i) {
    report(b, link, "focus_gained");
    report(b, link, "focus_lost");
  }
  b.settle();
  CHECK(b.record.count("reported") == Tally::kReports);
  b.at(b.clock.now() + 1min);
  CHECK(counted(b.record) == "reported focus_gained 25, reported focus_lost 25, ");
  CHECK(attempt_of(b).left_window == 40);
  CHECK(attempt_of(b).activity.away);
  b.at(kStart + 40min);
  b.send(link, protocol::HandIn{0});
  for (int i = 0; i < 1000; ++i) report(b, link, "focus_gained");
  b.at(b.clock.now() + 1min);
  CHECK(b.record.count("reported") == 2 * Tally::kReports);
}

TEST_CASE("words that nobody knows do not make the counts many") {
  Bench b;
  const auto link = b.sitting(1).front();
  for (int i = 0; i < 100; ++i) report(b, link, "word_" + std::to_string(i));
  b.at(b.clock.now() + 1min);
  CHECK(b.record.count("counted") == Tally::kMostSorts + 1);
  CHECK(counted(b.record).ends_with("reported other 54, "));
}

TEST_CASE("a count that comes after a new login says nothing of where the window is now") {
  Bench b;
  auto link = b.sitting(1).front();
  for (std::size_t i = 0; i <= Tally::kReports; ++i) report(b, link, "focus_lost");
  b.settle();
  link = b.seated(0);
  b.at(b.clock.now() + 1min);
  CHECK(counted(b.record) == "reported focus_lost 1, ");
  CHECK(attempt_of(b).left_window == Tally::kReports + 1);
  CHECK_FALSE(attempt_of(b).activity.away);
}

TEST_CASE(
    "two who take the seat from each other get it once in three seconds after twenty times; nobody is "
    "refused") {
  Bench b;
  b.publish(1);
  const auto links = crowd(b);
  CHECK(b.record.count("seated") == 20);
  CHECK_FALSE(links[19]->close_code);  // sits
  for (int i = 20; i < 24; ++i) CHECK(links[static_cast<std::size_t>(i)]->heard() == "taken_over");
  CHECK(links[24]->heard().empty());
  b.at(b.clock.now() + 2999ms);
  CHECK(b.record.count("seated") == 20);
  b.at(b.clock.now() + 1ms);
  CHECK(links[24]->heard() == "welcome");
  CHECK(links[19]->heard() == "welcome taken_over");
  b.at(b.clock.now() + 1min);
  CHECK(b.record.count("entry_refused") == 0);
  CHECK(counted(b.record) == "login superseded 4, ");
}

TEST_CASE("the time of the next seat is known, and comes without anything else") {
  Bench b;
  b.publish(1);
  crowd(b, 21);
  CHECK(b.hall->run_due() == std::min(b.clock.now() + 1s, b.clock.now() + 3s));
  b.clock.advance(2500ms);
  CHECK(b.hall->run_due() == b.clock.now() + 500ms);
}

TEST_CASE("on a flapping network everybody sits within three seconds, for as long as it lasts") {
  Bench b;
  b.publish(1);
  Span longest{0};
  for (int i = 0; i < 300; ++i) {
    const auto link = b.connect();
    b.login(link, 0);
    b.settle();
    const Instant came = b.clock.now();
    while (link->all<protocol::Welcome>().empty() && b.clock.now() < came + 10s) b.at(b.clock.now() + 100ms);
    longest = std::max(longest, b.clock.now() - came);
    b.at(b.clock.now() + 1s);
    b.hall->closed(link);
    b.settle();
  }
  CHECK(longest > 0s);  // the bound was reached
  CHECK(longest <= 3s);
}

TEST_CASE(
    "while too much waits for the disk a login waits too: the latest of a ticket, without a limit of time") {
  Settings s;
  s.waiting_limit = 1;
  Bench b{kStart - 10min, s};
  b.publish(2);
  b.login(b.connect(), 1);  // waits for the disk
  const auto first = b.connect();
  b.login(first, 0);
  b.hall->storage(false);
  const auto second = b.connect();
  b.login(second, 0);
  CHECK(first->heard() == "storage taken_over");
  CHECK(second->heard() == "storage");
  CHECK(b.record.pending() == "seated");
  b.clock.advance(1min);
  b.hall->run_due();
  CHECK_FALSE(second->close_code);
  b.hall->storage(true);
  b.settle();
  CHECK(second->heard() == "welcome");
  CHECK(counted(b.record) == "login superseded 1, ");
}

TEST_CASE(
    "who has gone while waiting takes no seat, and who is refused after it may not stay silent for ever") {
  Bench b;
  b.publish(1);
  crowd(b, 20);
  const auto gone = b.connect();
  b.login(gone, 0);
  b.hall->closed(gone);
  b.at(b.clock.now() + 3s);
  CHECK(b.record.count("seated") == 20);
  crowd(b, 1);
  const auto waits = b.connect();
  b.login(waits, 0);
  CHECK(waits->heard().empty());
  b.acted(on_person("terminate", 0));
  b.at(b.clock.now() + 3s);
  CHECK(waits->heard() == "!attempt_terminated ended");
}

TEST_CASE("what was counted is written before the journal ends") {
  Bench b{kStart - 40min};
  b.publish(1);
  const auto link = b.connect();
  for (int i = 0; i < 7; ++i) b.login(link, 0);
  b.settle();
  b.hall->write_all_counts();
  b.settle();
  CHECK(counted(b.record) == "entry_refused not_open_yet 2, ");
}

}  // namespace examhall::hall::test
