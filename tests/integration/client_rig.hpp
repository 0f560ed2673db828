#pragma once
// Real clients against the real network code, on loopback with real TLS, all on one io_context that the test
// drives. Behind the network sits a hall of a hundred lines that keeps one attempt: enough to answer, and
// told by the test when to misbehave.
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <stdexcept>

#include "client/core/client.hpp"
#include "net/server.hpp"
#include "support/certificate.hpp"

namespace examhall::test {

using namespace std::chrono_literals;
using base::Json;

class SmallHall final : public hall::Door {
 public:
  void opened(const std::shared_ptr<hall::Link>&) override { ++opens; }
  void closed(const std::shared_ptr<hall::Link>& link) override {
    if (seat == link) seat.reset();
  }
  void too_fast(const std::shared_ptr<hall::Link>&, std::string_view) override {}
  void stopping(const std::shared_ptr<hall::Link>& link) override {
    say(link, protocol::make_error("shutting_down"));
  }
  std::optional<hall::Image> image(std::string_view token, const base::Digest& hash) override {
    image_tokens.emplace(token);
    const auto found = pictures.find(hash);
    if (!gives_images || token != image_token || found == pictures.end()) return std::nullopt;
    return found->second;
  }
  void received(const std::shared_ptr<hall::Link>& link, std::string_view frame, base::Instant at) override {
    now = at;
    const auto message = protocol::decode_client(frame);
    if (!message) throw std::runtime_error("malformed: " + message.error().detail);
    std::visit([&](const auto& m) { take(link, m); }, *message);
  }

  void say(const std::shared_ptr<hall::Link>& link, const protocol::ServerMessage& m) {
    if (link) link->send(std::make_shared<const std::string>(protocol::encode(m)));
  }

  base::SigningKey key = base::SigningKey::generate();
  base::Instant now{};
  int opens = 0, logins = 0;
  bool mute = false;  ///< answers are stored, acks are not said
  std::shared_ptr<hall::Link> seat;
  std::vector<protocol::Answer> received_answers;
  std::map<std::uint32_t, protocol::Answer> stored;  ///< by item
  std::uint32_t last_no = 0;
  std::optional<std::string> papers_known;
  std::map<base::Digest, hall::Image> pictures;  ///< under these names, whatever their bytes are
  bool gives_images = true;
  std::string image_token;             ///< of the last login
  std::set<std::string> image_tokens;  ///< that were shown
  std::size_t items = 40;
  std::size_t padding = 1000;

 private:
  void take(const std::shared_ptr<hall::Link>& link, const protocol::Login& m) {
    ++logins;
    if (m.code != "RIGHT")
      return say(link, protocol::make_error("login_refused", protocol::About{"login", {}}));
    if (seat) {
      say(seat, protocol::TakenOver{m.machine});
      seat->close(hall::CloseCode::taken_over, "taken_over");
    }
    seat = link;
    papers_known = m.have_paper;
    protocol::Welcome w;
    w.person.ticket = m.ticket;
    w.batch.code = "B1";
    w.status = "sitting";
    w.next_no = last_no + 1;
    w.server_time = now;
    w.deadline = now + 1h;
    w.image_token = image_token = "token-" + std::to_string(logins);
    w.public_key = base::to_base64(key.public_key());
    say(link, w);
    say(link, outline());
    if (m.have_paper) return say(link, protocol::PaperEnd{0});
    for (std::uint32_t i = 0; i < items; ++i) {
      say(link, protocol::Item{i,
                               {{"type", "true_false"},
                                {"text", std::to_string(i) + std::string(padding, 'x')},
                                {"content", Json::object()},
                                {"images", Json::array()}}});
    }
    say(link, protocol::PaperEnd{static_cast<std::uint32_t>(items)});
  }
  protocol::Outline outline() const {
    protocol::Outline o;
    o.paper = std::string(64, 'a');
    for (std::uint32_t i = 0; i < items; ++i) {
      o.order.push_back(i);
      o.options.emplace_back();
    }
    for (const auto& [item, a] : stored) o.answers.push_back({item, a.no, a.response});
    return o;
  }
  void take(const std::shared_ptr<hall::Link>& link, const protocol::Answer& m) {
    received_answers.push_back(m);
    if (m.no > last_no) {
      last_no = m.no;
      stored[m.item] = m;
    }
    if (!mute) say(link, protocol::Ack{m.no, m.item, m.no, now, ""});
  }
  void take(const std::shared_ptr<hall::Link>& link, const protocol::TimeQuery& m) {
    say(link, protocol::TimeReply{m.t0, base::to_millis(now), base::to_millis(now)});
  }
  void take(const std::shared_ptr<hall::Link>& link, const protocol::HandIn&) {
    std::vector<std::pair<std::uint32_t, std::string>> given;
    for (const auto& [item, a] : stored) given.emplace_back(item, base::canonical(a.response));
    protocol::Receipt r;
    r.batch = "B1";
    r.ticket = "T1";
    r.paper = std::string(64, 'a');
    r.how = "handed_in";
    r.answers = base::to_hex(base::sha256(protocol::answers_text(given)));
    const auto s = protocol::sign_receipt(r, key);
    say(link, protocol::Ended{"handed_in", now, s.text, s.signature});
    link->close(hall::CloseCode::ended, "ended");
  }
  void take(const std::shared_ptr<hall::Link>& link, const protocol::Leave&) {
    link->close(hall::CloseCode::normal, "");
  }
  void take(const std::shared_ptr<hall::Link>&, const protocol::Visit&) {}
  void take(const std::shared_ptr<hall::Link>&, const protocol::Report&) {}
  void take(const std::shared_ptr<hall::Link>& link, const protocol::Notices&) {
    say(link, protocol::CallNow{0, "none"});
  }
  void take(const std::shared_ptr<hall::Link>&, const protocol::Noticed&) {}
  void take(const std::shared_ptr<hall::Link>&, const protocol::Call&) {}
  void take(const std::shared_ptr<hall::Link>&, const protocol::DeadlineShown&) {}
};

class Watcher final : public client::Observer {
 public:
  void line_changed(const client::LineReport& r) override {
    state = r.state;
    if (r.loss) losses.push_back(r.loss->id);
  }
  void acknowledged(const protocol::Ack& a, const client::KeptAnswer&) override { acks.push_back(a.no); }
  void paper_complete() override { paper = true; }
  void image_arrived(const std::string& hash, const client::Picture& p) override { images[hash] = p; }
  void image_failed(const std::string&, const client::ImageTrouble& t) override {
    image_troubles.push_back(t.id);
  }
  void ended(const protocol::Ended&, const std::optional<client::CheckedReceipt>& r) override { receipt = r; }
  void stopped(const client::Stop& s) override { stop = s; }

  client::LineState state = client::LineState::offline;
  std::vector<std::string> losses;
  std::vector<std::uint32_t> acks;
  bool paper = false;
  std::map<std::string, client::Picture> images;
  std::vector<std::string> image_troubles;
  std::optional<client::CheckedReceipt> receipt;
  std::optional<client::Stop> stop;
};

class ClientRig {
 public:
  static constexpr std::chrono::seconds kPatience{20};

  ClientRig() { serve(0); }
  ~ClientRig() {
    for (auto& c : clients) c.reset();
    shut();
    io.restart();
    io.poll();
  }

  void serve(std::uint16_t port) {
    net::Settings s;
    s.listen = {"127.0.0.1", port};
    s.admin = {"127.0.0.1", 0};
    s.certificate_chain = certificate.chain();
    s.private_key = certificate.key();
    s.deadlines.close = 500ms;
    server = std::make_unique<net::Server>(io, std::move(s), hall, clock);
    server->start();
    port_ = server->local_port();
  }
  void shut() {
    if (!server) return;
    bool stopped = false;
    server->stop([&] { stopped = true; });
    pump([&] { return stopped; });
    server.reset();
  }
  std::uint16_t port() const { return port_; }

  template <class Ready>
  void pump(Ready ready) {
    const auto give_up = std::chrono::steady_clock::now() + kPatience;
    while (!ready()) {
      if (std::chrono::steady_clock::now() > give_up)
        throw std::runtime_error("what was awaited did not happen");
      io.restart();
      io.run_one_for(50ms);
    }
  }

  /// A client that has begun to connect.
  client::Client& join(Watcher& watcher, const std::string& machine = "PC-1",
                       const std::string& host = "127.0.0.1", std::optional<std::filesystem::path> ca = {},
                       const std::string& code = "RIGHT") {
    client::ClientSettings s;
    s.server = {host, std::to_string(port_)};
    s.tls = std::make_shared<client::TlsClient>(ca.value_or(certificate.chain()));
    s.who = {"T1", code, machine, "test 1"};
    s.tuning.backoff_first = s.tuning.backoff_longest = 20ms;
    clients.push_back(std::make_unique<client::Client>(
        io, std::move(s), clock, [] { return 0.5; }, watcher));
    clients.back()->sitting().begin();
    return *clients.back();
  }

  boost::asio::io_context io{1};
  base::AnchoredClock clock;
  support::Certificate certificate;
  SmallHall hall;
  std::unique_ptr<net::Server> server;
  std::vector<std::unique_ptr<client::Client>> clients;

 private:
  std::uint16_t port_ = 0;
};

}  // namespace examhall::test
