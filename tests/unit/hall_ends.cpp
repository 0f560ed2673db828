// How attempts and batches end, and what the receipts say.
#include "hall_bench.hpp"

namespace examhall::hall::test {
namespace {

exam::Batch with(const std::function<void(exam::Rules&)>& change) {
  exam::Batch batch = junior();
  change(batch.rules);
  return batch;
}

protocol::Receipt receipt_of(const Bench& b, const FakeLink& link) {
  const auto ended = link.last<protocol::Ended>();
  REQUIRE(ended.receipt);
  REQUIRE(ended.signature);
  const protocol::SignedReceipt s{*ended.receipt, *ended.signature, base::to_base64(b.key.public_key())};
  const auto receipt = protocol::verify_receipt(s, b.key.public_key());
  REQUIRE(receipt);
  CHECK_FALSE(protocol::verify_receipt(s, base::SigningKey::generate().public_key()));
  return *receipt;
}

std::string digest_of(const std::vector<std::pair<std::uint32_t, std::string>>& given) {
  return base::to_hex(base::sha256(protocol::answers_text(given)));
}

}  // namespace

TEST_CASE("handing in: told after the commit, with a receipt of what was stored") {
  Bench b;
  const auto link = b.sitting(1).front();
  b.answer(link, 1, 3, "D");
  b.answer(link, 2, 0, "A");
  b.answer(link, 3, 0, nullptr);  // cleared
  b.answer(link, 4, 1, "B");
  b.settle();
  link->heard();
  b.clock.set(kStart + 40min);
  b.send(link, protocol::HandIn{2});
  b.hall->run_due();
  CHECK(link->heard().empty());
  b.settle();
  REQUIRE(link->heard() == "ended");
  CHECK_FALSE(link->close_code);  // answers under way are still taken, as evidence
  b.answer(link, 5, 1, "C");
  b.settle();
  CHECK(link->last<protocol::Error>().id == "attempt_ended");
  b.clock.advance(3s);
  b.hall->run_due();
  CHECK(link->close_code == CloseCode::ended);
  const auto r = receipt_of(b, *link);
  CHECK(r.batch == "2023-04-J");
  CHECK(r.ticket == ticket(0));
  CHECK(r.paper == std::string(64, 'a'));
  CHECK(r.round == 1);
  CHECK(r.how == "handed_in");
  CHECK(r.at == kStart + 40min);
  CHECK(r.items == kItems);
  CHECK(r.answered == 2);
  CHECK(r.answers == digest_of({{1, "\"B\""}, {3, "\"D\""}}));
  CHECK(r.seq == b.record.last("handed_in").place.seq);
  CHECK(r.link == base::to_hex(b.record.last("handed_in").place.link));
  CHECK(b.hall->counters().receipts == 1);
}

TEST_CASE("hand-in rules, a millisecond on each side") {
  const auto batch = with([](exam::Rules& r) {
    r.hand_in_after = 30min;
    r.no_hand_in_last = 10min;
  });
  const auto said = [&](Instant at) {
    Bench b;
    const auto link = b.sitting(1, batch).front();
    b.clock.set(at);
    b.send(link, protocol::HandIn{4});
    b.settle();
    return link->heard();
  };
  CHECK(said(kStart + 30min - 1ms) == "!hand_in_too_early");
  CHECK(said(kStart + 30min) == "ended");
  CHECK(said(kEnd - 10min - 1ms) == "ended");
  CHECK(said(kEnd - 10min) == "!hand_in_last_minutes");
}

TEST_CASE("collected at deadline and grace, not a millisecond before") {
  Bench b;
  const auto links = b.sitting(2);
  b.at(kEnd + kGrace - 1ms);
  CHECK(b.status_counts() == "2 sitting");
  b.clock.set(kEnd + kGrace - 1ms);
  CHECK(b.hall->run_due() == kEnd + kGrace);
  b.clock.set(kEnd + kGrace);
  b.hall->run_due();
  CHECK(links[0]->heard().empty());
  b.settle();
  CHECK(links[0]->heard() == "ended");
  CHECK(receipt_of(b, *links[0]).how == "collected");
  CHECK(receipt_of(b, *links[0]).answers == digest_of({}));
  CHECK(b.record.last("collected").draft.body ==
        "{\"deadline\":" + std::to_string(base::to_millis(kEnd)) + "}");
}

TEST_CASE("each has a deadline of their own: extra time, a time for one attempt") {
  const auto batch = with([](exam::Rules& r) { r.attempt_time = 60min; });
  Bench b;
  Publication p = Bench::publication(2, batch);
  p.roster[1].extra_time = 20min;
  b.hall->publish(std::move(p));
  const auto first = b.seated(0);
  b.at(kStart);
  b.at(kStart + 10min);
  const auto second = b.seated(1);
  CHECK(second->last<protocol::Welcome>().deadline == kStart + 90min);
  b.at(kStart + 60min + kGrace);
  CHECK(first->last<protocol::Ended>().how == "collected");
  b.at(kStart + 90min + kGrace - 1ms);
  CHECK_FALSE(second->close_code);
  b.at(kStart + 90min + kGrace);
  CHECK(second->last<protocol::Ended>().how == "collected");
}

TEST_CASE("whoever was offline at the end gets the receipt on logging in again") {
  Bench b;
  const auto link = b.sitting(1).front();
  b.answer(link, 1, 0, "A");
  b.hall->closed(link);
  b.at(kEnd + kGrace);
  const auto again = b.seated(0);
  CHECK(again->heard() == "!attempt_ended ended");
  CHECK(again->close_code == CloseCode::ended);
  CHECK(receipt_of(b, *again).answers == digest_of({{0, "\"A\""}}));
  const auto once_more = b.seated(0);
  CHECK(once_more->last<protocol::Ended>().receipt == again->last<protocol::Ended>().receipt);
}

TEST_CASE("the receipt on logging in again waits for the end to be on disk") {
  Bench b;
  const auto link = b.sitting(1).front();
  b.send(link, protocol::HandIn{4});
  const auto again = b.connect();
  b.login(again, 0);
  CHECK(again->frames.empty());
  b.settle();
  CHECK(again->heard() == "!attempt_ended ended");
  CHECK(receipt_of(b, *again).seq == b.record.last("handed_in").place.seq);
}

TEST_CASE("whoever was terminated while offline gets the receipt too") {
  Bench b;
  const auto link = b.sitting(1).front();
  b.hall->closed(link);
  b.acted(on_person("terminate", 0));
  const auto again = b.seated(0);
  CHECK(again->heard() == "!attempt_terminated ended");
  CHECK(receipt_of(b, *again).how == "terminated");
}

TEST_CASE("the receipt after the window where another try would have been allowed") {
  const auto batch = with([](exam::Rules& r) { r.attempts_allowed = 2; });
  Bench b;
  const auto link = b.sitting(1, batch).front();
  b.hall->closed(link);
  b.at(kEnd + kGrace);
  CHECK(b.seated(0)->heard() == "!attempt_ended ended");
  const auto again = b.seated(0, true);
  CHECK(again->heard() == "!batch_over ended");
  CHECK_FALSE(again->last<protocol::Ended>().tries_left);  // the window has no room for it
}

TEST_CASE("absent at the late-entry limit, and no receipt for it") {
  Bench b;
  const auto links = b.sitting(1);
  b.hall->publish({junior(), nullptr, {enrolled(0), enrolled(1)}});
  b.at(kStart + 15min - 1ms);
  CHECK(b.status_counts() == "1 registered 1 sitting");
  CHECK(b.hall->run_due() == kStart + 15min);
  b.at(kStart + 15min);
  CHECK(b.status_counts() == "1 absent 1 sitting");
  CHECK(b.seated(1)->heard() == "!entry_too_late");
}

TEST_CASE("without a late-entry limit one is absent at the end of the window") {
  const auto batch = with([](exam::Rules& r) { r.late_entry_after.reset(); });
  Bench b;
  b.publish(1, batch);
  b.at(kEnd - 1ms);
  CHECK(b.status_counts() == "1 registered");
  b.at(kEnd);
  CHECK(b.status_counts() == "1 absent");
}

TEST_CASE("the batch closes once, after its last paper, and hands over all tries") {
  Bench b;
  const auto links = b.sitting(3);
  b.hall->publish({junior(), nullptr, {enrolled(3)}});
  b.answer(links[1], 1, 2, "C");
  b.send(links[0], protocol::HandIn{4});
  b.acted(on_person("terminate", 2));
  b.clock.set(kEnd + kGrace);
  b.hall->run_due();
  CHECK(b.record.waiting.back().kind == "batch_closed");
  CHECK(b.closed.empty());  // not before it is on disk
  b.settle();
  b.at(kEnd + 1h);
  REQUIRE(b.closed.size() == 1);
  CHECK(b.record.count("batch_closed") == 1);
  const auto& c = b.closed[0].candidates;
  REQUIRE(c.size() == 4);
  CHECK(c[0].status == exam::Status::handed_in);
  CHECK(c[1].status == exam::Status::collected);
  REQUIRE(c[1].tries.size() == 1);
  CHECK(c[1].tries[0].answers[2].response == "\"C\"");
  CHECK(c[1].tries[0].seq == b.record.last("collected").place.seq);
  CHECK(c[2].status == exam::Status::terminated);
  CHECK(c[3].status == exam::Status::absent);
  CHECK(c[3].tries.empty());
}

TEST_CASE("a batch of which everyone handed in closes at its end, not before") {
  Bench b;
  const auto link = b.sitting(1).front();
  b.send(link, protocol::HandIn{4});
  b.at(kEnd + kGrace - 1ms);
  CHECK(b.closed.empty());
  b.at(kEnd + kGrace);
  CHECK(b.closed.size() == 1);
}

TEST_CASE("the last one to hand in after the window closes the batch at once") {
  Bench b;
  const auto link = b.sitting(1).front();
  b.acted(on_person("extend", 0, 30min));
  b.at(kEnd + 10min);
  CHECK(b.closed.empty());
  b.send(link, protocol::HandIn{4});
  b.settle();
  CHECK(b.closed.size() == 1);
}

TEST_CASE("a batch with a paused candidate stays open until they are resumed or ended") {
  const bool resume = GENERATE(true, false);
  Bench b;
  const auto links = b.sitting(2);
  b.at(kEnd - 10min);
  b.acted(on_person("pause", 0));
  b.at(kEnd + 1h);
  CHECK(b.status_counts() == "1 collected 1 paused");
  CHECK(b.closed.empty());
  CHECK(b.hall->run_due() <= b.clock.now() + 1s);
  links[0]->heard();
  if (!resume) {
    b.acted(on_person("terminate", 0));
    CHECK(links[0]->heard() == "ended");
    CHECK(b.closed.size() == 1);
    return;
  }
  b.acted(on_person("resume", 0));
  CHECK(links[0]->last<protocol::Deadline>().ends_at == kEnd + 70min);
  b.answer(links[0], 1, 0, "A");
  b.settle();
  CHECK(links[0]->heard() == "deadline ack");
  b.at(kEnd + 70min + kGrace - 1ms);
  CHECK(b.closed.empty());
  b.at(kEnd + 70min + kGrace);
  CHECK(links[0]->heard() == "ended");
  CHECK(b.closed.size() == 1);
}

TEST_CASE("a second try: a new order, nothing of the first, both handed over") {
  const auto batch = with([](exam::Rules& r) { r.attempts_allowed = 2; });
  Bench b;
  const auto first = b.sitting(1, batch).front();
  b.answer(first, 4, 1, "first try");
  b.send(first, protocol::HandIn{3});
  b.settle();
  CHECK(first->last<protocol::Ended>().tries_left == 1);
  b.clock.set(kStart + 30min);
  // Only whoever asks for it begins another: a lost connection comes back for the receipt.
  const auto back = b.seated(0);
  CHECK(back->heard() == "!attempt_ended ended");
  CHECK(back->last<protocol::Ended>().tries_left == 1);
  const auto second = b.seated(0, true);
  CHECK(second->last<protocol::Welcome>().round == 2);
  CHECK(second->heard() == "welcome start outline item item item item paper_end");
  CHECK(second->last<protocol::Welcome>().next_no == 5);
  CHECK(second->last<protocol::Outline>().answers.empty());
  b.answer(second, 5, 2, "second try");
  b.send(second, protocol::HandIn{3});
  b.settle();
  CHECK(receipt_of(b, *second).round == 2);
  CHECK(receipt_of(b, *second).answers == digest_of({{2, "\"second try\""}}));
  CHECK_FALSE(second->last<protocol::Ended>().tries_left);
  CHECK(b.seated(0, true)->heard() == "!attempt_ended ended");  // two were allowed
  b.at(kEnd + kGrace);
  REQUIRE(b.closed.size() == 1);
  const auto& tries = b.closed[0].candidates[0].tries;
  REQUIRE(tries.size() == 2);
  CHECK(tries[0].answers[1].response == "\"first try\"");
  CHECK(tries[0].round == 1);
  CHECK(tries[1].round == 2);
}

TEST_CASE("a further try begun before the hand-in of the first is on disk") {
  const auto batch = with([](exam::Rules& r) { r.attempts_allowed = 2; });
  Bench b;
  const auto first = b.sitting(1, batch).front();
  b.send(first, protocol::HandIn{4});
  const auto second = b.connect();
  b.login(second, 0, true);
  b.settle();
  CHECK(first->heard() == "taken_over");
  CHECK(second->heard() == "welcome start outline item item item item paper_end");
  b.at(kEnd + kGrace);
  REQUIRE(b.closed.size() == 1);
  CHECK(b.closed[0].candidates[0].tries.at(0).seq == b.record.last("handed_in").place.seq);
  CHECK(b.closed[0].candidates[0].tries.at(0).link == base::to_hex(b.record.last("handed_in").place.link));
}

TEST_CASE("grading is recorded, and only what is closed and not graded waits for it") {
  Bench b;
  b.sitting(1);
  CHECK(b.hall->ungraded().empty());
  b.at(kEnd + kGrace);
  REQUIRE(b.hall->ungraded().size() == 1);
  CHECK(b.hall->graded().empty());
  bool done = false;
  b.hall->note_graded(kBatch, {1, std::string(64, 'b'), std::string(64, 'a'), "first"},
                      [&](std::string_view why) { done = why.empty(); });
  CHECK_FALSE(done);
  b.settle();
  CHECK(done);
  CHECK(b.hall->ungraded().empty());
  CHECK(b.hall->graded() == std::vector<std::int64_t>{kBatch});
}

}  // namespace examhall::hall::test
