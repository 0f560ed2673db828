#pragma once
// A server played from the test's own lines: what the client sent is looked at message by message, what the
// server says is said at the moment the test chooses. No socket, no thread, no waiting.
#include <deque>
#include <filesystem>
#include <map>
#include <stdexcept>

#include "base/secret.hpp"
#include "client/core/sitting.hpp"

namespace examhall::test {

using namespace std::chrono_literals;
using base::Instant;
using base::Json;
using base::Span;

/// A folder that is gone with the test.
class Folder {
 public:
  Folder()
      : path_{std::filesystem::temp_directory_path() /
              ("examhall-client-" + base::to_hex(base::random_bytes(8)))} {
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  const std::filesystem::path& path() const { return path_; }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator{path_}, {}));
  }

 private:
  std::filesystem::path path_;
};

class FakeLine final : public client::Transport {
 public:
  void open() override {
    ++opens;
    up = true;
    sent.clear();
  }
  bool send(std::string frame) override {
    if (!up || clogged) return false;
    auto message = protocol::decode_client(frame);
    if (!message)
      throw std::runtime_error("the client sent what the server refuses: " + message.error().detail);
    sent.push_back(std::move(*message));
    return true;
  }
  void ping() override { ++pings; }
  void close() override { ++closes; }
  void abort() override { up = false; }

  /// Everything of one kind since the line was opened, clearing what was before.
  template <class M>
  std::vector<M> all() const {
    std::vector<M> out;
    for (const auto& m : sent) {
      if (const M* found = std::get_if<M>(&m)) out.push_back(*found);
    }
    return out;
  }

  int opens = 0, pings = 0, closes = 0;
  bool up = false, clogged = false;
  std::vector<protocol::ClientMessage> sent;
};

class Listener final : public client::Observer {
 public:
  void line_changed(const client::LineReport& r) override { line = r; }
  void acknowledged(const protocol::Ack& a, const client::KeptAnswer&) override { acks.push_back(a); }
  void found_stored(const client::KeptAnswer& a) override { found.push_back(a); }
  void superseded(const client::KeptAnswer& a) override { outdone.push_back(a); }
  void answer_refused(const protocol::Error& e, const client::KeptAnswer&) override {
    refused.push_back(e.id);
  }
  void hand_in_refused(const protocol::Error& e) override { hand_in = e; }
  void told_off(const protocol::Error& e) override { errors.push_back(e.id); }
  void local_problem(const base::Problem& p) override { problems.push_back(p.id); }
  void storage_changed(bool ok) override { storage.push_back(ok); }
  void phase_changed(client::Phase p) override { phases.push_back(p); }
  void paper_complete() override { ++papers; }
  void notice_arrived(const client::Notice& n) override { notices.push_back(n.id); }
  void notice_changed(const client::Notice& n) override { notice_changes.push_back(n); }
  void call_changed(client::CallState s) override { calls.push_back(s); }
  void ended(const protocol::Ended&, const std::optional<client::CheckedReceipt>& r) override { receipt = r; }
  void stopped(const client::Stop& s) override { stop = s; }

  client::LineReport line;
  std::vector<protocol::Ack> acks;
  std::vector<client::KeptAnswer> found, outdone;
  std::vector<std::string> refused, errors, problems;
  std::optional<protocol::Error> hand_in;
  std::vector<bool> storage;
  std::vector<client::Phase> phases;
  int papers = 0;
  std::vector<std::uint32_t> notices;
  std::vector<client::Notice> notice_changes;
  std::vector<client::CallState> calls;
  std::optional<client::CheckedReceipt> receipt;
  std::optional<client::Stop> stop;
};

inline const Instant kStart = base::from_millis(1'684'546'200'000);
constexpr std::uint32_t kItems = 5;

/// One sitting and the hand that plays its server. The client's clock and the server's differ by `skew`.
class Room {
 public:
  explicit Room(client::AnswerKeeper& keeper, std::optional<base::PublicKey> pinned = std::nullopt,
                bool next_try = false)
      : sitting{{"T001", "7Q2M-AAAA", "PC-07", "test 1", next_try},
                {line, clock, [this] { return chance; }, keeper, heard, pinned,
                 std::make_shared<client::ItemBodies>(), [this](std::optional<Instant> t) { alarm = t; }}} {}
  explicit Room(bool next_try = false) : Room{nothing, std::nullopt, next_try} {}

  void say(const protocol::ServerMessage& m) { sitting.line_received(protocol::encode(m)); }
  void error(const char* id, const char* about, std::optional<std::uint32_t> no = {},
             std::optional<Instant> when = {}) {
    say(protocol::make_error(id, protocol::About{about, no}, when));
  }

  protocol::Welcome welcome(std::uint32_t next_no = 1, const std::string& status = "sitting") const {
    protocol::Welcome w;
    w.person.ticket = "T001";
    w.batch.code = "2023-04-J";
    w.status = status;
    w.fence = 1;
    w.next_no = next_no;
    w.server_time = server_now();
    if (status != "seated") w.deadline = kStart + 2h;
    w.public_key = base::to_base64(key.public_key());
    return w;
  }
  protocol::Outline outline(std::vector<protocol::Held> held = {}) const {
    protocol::Outline o;
    o.paper = std::string(64, 'a');
    o.order = {4, 3, 2, 1, 0};
    o.options.resize(5);
    o.answers = std::move(held);
    return o;
  }
  void send_items() {
    for (std::uint32_t i = 0; i < kItems; ++i)
      say(protocol::Item{i, {{"type", "true_false"}, {"text", std::to_string(i)}}});
    say(protocol::PaperEnd{kItems});
  }
  /// Connected, logged in, the paper there.
  void seat(std::uint32_t next_no = 1, std::vector<protocol::Held> held = {}) {
    if (line.opens == 0) sitting.begin();
    sitting.line_opened();
    say(welcome(next_no));
    say(outline(std::move(held)));
    if (!sitting.state().paper_complete()) send_items();
  }
  /// The line breaks, and the client's next try comes.
  void reconnect() {
    sitting.line_closed({"lost", {"断", "lost"}});
    clock.set(*alarm);
    sitting.tick();
  }
  void ack(std::uint32_t no, std::uint32_t item) {
    say(protocol::Ack{no, item, no * 10, server_now(), "00"});
  }
  /// Runs the alarms up to this time from now.
  void pass(Span time) {
    const Instant until = clock.now() + time;
    while (alarm && *alarm <= until) {
      clock.set(std::max(*alarm, clock.now()));
      sitting.tick();
    }
    clock.set(until);
  }
  Instant server_now() const { return clock.now() + skew; }
  std::vector<std::uint32_t> answer_numbers() const {
    std::vector<std::uint32_t> out;
    for (const auto& a : line.all<protocol::Answer>()) out.push_back(a.no);
    return out;
  }

  base::SigningKey key = base::SigningKey::generate();
  Span skew{0};
  double chance = 0.5;
  base::ManualClock clock{kStart};
  client::KeepsNothing nothing;
  FakeLine line;
  Listener heard;
  std::optional<Instant> alarm;
  client::Sitting sitting;
};

}  // namespace examhall::test
