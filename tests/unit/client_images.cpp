// The images that a screen asks for: in order, with the token of the present login, tried again where that
// can help.
#include <catch2/catch.hpp>

#include <deque>

#include "client/core/image_shelf.hpp"
#include "client_support.hpp"

using namespace examhall;
using namespace examhall::test;
using client::ImageLine;

namespace {

struct Asked {
  std::string hash, token;
  std::function<void(ImageLine::Reply)> done;
};

class FakeImages final : public ImageLine {
 public:
  void fetch(const std::string& hash, const std::string& token, std::function<void(Reply)> done) override {
    if (now) throw std::logic_error("two at once");
    now = Asked{hash, token, std::move(done)};
    asked.push_back(hash);
  }
  void abort() override { now.reset(), ++aborts; }
  void answer(Reply r) {
    const Asked a = std::move(*std::exchange(now, std::nullopt));
    a.done(std::move(r));
  }
  void give(const std::string& body) { answer({200, "image/png", body}); }

  std::optional<Asked> now;
  std::vector<std::string> asked;
  int aborts = 0;
};

class Eyes final : public client::Observer {
 public:
  void image_arrived(const std::string& hash, const client::Picture& p) override {
    seen.push_back(hash);
    media = p.media;
  }
  void image_failed(const std::string&, const client::ImageTrouble& t) override { troubles.push_back(t); }
  std::vector<std::string> seen;
  std::string media;
  std::vector<client::ImageTrouble> troubles;
};

std::string hash_of(const std::string& body) { return base::to_hex(base::sha256(body)); }

struct Gallery {
  explicit Gallery(bool admitted = true) {
    if (admitted) shelf.admitted("token-1", true);
  }
  void pass(Span time) {
    clock.set(clock.now() + time);
    shelf.tick();
  }
  base::ManualClock clock{kStart};
  FakeImages line;
  Eyes eyes;
  int changes = 0;
  client::ImageShelf shelf{&line, clock, [] { return 0.5; }, eyes, {}, [this] { ++changes; }};
};

const std::string kA = hash_of("a"), kB = hash_of("b"), kC = hash_of("c");

}  // namespace

TEST_CASE("images are fetched one after the other, kept, and told again when asked for again") {
  Gallery g;
  g.shelf.want(kA);
  g.shelf.want(kB);
  g.shelf.want(kB);
  CHECK(g.line.asked == std::vector{kA});
  CHECK(g.line.now->token == "token-1");
  g.line.give("a");
  CHECK(g.eyes.seen == std::vector{kA});
  CHECK(g.eyes.media == "image/png");
  REQUIRE(g.shelf.find(kA) != nullptr);
  CHECK(*g.shelf.find(kA)->bytes == "a");
  CHECK(g.shelf.find(kB) == nullptr);
  g.line.give("b");
  g.shelf.want(kA);
  CHECK(g.eyes.seen == std::vector{kA, kB, kA});
  CHECK(g.line.asked == std::vector{kA, kB});
  CHECK_FALSE(g.shelf.next_due());
  CHECK(g.eyes.troubles.empty());
}

TEST_CASE("what is asked for again comes before the others") {
  Gallery g;
  for (const auto& h : {kA, kB, kC}) g.shelf.want(h);
  g.shelf.want(kC);
  g.line.give("a");
  CHECK(g.line.now->hash == kC);
}

TEST_CASE("nothing is fetched before the paper is open, nor after the end") {
  Gallery g{false};
  g.shelf.want(kA);
  CHECK(g.line.asked.empty());
  g.shelf.admitted("token-1", false);
  CHECK(g.line.asked.empty());
  CHECK_FALSE(g.shelf.next_due());
  g.shelf.set_open(true);
  CHECK(g.line.asked.size() == 1);
  g.shelf.stop();
  CHECK(g.line.aborts == 1);
  g.shelf.want(kB);
  g.shelf.tick();
  CHECK(g.line.asked.size() == 1);
  CHECK_FALSE(g.shelf.next_due());
}

TEST_CASE("what is no hash is refused at once") {
  Gallery g;
  for (const std::string bad : {"", "xyz", "../metrics", "A1"}) g.shelf.want(bad);
  std::string capitals = kA;
  for (char& c : capitals) c = static_cast<char>(std::toupper(c));
  g.shelf.want(capitals);
  CHECK(g.line.asked.empty());
  REQUIRE(g.eyes.troubles.size() == 5);
  for (const auto& t : g.eyes.troubles) {
    CHECK(t.id == "bad_image_hash");
    CHECK_FALSE(t.again);
  }
}

TEST_CASE("another body than the hash says is asked for three times, then given up") {
  Gallery g;
  g.shelf.want(kA);
  for (int i = 0; i < 3; ++i) {
    REQUIRE(g.line.now);
    g.line.give("b");
    g.pass(1min);
  }
  CHECK(g.line.asked.size() == 3);
  CHECK_FALSE(g.line.now);
  REQUIRE(g.eyes.troubles.size() == 3);
  CHECK(g.eyes.troubles[0].id == "image_damaged");
  CHECK(g.eyes.troubles[1].again);
  CHECK_FALSE(g.eyes.troubles[2].again);
  CHECK(g.shelf.find(kA) == nullptr);
  g.shelf.want(kA);  // the candidate looks at the question again
  g.line.give("a");
  CHECK(g.eyes.seen == std::vector{kA});
}

TEST_CASE("one that is too large is given up, and the next one comes") {
  Gallery g;
  g.shelf.want(kA);
  g.shelf.want(kB);
  g.line.answer({.too_large = true});
  REQUIRE(g.eyes.troubles.size() == 1);
  CHECK(g.eyes.troubles[0].id == "image_too_large");
  CHECK_FALSE(g.eyes.troubles[0].again);
  CHECK(g.line.now->hash == kB);
}

TEST_CASE("a line that breaks is tried again, later and later, and never given up") {
  Gallery g;
  g.shelf.want(kA);
  Span last{0};
  for (int i = 0; i < 12; ++i) {
    g.line.answer({.detail = "reset"});
    REQUIRE(g.shelf.next_due());
    const Span wait = *g.shelf.next_due() - g.clock.now();
    CHECK(wait >= last);
    CHECK(wait <= 10s);
    CHECK(g.changes == i + 1);
    last = wait;
    g.pass(wait - 1ms);
    CHECK_FALSE(g.line.now);
    g.pass(1ms);
    REQUIRE(g.line.now);
  }
  CHECK(g.eyes.troubles.size() == 12);
  CHECK(g.eyes.troubles.back().id == "image_not_fetched");
  CHECK(g.eyes.troubles.back().again);
  g.line.answer({503, "", "busy"});
  g.pass(1min);
  g.line.give("a");
  CHECK(g.eyes.seen == std::vector{kA});
}

TEST_CASE("a broken line does not hold up the others") {
  Gallery g;
  g.shelf.want(kA);
  g.shelf.want(kB);
  g.line.answer({.detail = "reset"});
  CHECK(g.line.now->hash == kB);
}

TEST_CASE("not found: asked for again with the next token, not with the same") {
  Gallery g;
  g.shelf.want(kA);
  g.line.answer({404, "application/json", R"({"error":"not_found"})"});
  CHECK_FALSE(g.shelf.next_due());
  g.pass(1h);
  CHECK(g.line.asked.size() == 1);
  REQUIRE(g.eyes.troubles.size() == 1);
  CHECK(g.eyes.troubles[0].id == "image_not_here");
  CHECK(g.eyes.troubles[0].again);
  g.shelf.admitted("token-2", true);
  REQUIRE(g.line.now);
  CHECK(g.line.now->token == "token-2");
  g.line.give("a");
  CHECK(g.eyes.seen == std::vector{kA});
}

TEST_CASE("a refusal of the old token that comes after the new login counts for nothing") {
  Gallery g;
  g.shelf.want(kA);
  g.shelf.admitted("token-2", true);
  g.line.answer({404, "", ""});
  CHECK(g.eyes.troubles.empty());
  REQUIRE(g.line.now);
  CHECK(g.line.now->token == "token-2");
}

TEST_CASE("what a pause refused is asked for when it ends") {
  Gallery g;
  g.shelf.want(kA);
  g.shelf.set_open(false);
  g.line.answer({404, "", ""});
  CHECK_FALSE(g.line.now);
  g.shelf.set_open(true);
  REQUIRE(g.line.now);
  g.line.give("a");
  CHECK(g.eyes.seen == std::vector{kA});
}

TEST_CASE("a sitting fetches with the token of its welcome, while the paper is open") {
  FakeImages images;
  Eyes eyes;
  base::ManualClock clock{kStart};
  client::KeepsNothing nothing;
  FakeLine line;
  std::optional<Instant> alarm;
  client::SittingParts parts{line, clock, [] { return 0.5; }, nothing, eyes};
  parts.set_alarm = [&](std::optional<Instant> t) { alarm = t; };
  parts.images = &images;
  client::Sitting sitting{{"T001", "C", "PC", "test"}, parts};
  sitting.begin();
  sitting.line_opened();
  sitting.want_image(kA);
  protocol::Welcome w;
  w.status = "seated";
  w.server_time = kStart;
  w.image_token = "tok";
  sitting.line_received(protocol::encode(w));
  CHECK(images.asked.empty());
  sitting.line_received(protocol::encode(protocol::Start{kStart, kStart + 1h}));
  REQUIRE(images.now);
  CHECK(images.now->token == "tok");
  images.answer({.detail = "reset"});
  REQUIRE(alarm);
  CHECK(*alarm <= kStart + 200ms);  // the retry wakes the sitting although nothing came over its line
  clock.set(*alarm);
  sitting.tick();
  images.give("a");
  CHECK(eyes.seen == std::vector{kA});
  REQUIRE(sitting.image(kA) != nullptr);
  sitting.want_image(kB);
  sitting.leave();
  CHECK(images.aborts == 1);
}
