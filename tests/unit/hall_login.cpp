// The door: who is let in, who is told what, and when.
#include <algorithm>

#include "hall_bench.hpp"

namespace examhall::hall::test {

TEST_CASE("an unknown ticket and a wrong code are answered alike") {
  Bench b;
  b.publish(1);
  const auto known = b.connect();
  const auto unknown = b.connect();
  b.send(known, protocol::Login{ticket(0), "WRONG", "c", "PC", std::nullopt});
  b.send(unknown, protocol::Login{"nobody", code(0), "c", "PC", std::nullopt});
  REQUIRE(known->frames.size() == 1);
  CHECK(known->frames == unknown->frames);
  CHECK(known->heard() == "!login_refused");
  CHECK(b.record.waiting.empty());  // nobody can fill the journal from outside
}

TEST_CASE("nobody comes in without a code in the roster, not even with an empty one") {
  Bench b;
  Publication p = Bench::publication(1);
  p.roster[0].access_code.reset();
  b.hall->publish(std::move(p));
  const auto link = b.connect();
  b.send(link, protocol::Login{ticket(0), "", "c", "PC", std::nullopt});
  CHECK(link->heard() == "!login_refused");
}

TEST_CASE("the fifth failed login closes the connection") {
  Bench b;
  b.publish(1);
  const auto link = b.connect();
  const protocol::Login wrong{ticket(0), "WRONG", "c", "PC", std::nullopt};
  for (int i = 0; i < 4; ++i) b.send(link, wrong);
  CHECK_FALSE(link->close_code);
  b.send(link, wrong);
  CHECK(link->close_code == CloseCode::policy);
  b.login(link, 0);  // too late: even the right code
  b.settle();
  CHECK(b.record.count("seated") == 0);
  CHECK(b.hall->counters().errors.at("login_refused") == 5);
}

TEST_CASE("only a valid ticket makes a connection one that newcomers cannot push out") {
  Bench b;
  b.publish(1);
  const auto link = b.connect();
  b.send(link, protocol::Login{ticket(0), "WRONG", "c", "PC", std::nullopt});
  b.send(link, protocol::TimeQuery{1});
  CHECK_FALSE(link->known);
  b.login(link, 0);
  CHECK(link->known);
}

TEST_CASE("failures on one connection do not lock a candidate out on another") {
  Bench b;
  b.publish(1);
  for (int n = 0; n < 3; ++n) {
    const auto attacker = b.connect();
    for (int i = 0; i < 5; ++i)
      b.send(attacker, protocol::Login{ticket(0), "WRONG", "c", "PC", std::nullopt});
  }
  CHECK(b.seated(0)->heard() == "welcome");
}

TEST_CASE("a connection on which nobody logs in is closed after ten seconds") {
  Bench b;
  b.publish(1);
  const auto silent = b.connect();
  const auto seat = b.seated(0);
  b.at(b.clock.now() + 10s - 1ms);
  CHECK_FALSE(silent->close_code);
  b.at(b.clock.now() + 1ms);
  CHECK(silent->close_code == CloseCode::login_timeout);
  CHECK(silent->heard() == "!login_timeout");
  CHECK_FALSE(seat->close_code);
}

TEST_CASE("thousands who came together to say nothing are told a few at a time, and none is forgotten") {
  Bench b;
  b.publish(1);
  std::vector<decltype(b.connect())> silent;
  for (int i = 0; i < 2000; ++i) silent.push_back(b.connect());
  const auto told = [&] {
    return std::count_if(silent.begin(), silent.end(),
                         [](const auto& link) { return link->close_code.has_value(); });
  };
  b.clock.advance(10s);
  CHECK(b.hall->run_due() == b.clock.now());  // it is called again at once
  CHECK(told() > 0);
  CHECK(told() < 50);
  while (b.hall->run_due() == b.clock.now()) continue;
  CHECK(told() == 2000);
}

TEST_CASE("run_due asks to be called when the first silent connection is due") {
  Bench b;
  b.publish(1);
  b.connect();
  b.clock.advance(9500ms);
  CHECK(b.hall->run_due() == b.clock.now() + 500ms);
}

TEST_CASE("a login that waits for the disk is not a silent connection") {
  Bench b;
  b.publish(1);
  const auto link = b.connect();
  b.login(link, 0);
  b.clock.advance(1min);
  b.hall->run_due();
  CHECK_FALSE(link->close_code);
  b.settle();
  CHECK(link->heard() == "welcome");
}

TEST_CASE("before the door opens one is told when it does") {
  Bench b{kStart - 30min - 1ms};
  b.publish(1);
  const auto link = b.connect();
  b.login(link, 0);
  CHECK(link->heard().empty());  // the refusal is evidence; told once it is on disk
  b.settle();
  REQUIRE(link->heard() == "!not_open_yet");
  CHECK(link->last<protocol::Error>().when == kStart - 30min);
  CHECK_FALSE(link->close_code);
  CHECK(b.record.last("entry_refused").draft.attempt == attempt_id(0));
  b.clock.advance(1ms);
  b.login(link, 0);  // the same connection may try again
  b.settle();
  CHECK(link->heard() == "welcome");
}

TEST_CASE("nothing is said before the seat is on disk") {
  Bench b;
  b.publish(1);
  const auto link = b.connect();
  b.login(link, 0);
  CHECK(b.record.pending() == "seated");
  CHECK(link->frames.empty());
  b.hall->run_due();
  CHECK(link->frames.empty());
  b.commit();
  REQUIRE(link->heard() == "welcome");
  const auto w = link->last<protocol::Welcome>();
  CHECK(w.person.ticket == ticket(0));
  CHECK(w.batch.code == "2023-04-J");
  CHECK(w.batch.late_entry_after_ms == Span{15min});
  CHECK(w.status == "seated");
  CHECK(w.fence == 1);
  CHECK(w.next_no == 1);
  CHECK_FALSE(w.deadline);
  CHECK(w.public_key == base::to_base64(b.key.public_key()));
  CHECK(w.image_token.size() == 32);
  CHECK(b.hall->counters().logins == 1);
}

TEST_CASE("the welcome of a late one carries the deadline, the start and the whole paper") {
  Bench b{kStart + 14min};
  b.publish(1);
  const auto link = b.connect();
  b.login(link, 0);
  CHECK(b.record.pending() == "seated begun");
  b.commit(1);
  CHECK(link->frames.empty());  // not before the beginning is durable too
  b.commit();
  CHECK(link->heard() == "welcome start outline item item item item paper_end");
  CHECK(link->last<protocol::Welcome>().deadline == kEnd);
  CHECK(link->last<protocol::Start>().deadline == kEnd);
}

TEST_CASE("past the late-entry limit nobody new comes in") {
  Bench b{kStart + 15min};
  b.publish(1);
  const auto link = b.connect();
  b.login(link, 0);
  b.settle();
  CHECK(link->heard() == "!entry_too_late");
  CHECK(link->last<protocol::Error>().when == kStart + 15min);
}

TEST_CASE("a second login on one connection is refused") {
  Bench b;
  b.publish(2);
  const auto link = b.seated(0);
  link->heard();
  b.login(link, 1);
  CHECK(link->heard() == "!already_logged_in");
  const auto waiting = b.connect();
  b.login(waiting, 1);
  b.login(waiting, 1);  // while the first still waits for its commit
  CHECK(waiting->heard() == "!already_logged_in");
  b.settle();
  CHECK(waiting->heard() == "welcome");
  CHECK(b.record.count("seated") == 2);
}

TEST_CASE("whoever leaves before the commit is not welcomed, and the seat is free") {
  Bench b;
  b.publish(1);
  const auto link = b.connect();
  b.login(link, 0);
  b.hall->closed(link);
  CHECK(b.record.pending() == "seated seat_lost");
  b.settle();
  CHECK(link->frames.empty());
  CHECK(b.seated(0)->last<protocol::Welcome>().fence == 2);
  CHECK(b.record.last("seated").draft.body.find("\"takeover\":false") != std::string::npos);
}

TEST_CASE("leaving is recorded and closes the connection") {
  Bench b;
  b.publish(1);
  const auto link = b.seated(0);
  b.send(link, protocol::Leave{});
  CHECK(link->close_code == CloseCode::normal);
  CHECK(b.record.pending() == "seat_lost");
  b.hall->closed(link);
  CHECK(b.record.pending() == "seat_lost");  // once
  CHECK(b.hall->connections() == 0);
}

TEST_CASE("a failing disk is told to those who are in, once, and to those who come in meanwhile") {
  Bench b;
  b.publish(3);
  const auto inside = b.seated(0);
  inside->heard();
  const auto coming = b.connect();
  b.login(coming, 1);
  b.hall->storage(false);
  b.hall->storage(false);
  CHECK(inside->heard() == "storage");
  CHECK_FALSE(inside->last<protocol::Storage>().ok);
  CHECK(coming->heard() == "storage");  // but no welcome: the seat is not on disk
  CHECK_FALSE(b.hall->storage_ok());
  b.commit();
  CHECK(coming->heard() == "welcome storage");
  b.hall->storage(true);
  CHECK(inside->heard() == "storage");
  CHECK(inside->last<protocol::Storage>().ok);
  CHECK(coming->last<protocol::Storage>().ok);
}

TEST_CASE("who logs in while the disk fails hears at once why there is no welcome yet") {
  Bench b;
  b.publish(1);
  b.hall->storage(false);
  const auto coming = b.connect();
  b.login(coming, 0);
  CHECK(coming->heard() == "storage");
  CHECK_FALSE(coming->last<protocol::Storage>().ok);
  b.hall->storage(true);
  CHECK(coming->heard().empty());  // the welcome says it
  b.commit();
  CHECK(coming->heard() == "welcome");
}

TEST_CASE("a corrected roster changes codes and names, never what the journal holds") {
  Bench b;
  b.publish(2);
  const auto before = b.record.entries.size();
  Publication p{junior(), nullptr, {enrolled(0), enrolled(1)}};
  p.roster[0].person.name = "更正";
  std::swap(p.roster[0].person.ticket, p.roster[1].person.ticket);  // two tickets that were mixed up
  std::swap(p.roster[0].access_code, p.roster[1].access_code);
  b.hall->publish(std::move(p));
  b.settle();
  CHECK(b.record.entries.size() == before);
  CHECK(b.seated(1)->last<protocol::Welcome>().person.name == "更正");
  CHECK(b.seated(0)->heard() == "welcome");
}

TEST_CASE("the time is told to anyone, with the receipt time as it was measured") {
  Bench b;
  const auto link = b.connect();
  b.send_at(link, protocol::TimeQuery{17}, b.clock.now() - 3ms);
  const auto reply = link->last<protocol::TimeReply>();
  CHECK(reply.t0 == 17);
  CHECK(reply.t1 == base::to_millis(b.clock.now()) - 3);
  CHECK(reply.t2 == base::to_millis(b.clock.now()));
}

}  // namespace examhall::hall::test
