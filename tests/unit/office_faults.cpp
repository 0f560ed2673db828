// A catalogue that fails on the way: what was asked is done once it is back, and nobody is forgotten.
#include <future>

#include "exam/settings_json.hpp"
#include "office_world.hpp"

namespace examhall::office::test {
namespace {

/// Throws the n-th time that this call is made, and only then.
std::function<void(std::string_view)> failing(std::string call, int n) {
  return [call = std::move(call), n](std::string_view made) mutable {
    if (made == call && --n == 0) throw store::StorageError{{"磁盘故障", "the disk is away"}};
  };
}

store::Batch scheduled(std::int64_t id, const base::Digest& paper) {
  exam::Batch b;
  b.id = id;
  b.code = "b" + std::to_string(id);
  b.zone = "Asia/Shanghai";
  b.window = {kNow, kNow + 2h};
  b.paper = base::to_hex(paper);
  return {.id = id,
          .code = b.code,
          .settings = base::canonical(exam::to_json(b)),
          .paper = paper,
          .status = "scheduled"};
}

/// Two batches of one candidate each.
std::unique_ptr<OfficeCatalogue> two_batches() {
  auto out = std::make_unique<OfficeCatalogue>();
  const bank::Paper paper = one_question();
  out->paper_list.push_back({{.hash = paper.hash()}, base::canonical(bank::to_json(paper))});
  for (const std::int64_t id : {1, 2}) {
    out->batch_list.push_back(scheduled(id, paper.hash()));
    out->people.push_back(
        {.attempt = 10 + id, .batch = id, .ticket = "T" + std::to_string(id), .name = "甲某"});
  }
  return out;
}

/// "1: T1, 2: T2"
std::string to_text(const std::vector<hall::Publication>& publications) {
  std::string out;
  for (const hall::Publication& p : publications) {
    out += (out.empty() ? "" : ", ") + std::to_string(p.batch.id) + (p.paper ? " with paper:" : ":");
    for (const hall::Enrolled& e : p.roster) out += " " + e.person.ticket;
  }
  return out;
}

template <class T>
T soon(std::future<T> future) {
  REQUIRE(future.wait_for(10s) == std::future_status::ready);
  return future.get();
}

/// An office whose hall accepts everything that it is asked.
struct Desk {
  explicit Desk(std::unique_ptr<OfficeCatalogue> c) : catalogue{c.get()} {
    HallLine line;
    line.publish = [this](const std::vector<hall::Publication>& all) { published.set_value(to_text(all)); };
    line.act = [this](const hall::StaffAct& act, const std::function<void(const hall::StaffOutcome&)>& done) {
      acted += act.kind + " ";
      done({true, "", 1, exam::Window{kNow, kNow + 3h}});
    };
    office.emplace(std::move(c), std::move(line), clock);
  }

  OfficeCatalogue* catalogue;
  base::ManualClock clock{kNow};
  std::promise<std::string> published;
  std::string acted;
  std::optional<Office> office;
};

store::Request request(std::int64_t id, std::string kind, std::string body) {
  return {.id = id, .batch = 1, .kind = std::move(kind), .body = std::move(body), .by = "zhao"};
}

hall::StaffAct pause() {
  hall::StaffAct act;
  act.kind = "pause";
  act.batch = 1;
  act.scope = "batch";
  act.by = "zhao";
  return act;
}

std::string pause_text() { return base::canonical(hall::to_json(pause())); }

/// Comes true with the n-th answer that stands in the catalogue.
std::future<void> after_answers(OfficeCatalogue& catalogue, std::size_t n) {
  auto promise = std::make_shared<std::promise<void>>();
  catalogue.at = [promise, n, &catalogue, before = catalogue.at](std::string_view call) {
    before(call);
    if (call == "decide_request" && catalogue.answers.size() + 1 == n) promise->set_value();
  };
  return promise->get_future();
}

}  // namespace

TEST_CASE("a batch that could not be read whole is published whole later") {
  const auto catalogue = two_batches();
  catalogue->at = failing("candidates", 2);
  Publisher publisher{*catalogue};
  CHECK_THROWS_AS(publisher.changes(), store::StorageError);
  CHECK(to_text(publisher.changes()) == "1 with paper: T1, 2 with paper: T2");
  CHECK(publisher.changes().empty());
}

TEST_CASE("a latecomer to the roster is not lost with the look that failed after them") {
  const auto catalogue = two_batches();
  Publisher publisher{*catalogue};
  CHECK(publisher.changes().size() == 2);
  catalogue->people.push_back({.attempt = 19, .batch = 1, .ticket = "T9", .name = "乙某"});
  catalogue->at = failing("candidates", 2);
  CHECK_THROWS_AS(publisher.changes(), store::StorageError);
  CHECK(to_text(publisher.changes()) == "1: T9");
}

TEST_CASE("a look that failed is repeated although nothing has changed since") {
  auto catalogue = two_batches();
  catalogue->at = failing("candidates", 1);
  Desk desk{std::move(catalogue)};
  desk.office->start();
  ++*desk.catalogue->stamp;
  CHECK(soon(desk.published.get_future()) == "1 with paper: T1, 2 with paper: T2");
}

TEST_CASE("a request that cannot be read is refused, and those behind it are carried out") {
  auto catalogue = two_batches();
  catalogue->request_list = {request(1, "graded", R"({"version":"two"})"), request(2, "staff_act", "{"),
                             request(3, "staff_act", pause_text())};
  auto all = after_answers(*catalogue, 3);
  Desk desk{std::move(catalogue)};
  desk.office->start();
  soon(std::move(all));
  desk.office->stop();
  CHECK(desk.acted == "pause ");
  CHECK(desk.catalogue->answers[1].find("bad_request") != std::string::npos);
  CHECK(desk.catalogue->answers[2].find("bad_request") != std::string::npos);
  CHECK(desk.catalogue->answers[3].find(R"("applied":true)") != std::string::npos);
}

TEST_CASE("a catalogue that is away at the start ends nothing: its requests are taken when it is back") {
  auto catalogue = two_batches();
  catalogue->request_list = {request(1, "staff_act", pause_text())};
  catalogue->at = failing("pending_requests", 1);
  auto answered = after_answers(*catalogue, 1);
  Desk desk{std::move(catalogue)};
  desk.office->first_publications();
  desk.office->start();
  soon(std::move(answered));
  desk.office->stop();
  CHECK(desk.acted == "pause ");
}

TEST_CASE("who asked is told and the request answered although the copy of the schedule failed") {
  for (const std::string fails : {"batch", "decide_request"}) {
    auto catalogue = two_batches();
    catalogue->at = failing(fails, 1);
    auto answered = after_answers(*catalogue, 1);
    Desk desk{std::move(catalogue)};
    desk.office->first_publications();
    desk.office->start();
    std::promise<bool> told;
    desk.office->ask(pause(), [&](std::int64_t, const hall::StaffOutcome& o) { told.set_value(o.applied); });
    CHECK(soon(told.get_future()));
    soon(std::move(answered));
    desk.office->stop();
    CHECK(desk.acted == "pause ");
    CHECK(desk.catalogue->answers.size() == 1);
  }
}

}  // namespace examhall::office::test
