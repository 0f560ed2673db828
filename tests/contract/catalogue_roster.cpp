// The contract of every catalogue: candidates, requests, results.
#include "catalogue_samples.hpp"
#include "store/request_wait.hpp"

using namespace examhall;
using namespace examhall::contract;
using store::Candidate;
using store::Conflict;
using store::RequestState;

TEST_CASE("a roster comes back as it was given, with attempt ids that are never used twice") {
  const auto database = GENERATE(from_range(databases())).make();
  const auto c = database->open_catalogue();
  const auto batch = add_batch(*c, "b");
  const auto other = add_batch(*c, "o");
  c->put_institutions(std::vector<store::Institution>{{"A", "甲校", "北京"}});
  Candidate first = candidate("T1");
  first.institution = "A";
  const auto ids = *c->add_candidates(batch, std::vector{first, candidate("T2")});
  REQUIRE(ids.size() == 2);
  const auto more = *c->add_candidates(other, std::vector{candidate("T3")});
  CHECK(more[0] > ids[1]);
  first.attempt = ids[0];
  first.batch = batch;
  CHECK(c->candidate(ids[0]) == first);
  CHECK(c->candidate_by_ticket("T1") == first);
  CHECK_FALSE(c->candidate_by_ticket("").has_value());
  CHECK_FALSE(c->candidate(99).has_value());
  CHECK(c->candidates(batch).size() == 2);
  CHECK(c->remove_candidate(more[0]));
  CHECK(c->remove_candidate(more[0]).error() == Conflict::candidate_missing);
  CHECK((*c->add_candidates(other, std::vector{candidate("T3")}))[0] > more[0]);
  CHECK(c->remove_institution("A").error() == Conflict::institution_in_use);
  CHECK(c->remove_batch(batch).error() == Conflict::has_candidates);
}

TEST_CASE("of a list with one bad row nothing is added, and the row is named") {
  const auto database = GENERATE(from_range(databases())).make();
  const auto c = database->open_catalogue();
  const auto batch = add_batch(*c, "b");
  const auto ids = *c->add_candidates(batch, std::vector{candidate("T1")});
  const auto refused = [&](Candidate bad) {
    return c->add_candidates(batch, std::vector{candidate("T2"), bad}).error();
  };
  CHECK(refused(candidate("T1")).row == 1);
  CHECK(refused(candidate("T1")).why == Conflict::ticket_taken);
  CHECK(refused(candidate("T2")).why == Conflict::ticket_taken);
  Candidate bad = candidate("T3");
  bad.attempt = ids[0];
  CHECK(refused(bad).why == Conflict::attempt_taken);
  bad = candidate("T3");
  bad.institution = "nowhere";
  CHECK(refused(bad).why == Conflict::institution_missing);
  CHECK(c->add_candidates(99, std::vector{candidate("T9")}).error().why == Conflict::batch_missing);
  CHECK(c->candidates(batch).size() == 1);
}

TEST_CASE("tickets may be drawn later; any number of candidates wait without one") {
  const auto database = GENERATE(from_range(databases())).make();
  const auto c = database->open_catalogue();
  const auto batch = add_batch(*c, "b");
  Candidate bare;
  bare.name = "样例乙";
  const auto ids = *c->add_candidates(batch, std::vector{bare, bare, bare});
  CHECK_FALSE(c->candidate(ids[0])->access_code.has_value());
  CHECK(c->candidate(ids[0])->ticket.empty());
  CHECK(c->set_tickets(
      std::vector<store::TicketDraw>{{ids[0], "T1", digest("1")}, {ids[1], "T2", digest("2")}}));
  CHECK(c->candidate_by_ticket("T2")->attempt == ids[1]);
  CHECK(c->candidate(ids[0])->access_code == digest("1"));
  const auto taken = c->set_tickets(std::vector<store::TicketDraw>{{ids[0], "T9", {}}, {ids[2], "T2", {}}});
  CHECK(taken.error().row == 1);
  CHECK(taken.error().why == Conflict::ticket_taken);
  CHECK(c->candidate(ids[0])->ticket == "T1");
  CHECK(c->set_tickets(std::vector<store::TicketDraw>{{99, "T8", {}}}).error().why ==
        Conflict::candidate_missing);
}

TEST_CASE("seats are set for the candidates of a batch, all or none, and nothing else of theirs") {
  const auto database = GENERATE(from_range(databases())).make();
  const auto c = database->open_catalogue();
  const auto batch = add_batch(*c, "b");
  const auto ids = *c->add_candidates(batch, std::vector{candidate("T1"), candidate("T2")});
  Candidate moved = *c->candidate(ids[0]);
  moved.site = "二考点";
  moved.room = "305";
  moved.seat = "3-12";
  CHECK(c->set_seats(std::vector<store::SeatChange>{{ids[0], "二考点", "305", "3-12"}}));
  CHECK(c->candidate(ids[0]) == moved);
  const auto missing =
      c->set_seats(std::vector<store::SeatChange>{{ids[1], "x", "x", "x"}, {99, "x", "x", "x"}});
  CHECK(missing.error().row == 1);
  CHECK(missing.error().why == Conflict::candidate_missing);
  CHECK(c->candidate(ids[1])->room != "x");
}

TEST_CASE("what staff did is written down with what it changed, or neither is kept") {
  const auto database = GENERATE(from_range(databases())).make();
  const auto c = database->open_catalogue();
  const auto batch = add_batch(*c, "b");
  const store::Deed enrolled{kNow, "lin", "roster_imported", "b", R"({"candidates":1})"};
  const auto enrol = [&](const std::string& ticket) -> std::optional<store::Deed> {
    const std::vector first{candidate("T0" + ticket)};
    CHECK(c->add_candidates(batch, first));  // a step of the whole
    if (!c->add_candidates(batch, std::vector{candidate(ticket)})) return std::nullopt;
    return enrolled;
  };
  CHECK(c->on_record([&] { return enrol("T1"); }));
  CHECK(c->candidates(batch).size() == 2);
  CHECK_FALSE(c->on_record([&]() -> std::optional<store::Deed> {
    CHECK(c->add_candidates(batch, std::vector{candidate("T2")}));
    return c->add_candidates(batch, std::vector{candidate("T1")}) ? std::optional{enrolled} : std::nullopt;
  }));
  CHECK_THROWS_AS(c->on_record([&]() -> std::optional<store::Deed> {
    CHECK(c->add_candidates(batch, std::vector{candidate("T3")}));
    throw std::runtime_error{"the power of examctl's machine"};
  }),
                  std::runtime_error);
  CHECK(c->candidates(batch).size() == 2);
  const store::Deed backup{kNow + base::Span{1}, "an", "backup_begun", "", "{}"};
  CHECK(c->on_record([&] { return backup; }));
  const auto all = c->deeds_after(0, 100);
  REQUIRE(all.size() == 2);
  CHECK(all[0].deed == enrolled);
  CHECK(all[1].deed == backup);
  CHECK(c->deeds_after(all[0].id, 100) == std::vector{all[1]});
  CHECK(c->deeds_after(0, 1) == std::vector{all[0]});
  CHECK(c->add_candidates(batch, std::vector{candidate("T4")}));  // by itself again
  CHECK(database->open_catalogue()->candidates(batch).size() == 3);
}

TEST_CASE("candidates are updated by attempt, all or none") {
  const auto database = GENERATE(from_range(databases())).make();
  const auto c = database->open_catalogue();
  const auto batch = add_batch(*c, "b");
  const auto ids = *c->add_candidates(batch, std::vector{candidate("T1"), candidate("T2")});
  Candidate changed = *c->candidate(ids[0]);
  changed.seat = "18";
  changed.extra_time = std::chrono::seconds{0};
  CHECK(c->update_candidates(std::vector{changed}));
  CHECK(c->candidate(ids[0]) == changed);
  Candidate clash = *c->candidate(ids[1]);
  clash.ticket = "T1";
  changed.seat = "19";
  CHECK(c->update_candidates(std::vector{changed, clash}).error().why == Conflict::ticket_taken);
  CHECK(c->candidate(ids[0])->seat == "18");
  clash.ticket = "T2";
  clash.attempt = 99;
  CHECK(c->update_candidates(std::vector{clash}).error().why == Conflict::candidate_missing);
}

TEST_CASE("a request waits until it is decided, once") {
  const auto database = GENERATE(from_range(databases())).make();
  const auto staff = database->open_catalogue();
  const auto server = database->open_catalogue();
  store::Request asked;
  asked.batch = 3;
  asked.kind = "extend_site";
  asked.body = R"({"minutes":30})";
  asked.by = "lin";
  asked.created_at = kNow;
  asked.id = staff->add_request(asked);
  CHECK(server->pending_requests(0) == std::vector{asked});
  CHECK(server->pending_requests(asked.id).empty());
  CHECK(server->decide_request(asked.id, RequestState::applied, R"({"seq":7})", kNow + base::Span{5}));
  CHECK_FALSE(server->decide_request(asked.id, RequestState::refused, "{}", kNow));
  CHECK_FALSE(server->decide_request(99, RequestState::refused, "{}", kNow));
  CHECK(server->pending_requests(0).empty());
  asked.state = RequestState::applied;
  asked.outcome = R"({"seq":7})";
  asked.decided_at = kNow + base::Span{5};
  CHECK(staff->request(asked.id) == asked);
  CHECK(staff->requests(3) == std::vector{asked});
  CHECK(staff->requests(4).empty());
  CHECK_FALSE(staff->request(99).has_value());
}

TEST_CASE("a request is found by the name that whoever asked gave it, and there is one of that name") {
  const auto database = GENERATE(from_range(databases())).make();
  const auto server = database->open_catalogue();
  store::Request asked;
  asked.by = "lin";
  asked.key = "key-of-act-1";
  asked.id = server->add_request(asked);
  CHECK(server->request_of("lin", "key-of-act-1") == asked);
  CHECK_FALSE(server->request_of("lin", "key-of-act-2").has_value());
  CHECK_FALSE(server->request_of("qian", "key-of-act-1").has_value());
  CHECK_THROWS_AS(server->add_request(asked), store::StorageError);
  CHECK(server->pending_requests(0) == std::vector{asked});
  asked.by = "qian";
  asked.id = server->add_request(asked);
  CHECK(server->request_of("qian", "key-of-act-1") == asked);
  for (int i = 0; i < 2; ++i) server->add_request({});  // examctl's have none
  CHECK(server->pending_requests(0).size() == 4);
  server->decide_request(asked.id, RequestState::applied, "{}", kNow);
  CHECK(server->request_of("qian", "key-of-act-1")->state == RequestState::applied);
}

TEST_CASE("whoever asked waits a bounded time for the decision") {
  const auto database = GENERATE(from_range(databases())).make();
  const auto staff = database->open_catalogue();
  const auto server = database->open_catalogue();
  const auto id = staff->add_request({});
  int naps = 0;
  const auto nap = [&](std::chrono::milliseconds) {
    if (++naps == 3) server->decide_request(id, RequestState::refused, "{}", kNow);
  };
  const auto decided = store::await_decision(*staff, id, std::chrono::seconds{5}, nap);
  REQUIRE(decided.has_value());
  CHECK(decided->state == RequestState::refused);
  CHECK(naps == 3);
  const auto other = staff->add_request({});
  naps = 3;
  CHECK_FALSE(store::await_decision(*staff, other, std::chrono::seconds{5}, nap).has_value());
  CHECK(naps > 10);
  CHECK(naps < 200);
}

TEST_CASE("results are versions that stay") {
  const auto database = GENERATE(from_range(databases())).make();
  const auto c = database->open_catalogue();
  const auto batch = add_batch(*c, "b");
  const auto other = add_batch(*c, "o");
  const auto ids = *c->add_candidates(batch, std::vector{candidate("T1"), candidate("T2")});
  c->add_paper(paper("甲卷"));
  const store::ResultVersion about{batch, 0, kNow, "first", digest("甲卷"), 0};
  const std::vector<store::ResultRow> rows{{ids[0], "graded", {8150}, "{}"}, {ids[1], "absent", {0}, "{}"}};
  CHECK(*c->add_results(about, rows) == 1);
  CHECK(*c->add_results(about, std::span{rows}.first(1)) == 2);
  CHECK(c->results(batch, 1) == rows);
  CHECK(c->results(batch, 2).size() == 1);
  CHECK(c->result(batch, 1, ids[1]) == rows[1]);
  CHECK_FALSE(c->result(batch, 2, ids[1]).has_value());
  REQUIRE(c->result_versions(batch).size() == 2);
  CHECK(c->result_versions(batch)[0] == store::ResultVersion{batch, 1, kNow, "first", digest("甲卷"), 2});
  CHECK(c->result_versions(other).empty());
  CHECK(c->remove_candidate(ids[0]).error() == Conflict::has_results);

  store::ResultVersion bad = about;
  bad.batch = 99;
  CHECK(c->add_results(bad, rows).error() == Conflict::batch_missing);
  bad.batch = other;
  CHECK(c->add_results(bad, rows).error() == Conflict::candidate_missing);
  bad = about;
  bad.paper = digest("none");
  CHECK(c->add_results(bad, rows).error() == Conflict::paper_missing);
  CHECK(c->add_results(about, std::vector{rows[0], rows[0]}).error() == Conflict::attempt_taken);
  CHECK(c->result_versions(batch).size() == 2);
}
