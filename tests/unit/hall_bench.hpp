#pragma once
// A hall without sockets, disk or clock: links that collect what they are told, a journal that commits when
// it is asked to, a paper of four items that carries planted words, and short words for what a test does. One
// thread.
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <set>

#include "base/secret.hpp"
#include "hall/hall.hpp"

namespace examhall::hall::test {

using namespace std::chrono_literals;
using base::Instant;
using base::Span;

// 2023-05-20, 9:30 to 11:30 in Shanghai.
inline const Instant kStart = *base::parse_utc_text("2023-05-20T01:30:00.000Z");
inline const Instant kEnd = kStart + 2h;
inline constexpr Span kGrace = 2s;
inline constexpr std::uint32_t kItems = 4;
inline constexpr std::int64_t kBatch = 7;

/// In every part of the paper, so that any of it is recognised anywhere.
inline constexpr std::string_view kPlanted = "PLANTED";

class FakeLink final : public Link {
 public:
  explicit FakeLink(std::string address) : address_{std::move(address)} {}

  void send(Frame frame) override {
    if (close_code) return;  // as the network does
    frames.push_back(*frame);
    auto message = protocol::decode_server(*frame);
    REQUIRE(message);
    said.push_back(*std::move(message));
    news_ += (news_.empty() ? "" : " ") + name_of(*frame);
  }
  void close(CloseCode code, std::string_view) override {
    if (!close_code) close_code = code;
  }
  const std::string& remote_address() const override { return address_; }
  void identified() override { known = true; }

  /// "welcome start outline item item": all that was said since the last call; errors by their id.
  std::string heard() { return std::exchange(news_, {}); }
  template <class M>
  std::vector<M> all() const {
    std::vector<M> out;
    for (const auto& m : said) {
      if (const M* one = std::get_if<M>(&m)) out.push_back(*one);
    }
    return out;
  }
  template <class M>
  M last() const {
    const auto messages = all<M>();
    REQUIRE_FALSE(messages.empty());
    return messages.back();
  }

  std::vector<std::string> frames;
  std::vector<protocol::ServerMessage> said;
  std::optional<CloseCode> close_code;
  bool known = false;  ///< a valid ticket was shown

 private:
  static std::string name_of(const std::string& frame) {
    const auto json = base::Json::parse(frame);
    const std::string type = json["type"];
    return type == "error" ? "!" + json["id"].get<std::string>() : type;
  }
  std::string address_;
  std::string news_;
};
using LinkPtr = std::shared_ptr<FakeLink>;

/// What was appended, in order; committed when the test says so.
class FakeRecord final : public Record {
 public:
  struct Entry {
    journal::Draft draft;
    journal::Committed place;
  };
  void append(journal::Draft draft) override { waiting.push_back(std::move(draft)); }
  void append_together(std::vector<journal::Draft> drafts) override {
    if (!drafts.empty()) together.push_back(drafts.size());
    for (auto& d : drafts) append(std::move(d));
  }

  /// The oldest n become durable, and the hall is told.
  void commit(Hall& hall, std::size_t n) {
    std::vector<journal::Committed> commits;
    for (; n > 0 && !waiting.empty(); --n) {
      const std::string text = base::to_hex(link_) + waiting.front().kind + waiting.front().body;
      link_ = base::sha256(text);
      commits.push_back({++seq_, link_});
      entries.push_back({std::move(waiting.front()), commits.back()});
      waiting.pop_front();
    }
    hall.committed(commits);
  }
  /// "seated begun": the kinds that wait to become durable.
  std::string pending() const {
    std::string out;
    for (const auto& d : waiting) out += (out.empty() ? "" : " ") + d.kind;
    return out;
  }
  std::size_t count(std::string_view kind) const {
    return static_cast<std::size_t>(
        std::count_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.draft.kind == kind; }));
  }
  const Entry& last(std::string_view kind) const {
    const auto found =
        std::find_if(entries.rbegin(), entries.rend(), [&](const Entry& e) { return e.draft.kind == kind; });
    REQUIRE(found != entries.rend());
    return *found;
  }
  /// What a restart finds on disk: the first n.
  exam::Fold fold(std::size_t n = SIZE_MAX) const {
    exam::Fold out;
    for (std::size_t i = 0; i < std::min(n, entries.size()); ++i) {
      const auto& [d, place] = entries[i];
      REQUIRE(out.apply({d.batch, d.attempt, d.at, place.seq, place.link}, d.kind, d.body));
    }
    return out;
  }

  /// Goes on after the first n of another, which is what a crash left of it.
  void resume(const FakeRecord& before, std::size_t n) {
    entries.assign(before.entries.begin(), before.entries.begin() + static_cast<std::ptrdiff_t>(n));
    seq_ = entries.empty() ? 100 : entries.back().place.seq;
    link_ = entries.empty() ? base::Digest{} : entries.back().place.link;
  }

  std::deque<journal::Draft> waiting;
  std::vector<std::size_t> together;  ///< sizes of what came as one
  std::vector<Entry> entries;

 private:
  std::uint64_t seq_ = 100;
  base::Digest link_{};
};

inline std::string ticket(int i) { return "2023040" + std::to_string(1000 + i); }
inline std::string code(int i) { return "CODE-0000-" + std::to_string(1000 + i); }
inline std::int64_t attempt_id(int i) { return 40 + i; }
inline base::Digest image_hash() { return base::sha256(std::string_view{"the image"}); }

inline std::shared_ptr<const PaperView> paper() {
  auto p = std::make_shared<PaperView>();
  const std::string mark{kPlanted};
  p->hash = std::string(64, 'a');
  p->title = mark + " title";
  p->total = "100";
  p->pass = "60";
  p->sections.push_back({mark + " section", "single_choice", "25", kItems});
  for (std::uint32_t i = 0; i < kItems; ++i) {
    const base::Json body{{"text", mark + " item " + std::to_string(i)},
                          {"options", {mark + " A", mark + " B"}}};
    p->items.push_back(std::make_shared<const std::string>(protocol::encode(protocol::Item{i, body})));
  }
  p->images[image_hash()] = {"image/png", std::make_shared<const std::string>(mark + " image")};
  p->accepts = [](std::uint32_t, const base::Json& r) { return r.is_string() || r.is_null(); };
  p->order = [](std::uint64_t seed, bool items, bool options) {
    Order order;
    for (std::uint32_t i = 0; i < kItems; ++i) {
      order.items.push_back(items ? static_cast<std::uint32_t>((i + seed) % kItems) : i);
      order.options.push_back(options ? protocol::DisplayOrder{1, 0} : protocol::DisplayOrder{});
    }
    return order;
  };
  return p;
}

inline exam::Batch junior() {
  exam::Batch b;
  b.id = kBatch;
  b.code = "2023-04-J";
  b.title = "第四批 初级";
  b.certificate = "efar";
  b.level = "junior";
  b.number = 4;
  b.zone = "Asia/Shanghai";
  b.window = {kStart, kEnd};
  b.paper = std::string(64, 'a');
  b.rules.late_entry_after = 15min;
  return b;
}

/// Candidate i; even ones in room 305, odd ones in 306.
inline Enrolled enrolled(int i) {
  Enrolled e;
  e.attempt = attempt_id(i);
  e.person = {ticket(i), "考生" + std::to_string(i), "样例学院",       "110***",
              "一考点",  i % 2 == 0 ? "305" : "306", std::to_string(i)};
  e.access_code = base::access_code_digest(ticket(i), code(i));
  e.seed = static_cast<std::uint64_t>(i);
  return e;
}

class Bench {
 public:
  explicit Bench(Instant now = kStart - 10min, Settings with = {}) : clock{now} {
    with.on_closed = [this](const ClosedBatch& b) { closed.push_back(b); };
    hall.emplace(clock, record, key, std::move(with));
  }

  /// The server that starts after a crash of `before`, of whose events the first n had reached the disk.
  Bench(const Bench& before, Instant now, const Publication& again, std::size_t n = SIZE_MAX) : Bench{now} {
    key = before.key;
    record.resume(before.record, std::min(n, before.record.entries.size()));
    hall->restore(record.fold());
    hall->publish(again);
  }

  Bench& publish(int candidates, const exam::Batch& batch = junior()) {
    hall->publish(publication(candidates, batch));
    settle();
    return *this;
  }
  static Publication publication(int candidates, const exam::Batch& batch = junior()) {
    Publication p{batch, paper(), {}};
    for (int i = 0; i < candidates; ++i) p.roster.push_back(enrolled(i));
    return p;
  }

  LinkPtr connect(std::string address = "10.0.0.1") {
    auto link = std::make_shared<FakeLink>(std::move(address));
    hall->opened(link);
    return link;
  }
  void send(const LinkPtr& link, const protocol::ClientMessage& m) { send_at(link, m, clock.now()); }
  void send_at(const LinkPtr& link, const protocol::ClientMessage& m, Instant at) {
    hall->received(link, protocol::encode(m), at);
  }
  void login(const LinkPtr& link, int i, bool next_try = false) {
    protocol::Login m{ticket(i), code(i), "client 1", "PC-" + std::to_string(i)};
    if (next_try) m.next_try = true;
    send(link, m);
  }
  void answer(const LinkPtr& link, std::uint32_t no, std::uint32_t item, base::Json response) {
    send(link, protocol::Answer{no, item, std::move(response), 0});
  }

  /// All that waits becomes durable; then, as the server does, what is due is done.
  void commit(std::size_t n = SIZE_MAX) {
    record.commit(*hall, n);
    hall->run_due();
  }
  /// Until nothing waits and nothing is due.
  void settle() {
    for (int i = 0; i < 1000; ++i) {
      const bool idle = hall->run_due() > clock.now() && record.waiting.empty();
      if (idle) return;
      record.commit(*hall, SIZE_MAX);
    }
    FAIL("the hall never comes to rest");
  }
  void at(Instant t) {
    clock.set(t);
    settle();
  }

  LinkPtr seated(int i, bool next_try = false) {
    auto link = connect("10.0.0." + std::to_string(i));
    login(link, i, next_try);
    settle();
    return link;
  }
  /// n candidates, all sitting since the start, with their whole paper and nothing unread.
  std::vector<LinkPtr> sitting(int n, const exam::Batch& batch = junior()) {
    publish(n, batch);
    std::vector<LinkPtr> links;
    for (int i = 0; i < n; ++i) links.push_back(seated(i));
    at(batch.window.start);
    for (const auto& link : links) link->heard();
    return links;
  }

  /// "applied 3", or why not; "" while it waits for the disk.
  std::shared_ptr<std::string> act(StaffAct a) {
    a.batch = a.batch == 0 ? kBatch : a.batch;
    if (a.by.empty()) a.by = "zhao";
    auto said = std::make_shared<std::string>();
    hall->act(a, [said](const StaffOutcome& o) {
      REQUIRE(said->empty());
      *said = o.applied ? "applied " + std::to_string(o.affected) : o.why;
    });
    return said;
  }
  std::string acted(StaffAct a) {
    const auto said = act(std::move(a));
    settle();
    return *said;
  }
  /// Asked for by zhao, approved by qian.
  std::string acted_by_two(StaffAct a, std::int64_t request = 1001) {
    a.request = request;
    REQUIRE(acted(a) == "applied 0");
    return acted(decision("approve", request));
  }
  static StaffAct decision(std::string kind, std::int64_t request, std::string by = "qian") {
    StaffAct a;
    a.kind = std::move(kind);
    a.scope = "batch";
    a.target = std::to_string(request);
    a.by = std::move(by);
    a.reason = "confirmed";
    a.request = request + 500;
    return a;
  }
  std::string status_counts() const {
    std::string out;
    for (const auto& s : hall->statuses()) {
      out += (out.empty() ? "" : " ") + std::to_string(s.count) + " " + s.status;
    }
    return out;
  }

  base::ManualClock clock;
  FakeRecord record;
  base::SigningKey key = base::SigningKey::generate();
  std::vector<ClosedBatch> closed;
  std::optional<Hall> hall;
};

inline StaffAct on_person(std::string kind, int i, Span time = Span{0}) {
  StaffAct a;
  a.kind = std::move(kind);
  a.scope = "person";
  a.target = ticket(i);
  a.time = time;
  a.reason = "as asked";
  return a;
}
inline StaffAct on_room(std::string kind, std::string room, Span time = Span{0}) {
  StaffAct a = on_person(std::move(kind), 0, time);
  a.scope = "room";
  a.target = std::move(room);
  return a;
}
inline StaffAct on_batch(std::string kind, Span time = Span{0}) {
  StaffAct a = on_person(std::move(kind), 0, time);
  a.scope = "batch";
  a.target = "";
  return a;
}
inline StaffAct reschedule(Instant start, Instant end) {
  StaffAct a = on_batch("reschedule");
  a.start = start;
  a.end = end;
  return a;
}

}  // namespace examhall::hall::test
