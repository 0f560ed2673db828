// What the console shows beside the rows, to accounts that see a room, a site or all: never anything of what lies outside.
#include <fmt/format.h>

#include "hall_bench.hpp"
#include "proctoring/card.hpp"
#include "proctoring/console.hpp"

using namespace examhall;
using namespace examhall::hall::test;
using namespace examhall::proctoring;
using staff::Role;

namespace {

/// Nobody here signs in or asks for anything of the office.
class NoReception final : public Reception {
 public:
  void sign_in(std::string, std::string, std::string, std::string, std::function<void(SignedIn)>) override {}
  void recognise(const base::Digest&, std::function<void(std::optional<Visitor>)>) override {}
  void renew(const base::Digest&, std::function<void(SignedIn)>) override {}
  void sign_out(const base::Digest&, std::function<void()>) override {}
  void seen(std::int64_t) override {}
  void ask(hall::StaffAct, std::function<void(std::int64_t, const hall::StaffOutcome&)>) override {}
  void not_allowed(std::int64_t, const exam::Noted&) override {}
  void history(HistoryPart, std::function<void(History)>) override {}
};

class Listener final : public hall::Link {
 public:
  void send(hall::Frame frame) override {
    raw += *frame;
    said.push_back(base::Json::parse(*frame));
  }
  void close(hall::CloseCode, std::string_view) override {}
  const std::string& remote_address() const override { return address_; }

  /// What was said of this type since the last call.
  std::vector<base::Json> heard(std::string_view type) {
    std::vector<base::Json> out;
    for (const base::Json& m : std::exchange(said, {})) {
      if (m["type"] == type) out.push_back(m);
    }
    return out;
  }
  std::string raw;
  std::vector<base::Json> said;

 private:
  std::string address_ = "10.0.0.9";
};

struct World {
  Bench bench;
  NoReception reception;
  Console console{reception, bench.clock, {{}, {{"index.html", "text/html", "", ""}}}};
  World() { bench.hall->watch(console.watcher()); }

  std::shared_ptr<Listener> watching(staff::Grant grant) {
    auto link = std::make_shared<Listener>();
    const auto who = std::make_shared<const Visitor>(Visitor{1, 11, "zhao", "赵", {std::move(grant)}});
    static_cast<net::Pages&>(console).opened(link, who);
    say(link, {{"type", "watch"}, {"batch", "2023-04-J"}});
    console.tick();
    link->said.clear();
    link->raw.clear();
    return link;
  }
  void say(const std::shared_ptr<Listener>& link, const base::Json& message) {
    console.door().received(link, message.dump(), bench.clock.now());
  }
  void pass(base::Span time) {
    bench.clock.advance(time);
    console.tick();
  }
};

const staff::Grant kAll{Role::auditor, kBatch, "", ""};
const staff::Grant kRoom305{Role::proctor, kBatch, "一考点", "305"};

/// "ticket+12 ticket-": who waits, since how many seconds after the start, and who no longer does.
std::string waits(const std::vector<base::Json>& messages) {
  std::string out;
  for (const base::Json& m : messages) {
    for (const auto& row : m["rows"]) {
      const auto since = row[1].get<std::int64_t>();
      const std::string after = since == 0 ? "-" : fmt::format("+{}", (since - base::to_millis(kStart)) / 1000);
      out += row[0].get<std::string>().substr(8) + after + " ";
    }
  }
  return out;
}

}  // namespace

TEST_CASE("whose answers wait for the disk is told after three seconds, also while it fails, and when it is over") {
  World w;
  const auto links = w.bench.sitting(4);
  const auto all = w.watching(kAll), room = w.watching(kRoom305);
  w.bench.clock.advance(1s);
  w.bench.answer(links[0], 1, 0, "A");
  w.bench.answer(links[1], 1, 0, "A");
  w.pass(1s);
  w.bench.answer(links[0], 2, 1, "A");
  w.bench.hall->storage(false);
  w.pass(1s);
  CHECK(waits(all->heard("not_saved")).empty());
  w.pass(1s);
  CHECK(waits(all->heard("not_saved")) == "000+1 001+1 ");
  CHECK(waits(room->heard("not_saved")) == "000+1 ");
  w.pass(1s);
  CHECK(all->heard("not_saved").empty());  // told once
  w.bench.commit(2);
  w.pass(1s);
  CHECK(waits(all->heard("not_saved")) == "000+2 001- ");
  CHECK(waits(room->heard("not_saved")) == "000+2 ");
  CHECK(room->raw.find(ticket(1)) == std::string::npos);
  w.bench.settle();
  w.pass(1s);
  CHECK(waits(all->heard("not_saved")) == "000- ");
  w.pass(10s);
  CHECK(all->heard("not_saved").empty());
}

TEST_CASE("answers that are on disk in time are told to nobody, however many there are") {
  World w;
  const auto links = w.bench.sitting(2);
  const auto all = w.watching(kAll);
  for (std::uint32_t no = 1; no <= 20; ++no) {
    w.bench.answer(links[0], no, 0, "A");
    w.pass(1s);
    w.bench.commit(1);
  }
  CHECK(all->heard("not_saved").empty());
  w.bench.answer(links[1], 1, 0, "A");
  w.pass(5s);
  CHECK(waits(all->heard("not_saved")) == "001+20 ");
  w.say(all, {{"type", "watch"}, {"batch", "2023-04-J"}});
  w.pass(1s);
  CHECK(waits(all->heard("not_saved")) == "001+20 ");  // anew
}

TEST_CASE("an outage past the limit stands on the card until everybody's end was moved after it") {
  hall::LiveBatch batch;
  batch.state.batch = junior();
  const auto shown = [&](std::string_view member) {
    return base::Span{card_of(batch, kStart + 2h)[std::string{member}].get<std::int64_t>()};
  };
  const auto away = [&](Instant from, Span lost, std::string outcome) {
    exam::fold_into(batch.state, exam::OutageNoted{from, from + lost, lost, std::move(outcome)}, from + lost);
  };
  CHECK(shown("outage_over_limit") == 0ms);
  away(kStart + 10min, 40min, "over_limit");
  away(kStart + 60min, 31min, "over_limit");
  away(kStart + 95min, 1min, "compensated");
  CHECK(shown("outage_over_limit") == 71min);
  CHECK(shown("outage_proposed") == 0ms);
  exam::fold_into(batch.state, exam::BatchExtended{71min, "qian", "the outages"}, kStart + 100min);
  CHECK(shown("outage_over_limit") == 0ms);
  away(kStart + 101min, 35min, "over_limit");
  CHECK(shown("outage_over_limit") == 35min);
}
