#pragma once
// The console without sockets, accounts or disk: pages that keep what they are sent, an office that keeps
// what it is asked for, and one account that is signed in.
#include <fmt/format.h>

#include <algorithm>

#include "hall_bench.hpp"
#include "proctoring/card.hpp"
#include "proctoring/console.hpp"
#include "staff/session.hpp"

namespace examhall::proctoring::test {

using namespace hall::test;
using staff::Role;

inline const std::string kOrigin = "https://exam.example:8443";
inline const std::string kToken(64, 'a');

/// One account that is signed in by kToken.
class FakeReception final : public Reception {
 public:
  void sign_in(std::string login, std::string password, std::string code, std::string, std::string marks,
               std::function<void(SignedIn)> done) override {
    asked = login + " " + password + " " + code;
    known = marks;
    done(password == "right" ? SignedIn{"", kToken, "new." + marks, who} : SignedIn{refusal, "", "", {}});
  }
  void recognise(const base::Digest& token, std::function<void(std::optional<Visitor>)> done) override {
    done(signed_in && token == *staff::session_digest(kToken) ? std::optional{who} : std::nullopt);
  }
  void renew(const base::Digest& token, std::function<void(SignedIn)> done) override {
    recognise(token, [&](const auto& v) {
      done(v ? SignedIn{"", std::string(64, 'b'), "", *v} : SignedIn{"not_signed_in", "", "", {}});
    });
  }
  void sign_out(const base::Digest&, std::function<void(bool)> done) override {
    if (reachable) signed_in = false;
    done(reachable);
  }
  void seen(std::int64_t) override { ++touched; }
  void doubt(const Visitor& one) override { doubted.push_back(one.session); }
  void ask(const Visitor& by, hall::StaffAct act, Answered done) override {
    judged_by.push_back(by);
    acts.push_back(std::move(act));
    waiting.push_back(std::move(done));
  }
  void recall(std::string login, std::string key, Answered done, std::function<void()> unknown) override {
    const auto before = book.find(login + " " + key);
    if (before == book.end()) return unknown();
    done(before->second.first, before->second.second);
  }
  void history(HistoryPart part, std::function<void(History)> done) override {
    histories.push_back(part.attempt);
    parts.push_back(std::move(part));
    if (slow) return reading.push_back(std::move(done));
    done({{{7, kStart, "paused", "zhao", "a power cut", 0, base::Span{0}}}, false, 90, ""});
  }

  void not_allowed(std::int64_t batch, const exam::Noted& note) override {
    refusals.push_back(fmt::format("{} {} {}: {}", batch, note.kind, note.by, note.text));
    on_record(batch, note);
  }

  Visitor who{1, 11, "zhao", "赵监考", {{Role::proctor, kBatch, "一考点", "305"}}};
  bool signed_in = true, reachable = true;
  int touched = 0;
  std::string asked, known, refusal = "wrong_credentials";
  std::vector<std::int64_t> doubted;
  std::vector<Visitor> judged_by;
  std::vector<hall::StaffAct> acts;
  std::vector<std::function<void(std::int64_t, const hall::StaffOutcome&)>> waiting;
  std::map<std::string, std::pair<std::int64_t, hall::StaffOutcome>>
      book;  ///< by account and key: what was done
  std::vector<std::int64_t> histories;
  std::vector<HistoryPart> parts;
  std::vector<std::string> refusals;
  std::function<void(std::int64_t, const exam::Noted&)> on_record = [](std::int64_t, const exam::Noted&) {};
  bool slow = false;
  std::vector<std::function<void(History)>> reading;
};

class PageLink final : public hall::Link {
 public:
  void send(hall::Frame frame) override {
    frames.push_back(*frame);
    said.push_back(base::Json::parse(*frame));
  }
  void close(hall::CloseCode code, std::string_view) override { close_code = code; }
  const std::string& remote_address() const override { return address_; }
  std::size_t queued() const override { return waiting; }

  /// "hello batch !forbidden": the types of all that was said since the last call; errors by their id.
  std::string heard() {
    std::string out;
    for (; next < said.size(); ++next) {
      const std::string type = said[next]["type"];
      out += (out.empty() ? "" : " ") + (type == "error" ? "!" + said[next]["id"].get<std::string>() : type);
    }
    return out;
  }
  /// What was said of this type since the last call.
  std::vector<base::Json> heard(std::string_view type) {
    std::vector<base::Json> out;
    for (; next < said.size(); ++next) {
      if (said[next]["type"] == type) out.push_back(said[next]);
    }
    return out;
  }
  bool was_told_of(std::string_view text) const {
    return std::any_of(frames.begin(), frames.end(),
                       [&](const std::string& f) { return f.find(text) != std::string::npos; });
  }
  std::vector<std::string> frames;
  std::vector<base::Json> said;
  std::size_t next = 0;
  std::optional<hall::CloseCode> close_code;
  std::size_t waiting = 0;  ///< bytes on its line

 private:
  std::string address_ = "10.0.0.9";
};

struct World {
  Bench bench;
  FakeReception reception;
  Console console{reception,
                  bench.clock,
                  {{kOrigin},
                   {{"index.html", "text/html; charset=utf-8", "\"1\"", "<html>"},
                    {"assets/a-1.js", "text/javascript", "\"2\"", "1"}}}};
  World() { bench.hall->watch(console.watcher()); }

  net::PageReply ask(std::string method, std::string path, std::string body = {}, std::string cookie = {},
                     std::string origin = kOrigin) {
    net::PageRequest r;
    r.method = std::move(method);
    r.path = std::move(path);
    r.body = std::move(body);
    r.cookie = std::move(cookie);
    r.origin = std::move(origin);
    r.content_type = "application/json";
    return ask(std::move(r));
  }
  net::PageReply ask(net::PageRequest request) {
    std::optional<net::PageReply> got;
    console.answer(std::move(request), [&](net::PageReply reply) { got = std::move(reply); });
    REQUIRE(got);
    return *got;
  }
  net::PageReply knock(std::string cookie, std::string origin = kOrigin) {
    net::PageRequest r;
    r.method = "GET";
    r.path = "/console/feed";
    r.cookie = std::move(cookie);
    r.origin = std::move(origin);
    r.subprotocols = "examhall.console.v1";
    r.opens_websocket = true;
    return ask(std::move(r));
  }
  std::shared_ptr<PageLink> open() {
    auto link = std::make_shared<PageLink>();
    static_cast<net::Pages&>(console).opened(link, knock("__Host-examhall=" + kToken).visitor);
    return link;
  }
  void say(const std::shared_ptr<PageLink>& link, const base::Json& message) {
    console.door().received(link, message.dump(), bench.clock.now());
  }
  std::shared_ptr<PageLink> watching() {
    auto link = open();
    say(link, {{"type", "watch"}, {"batch", "2023-04-J"}});
    console.tick();
    link->heard();
    return link;
  }
  std::shared_ptr<PageLink> watching(staff::Grant grant) {
    reception.who.grants = {std::move(grant)};
    return watching();
  }
  void pass(base::Span time) {
    bench.clock.advance(time);
    console.tick();
  }
};

inline std::string header(const net::PageReply& reply, std::string_view name) {
  for (const auto& [key, value] : reply.headers) {
    if (key == name) return value;
  }
  return {};
}

inline base::Json act(int no, std::string kind, std::string target, std::string scope = "person") {
  return {
      {"type", "act"}, {"no", no},       {"batch", "2023-04-J"}, {"key", fmt::format("key-of-act-{}", no)},
      {"kind", kind},  {"scope", scope}, {"target", target},     {"reason", "as asked"}};
}

/// As whoever sees all of the batch is shown it.
inline base::Json card_for_all(const hall::LiveBatch& batch, base::Instant now) {
  const Seating seating;
  const std::vector<base::Instant> ends;
  Sight sight{[](const Place&) { return true; }};
  return *Card{batch, seating, ends, now}.for_those(sight);
}

}  // namespace examhall::proctoring::test
