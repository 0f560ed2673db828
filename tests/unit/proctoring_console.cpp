// The console without sockets, accounts or disk: who gets in, what is shown to whom, what is done for whom.
#include "hall_bench.hpp"
#include "proctoring/console.hpp"
#include "proctoring_support.hpp"
#include "staff/session.hpp"

using namespace examhall;
using namespace examhall::hall::test;
using namespace examhall::proctoring;
using staff::Role;

namespace {

const std::string kOrigin = "https://exam.example:8443";
const std::string kToken(64, 'a');

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
};

std::string header(const net::PageReply& reply, std::string_view name) {
  for (const auto& [key, value] : reply.headers) {
    if (key == name) return value;
  }
  return {};
}

base::Json act(int no, std::string kind, std::string target, std::string scope = "person") {
  return {{"type", "act"}, {"no", no},       {"batch", "2023-04-J"},  {"key", fmt::format("key-of-act-{}", no)},
          {"kind", kind},  {"scope", scope}, {"target", target}, {"reason", "as asked"}};
}

}  // namespace

TEST_CASE("the page's files come with their policy, and are not sent twice") {
  World w;
  const auto page = w.ask("GET", "/console/", "", "", "");
  CHECK(page.status == 200);
  CHECK(page.body == "<html>");
  CHECK(header(page, "Content-Security-Policy").find("script-src 'self'") != std::string::npos);
  CHECK(header(page, "Content-Security-Policy").find("unsafe") == std::string::npos);
  CHECK(header(page, "Cache-Control") == "no-cache");
  CHECK(header(w.ask("GET", "/console/assets/a-1.js"), "Cache-Control").find("immutable") !=
        std::string::npos);
  CHECK(w.ask("GET", "/console/assets/none.js").status == 404);
  CHECK(w.ask("GET", "/console/../examhall.toml").status == 404);
  CHECK(w.ask("POST", "/console/").status == 405);
  CHECK(header(w.ask("GET", "/console"), "Location") == "/console/");
  net::PageRequest again;
  again.method = "GET";
  again.path = "/console/";
  again.if_none_match = "\"1\"";
  CHECK(w.ask(again).status == 304);
}

TEST_CASE("signing in sets a cookie that no script and no other site can use") {
  World w;
  const auto in =
      w.ask("POST", "/console/session", R"({"account":"zhao","password":"right","code":"123456"})");
  CHECK(in.status == 200);
  CHECK(w.reception.asked == "zhao right 123456");
  CHECK(header(in, "Set-Cookie") ==
        "__Host-examhall=" + kToken + "; Path=/; Secure; HttpOnly; SameSite=Strict");
  CHECK(in.body.find(kToken) == std::string::npos);
  const auto wrong = w.ask("POST", "/console/session", R"({"account":"zhao","password":"wrong"})");
  CHECK(wrong.status == 401);
  CHECK(wrong.body == R"({"error":"wrong_credentials"})");
  CHECK(wrong.headers.empty());
  w.reception.refusal = "too_many_attempts";
  CHECK(w.ask("POST", "/console/session", R"({"account":"zhao","password":"wrong"})").status == 429);
}

TEST_CASE("a browser keeps its mark, over the end of the session too, and shows it at the next sign-in") {
  World w;
  const std::string right = R"({"account":"zhao","password":"right"})";
  const auto in = w.ask("POST", "/console/session", right, "__Host-examhall-device=old+/=.er; other=1");
  CHECK(w.reception.known == "old+/=.er");
  CHECK(in.headers.at(1) ==
        std::pair<std::string, std::string>{
            "Set-Cookie",
            "__Host-examhall-device=new.old+/=.er; Path=/; Secure; HttpOnly; SameSite=Strict; "
            "Max-Age=34560000"});
  for (const std::string& twice :
       {std::string{"__Host-examhall-device=a; __Host-examhall-device=b"}, std::string{}}) {
    w.ask("POST", "/console/session", right, twice);
    CHECK(w.reception.known.empty());
  }
  const std::string session = "__Host-examhall=" + kToken;
  CHECK(w.ask("POST", "/console/session/renewal", "", session).headers.size() == 1);
  const auto out = w.ask("DELETE", "/console/session", "", session);
  REQUIRE(out.headers.size() == 1);
  CHECK(header(out, "Set-Cookie").starts_with("__Host-examhall=; "));
}

TEST_CASE("what is no sign-in is refused before anybody is asked") {
  World w;
  for (const char* body : {"", "{", "[]", R"({"account":"zhao"})", R"({"account":1,"password":"x"})",
                           R"({"account":"a","password":"b","more":"c"})"}) {
    CHECK(w.ask("POST", "/console/session", body).status == 400);
  }
  CHECK(w.reception.asked.empty());
}

TEST_CASE("another origin, or none, does nothing, cookie or not") {
  World w;
  for (const char* origin : {"", "https://evil.example", "https://exam.example:8443.evil",
                             "https://exam.example:8443,https://exam.example:8443"}) {
    CHECK(w.ask("POST", "/console/session", R"({"account":"zhao","password":"right"})", "", origin).status ==
          403);
    CHECK(w.ask("DELETE", "/console/session", "", "__Host-examhall=" + kToken, origin).status == 403);
    CHECK(w.knock("__Host-examhall=" + kToken, origin).status == 403);
  }
  CHECK(w.reception.asked.empty());
  CHECK(w.reception.signed_in);
}

TEST_CASE("a feed is for those who are signed in") {
  World w;
  CHECK(w.knock("").status == 401);
  CHECK(w.knock("__Host-examhall=short").status == 401);
  CHECK(w.knock("__Host-examhall=" + std::string(64, 'c')).status == 401);
  CHECK(w.knock("__Host-examhall=" + kToken + "; __Host-examhall=" + kToken).status == 401);
  CHECK(w.knock("other=1; __Host-examhall=" + kToken).status == 101);
  CHECK(w.ask("POST", "/console/session/renewal", "", "__Host-examhall=" + kToken).status == 200);
  CHECK(w.ask("DELETE", "/console/session", "", "__Host-examhall=" + kToken).status == 204);
  CHECK(w.knock("__Host-examhall=" + kToken).status == 401);
}

TEST_CASE("who could not be signed out is told so, and keeps the cookie to try again") {
  World w;
  w.reception.reachable = false;
  const auto still_in = w.ask("DELETE", "/console/session", "", "__Host-examhall=" + kToken);
  CHECK(still_in.status == 503);
  CHECK(still_in.headers.empty());
  CHECK(w.knock("__Host-examhall=" + kToken).status == 101);
}

TEST_CASE("a page sees its own room of its own batch") {
  World w;
  w.bench.publish(4);
  const auto link = w.open();
  CHECK(link->said[0]["type"] == "hello");
  CHECK(link->said[0]["batches"].size() == 1);
  w.say(link, {{"type", "watch"}, {"batch", "2023-04-J"}});
  w.console.tick();
  CHECK(link->heard() == "hello hall seats seats_end incidents_end");
  const base::Json& hall = link->said[1];
  CHECK(hall["batch"]["phase"] == "entry");
  CHECK(hall["items"] == kItems);
  const auto can = hall["can"].get<std::set<std::string>>();
  CHECK(can.contains("message"));
  CHECK_FALSE(can.contains("terminate"));
  CHECK(link->said[2]["rows"].size() == 2);  // 0 and 2 sit in 305

  w.reception.who.grants = {{Role::proctor, kBatch + 1, "一考点", "305"}};
  const auto other = w.open();
  CHECK(other->said[0]["batches"].empty());
  w.say(other, {{"type", "watch"}, {"batch", "2023-04-J"}});
  w.say(other, {{"type", "watch"}, {"batch", "none"}});
  CHECK(other->heard() == "hello !no_such_batch !no_such_batch");
  CHECK(w.reception.refusals == std::vector<std::string>{"7 outside_grants zhao: watch batch"});
}

TEST_CASE("an act goes to the office with its place, its author and its name, and is answered") {
  World w;
  w.bench.publish(4);
  const auto link = w.watching();
  w.say(link, act(1, "pause", ticket(0)));
  REQUIRE(w.reception.acts.size() == 1);
  CHECK(w.reception.acts[0].key == "key-of-act-1");
  CHECK(w.reception.acts[0].kind == "pause");
  CHECK(w.reception.acts[0].by == "zhao");
  CHECK(w.reception.acts[0].batch == kBatch);
  CHECK(link->heard().empty());
  w.reception.waiting[0](5, {true, "", 1, {}});
  CHECK(link->heard() == "act_result");
  CHECK(link->said.back()["state"] == "applied");
  CHECK(link->said.back()["request"] == 0);  // nobody else has to approve it

  w.say(link, act(2, "message", "一考点/305", "room"));
  REQUIRE(w.reception.acts.size() == 2);
  CHECK(w.reception.acts[1].scope == "room");
  CHECK(w.reception.acts[1].target == "305");
  CHECK(w.reception.acts[1].site == "一考点");
}

TEST_CASE("sent again over another line it is asked for under the same name") {
  World w;
  w.bench.publish(4);
  const auto cut = w.watching();
  w.say(cut, act(1, "pause", ticket(0)));
  w.console.door().closed(cut);
  const auto link = w.watching();
  base::Json again = act(1, "pause", ticket(0));
  again["no"] = 9;
  w.say(link, again);
  REQUIRE(w.reception.acts.size() == 2);
  CHECK(w.reception.acts[1].key == w.reception.acts[0].key);
  for (const auto& done : w.reception.waiting) done(5, {true, "", 1, {}});
  CHECK(link->heard() == "act_result");
  CHECK(link->said.back()["no"] == 9);
}

TEST_CASE("what was done before is answered with what came of it, although it would be refused by now") {
  World w;
  w.bench.publish(4);
  const auto link = w.watching();
  w.reception.book["zhao key-of-act-1"] = {17, {true, "", 30, {}}};
  base::Json elsewhere = act(1, "pause", ticket(0));
  elsewhere["batch"] = "ANOTHER";
  w.say(link, elsewhere);
  w.say(link, act(1, "pause", "一考点", "site"));
  w.say(link, act(1, "terminate", ticket(0)));
  w.say(link, act(1, "pause", "no such ticket"));
  // After a reconnect the page does not find the request that it has decided itself, and names none.
  const base::Json decision{{"type", "approve"},     {"no", 1},      {"batch", "2023-04-J"},
                            {"key", "key-of-act-1"}, {"request", 0}, {"yes", true},
                            {"reason", "confirmed"}};
  w.say(link, decision);
  CHECK(link->heard() == "act_result act_result act_result act_result act_result");
  for (std::size_t i = link->said.size() - 5; i < link->said.size(); ++i) {
    CHECK(link->said[i]["state"] == "applied");
    CHECK(link->said[i]["affected"] == 30);
    CHECK(link->said[i]["request"] == 0);  // no second person is awaited
  }
  CHECK(w.reception.acts.empty());
  CHECK(w.reception.refusals.empty());
}

TEST_CASE("what was meant for another batch, or has no name, is not done") {
  World w;
  w.bench.publish(4);
  const auto link = w.watching();
  base::Json other = act(1, "pause", ticket(0));
  other["batch"] = "ANOTHER";
  w.say(link, other);
  CHECK(link->said.back()["state"] == "refused");
  CHECK(link->said.back()["why"] == "other_batch");
  const base::Json decision{{"type", "approve"}, {"no", 2},      {"batch", "ANOTHER"},    {"key", "key-of-2"},
                            {"request", 1},      {"yes", true}, {"reason", "confirmed"}};
  w.say(link, decision);
  CHECK(link->heard() == "act_result act_result");
  for (const std::string key : {"short", "no spaces", "key/of/act", ""}) {
    base::Json nameless = act(3, "pause", ticket(0));
    nameless["key"] = key;
    w.say(link, nameless);
    CHECK(link->heard() == "!bad_message");
  }
  base::Json without = act(4, "pause", ticket(0));
  without.erase("key");
  w.say(link, without);
  CHECK(link->heard() == "!bad_message");
  CHECK(w.reception.acts.empty());
}

TEST_CASE("what is not granted is not done, and what is not seen is not there") {
  World w;
  w.bench.publish(4);
  const auto link = w.open();
  w.say(link, act(1, "pause", ticket(0)));
  CHECK(link->heard() == "hello !nothing_watched");
  const auto desk = w.watching();
  w.say(desk, act(2, "pause", ticket(1)));  // of the other room
  w.say(desk, act(3, "pause", "no such ticket"));
  w.say(desk, act(4, "pause", "一考点/306", "room"));
  w.say(desk, act(5, "terminate", ticket(0)));
  w.say(desk, act(6, "pause", "", "batch"));
  w.say(desk, act(7, "dance", ticket(0)));
  w.say(desk, act(8, "terminate", "一考点/305", "room"));
  base::Json silent = act(9, "pause", ticket(0));
  silent["reason"] = " ";
  w.say(desk, silent);
  base::Json timeless = act(10, "extend", ticket(0));
  w.say(desk, timeless);
  CHECK(desk->heard() ==
        "!no_such_candidate !no_such_candidate !no_such_candidate !forbidden !forbidden !bad_message "
        "!bad_message !bad_message !bad_message");
  CHECK(w.reception.acts.empty());
  CHECK(w.reception.refusals ==
        std::vector<std::string>{"7 outside_grants zhao: pause person " + ticket(1),
                                 "7 outside_grants zhao: pause room 一考点/306",
                                 "7 forbidden zhao: terminate person " + ticket(0), "7 forbidden zhao: pause batch "});
}

TEST_CASE("a history is shown of those that are seen") {
  World w;
  w.bench.publish(2);
  const auto link = w.watching();
  w.say(link, {{"type", "timeline"}, {"no", 1}, {"ticket", ticket(0)}});
  w.say(link, {{"type", "timeline"}, {"no", 2}, {"ticket", ticket(1)}});
  CHECK(link->heard() == "timeline !no_such_candidate");
  CHECK(w.reception.refusals == std::vector<std::string>{"7 outside_grants zhao: timeline person " + ticket(1)});
  CHECK(w.reception.histories == std::vector<std::int64_t>{attempt_id(0)});
}

TEST_CASE("what follows a history is read from where the last reading ended") {
  World w;
  w.bench.publish(4);
  const auto link = w.watching();
  const auto ask = [&](int who, base::Json more) {
    base::Json message{{"type", "timeline"}, {"no", 1}, {"ticket", ticket(who)}};
    message.update(more);
    w.say(link, message);
    return w.reception.parts.back();
  };
  HistoryPart part = ask(0, base::Json::object());
  CHECK(part.from == 1);
  CHECK(part.account == 1);
  CHECK_FALSE(part.asker.expired());
  CHECK(ask(0, {{"after", 7}}).from == 91);
  CHECK(ask(0, {{"after", 6}}).from == 7);  // a page that has less
  CHECK(ask(0, {{"after", 7}}).from == 91);
  part = ask(0, {{"before", 7}});
  CHECK(part.from == 1);
  CHECK(part.before == 7);
  CHECK(ask(0, {{"after", 7}}).from == 91);
  CHECK(ask(2, {{"after", 7}}).from == 8);  // of somebody else
  ask(0, {{"after", 7}, {"before", 9}});
  CHECK(w.reception.parts.size() == 7);
  CHECK(link->said.back()["id"] == "bad_message");
}

TEST_CASE("a history that could not be read is an error, and the next one is read all the same") {
  World w;
  w.bench.publish(4);
  w.reception.slow = true;
  const auto link = w.watching();
  for (const int who : {0, 2}) w.say(link, {{"type", "timeline"}, {"no", who}, {"ticket", ticket(who)}});
  w.reception.reading.at(0)({{}, false, 0, "not_readable"});
  CHECK(link->heard() == "!not_readable");
  CHECK(link->said.back()["no"] == 0);
  w.reception.reading.at(1)({});
  CHECK(link->heard() == "timeline");
}

TEST_CASE("one history is read at a time, and the last that was asked for comes next") {
  World w;
  w.bench.publish(6);
  w.reception.slow = true;
  const auto link = w.watching();
  for (const int who : {0, 2, 4}) w.say(link, {{"type", "timeline"}, {"no", who}, {"ticket", ticket(who)}});
  CHECK(link->heard() == "!too_fast");
  CHECK(link->said.back()["no"] == 2);
  w.reception.reading.at(0)({});
  w.reception.reading.at(1)({});
  CHECK(link->heard() == "timeline timeline");
  CHECK(link->said.back()["ticket"] == ticket(4));
  CHECK(w.reception.histories == std::vector<std::int64_t>{attempt_id(0), attempt_id(4)});
}

TEST_CASE("a revoked session is shown out, and what it still says is not done") {
  World w;
  w.bench.publish(2);
  const auto link = w.watching();
  SECTION("signed out") {
    w.console.standing({});
    CHECK(link->close_code == hall::CloseCode::signed_out);
  }
  SECTION("other grants") {
    Visitor now = w.reception.who;
    now.grants[0].room = "306";
    w.console.standing({now});
    CHECK(link->close_code == hall::CloseCode::grants_changed);
  }
  w.say(link, act(1, "pause", ticket(0)));
  w.say(link, {{"type", "watch"}, {"batch", "2023-04-J"}});
  w.bench.seated(0);
  w.console.tick();
  CHECK(link->heard().empty());
  CHECK(w.reception.acts.empty());
  CHECK(w.reception.doubted.size() == 2);  // the opening and the first watch
}

TEST_CASE("what an act was judged by goes with it") {
  World w;
  w.bench.publish(2);
  const auto link = w.watching();
  const Visitor then = w.reception.who;
  w.reception.who.grants.clear();
  w.say(link, act(1, "pause", ticket(0)));
  REQUIRE(w.reception.judged_by.size() == 1);
  CHECK(w.reception.judged_by[0].session == 11);
  CHECK(w.reception.judged_by[0].grants == then.grants);
}

TEST_CASE("whoever opens a page, a batch or a history is looked at once more") {
  World w;
  w.bench.publish(2);
  const auto link = w.open();
  CHECK(w.reception.doubted == std::vector<std::int64_t>{11});
  w.say(link, {{"type", "ping"}, {"t0", 1}});
  w.say(link, {{"type", "watch"}, {"batch", "2023-04-J"}});
  w.say(link, {{"type", "timeline"}, {"no", 1}, {"ticket", ticket(0)}});
  CHECK(w.reception.doubted.size() == 3);
}

TEST_CASE("a history that comes after somebody was shown out is not shown") {
  World w;
  w.bench.publish(2);
  w.reception.slow = true;
  const auto link = w.watching();
  w.say(link, {{"type", "timeline"}, {"no", 1}, {"ticket", ticket(0)}});
  w.console.standing({});
  w.reception.reading.at(0)({{{7, kStart, "paused", "zhao", "a power cut", 0, base::Span{0}}}, false});
  CHECK(link->heard().empty());
}

TEST_CASE("who stays as they were are left in peace") {
  World w;
  const auto link = w.open();
  w.console.standing({w.reception.who});
  CHECK_FALSE(link->close_code);
}

TEST_CASE("a page that has gone hears no answer") {
  World w;
  w.bench.publish(2);
  auto link = w.watching();
  w.say(link, act(1, "pause", ticket(0)));
  w.console.door().closed(link);
  const std::size_t said = link->said.size();
  w.reception.waiting[0](5, {true, "", 1, {}});
  CHECK(link->said.size() == said);
}

TEST_CASE("noise is told so") {
  World w;
  const auto link = w.open();
  link->heard();
  for (const char* frame : {"", "{", "[]", R"({"type":"watch"})", R"({"type":"watch","batch":1})",
                            R"({"type":"watch","batch":"x","y":1})"}) {
    w.console.door().received(link, frame, w.bench.clock.now());
  }
  w.console.door().received(link, R"({"type":"dance"})", w.bench.clock.now());
  CHECK(link->heard() ==
        "!bad_message !bad_message !bad_message !bad_message !bad_message !bad_message !unknown_type");
}

TEST_CASE("what is refused unread is refused by its number, so that its page need not wait for ever") {
  World w;
  w.bench.publish(4);
  const auto link = w.watching();
  const auto said = [&](const base::Json& message, bool fast = false) {
    if (fast) w.console.door().too_fast(link, message.dump());
    if (!fast) w.say(link, message);
    return link->said.back();
  };
  base::Json move = act(7, "move", ticket(0));
  move["room"] = "305";
  move["seat"] = std::string(1025, '9');
  CHECK(said(move) == base::Json{{"type", "error"}, {"id", "bad_message"}, {"no", 7}});
  CHECK(said(act(8, "pause", ticket(0)), true) ==
        base::Json{{"type", "error"}, {"id", "too_fast"}, {"no", 8}});
  CHECK(said({{"type", "dance"}, {"no", 9}}) ==
        base::Json{{"type", "error"}, {"id", "unknown_type"}, {"no", 9}});
  for (const base::Json& no : {base::Json(-1), base::Json(4'294'967'296), base::Json(1.5), base::Json("1")}) {
    CHECK_FALSE(said({{"type", "dance"}, {"no", no}}).contains("no"));
  }
  // The longest note that a form lets through, of letters that are escaped.
  base::Json incident = act(10, "incident", ticket(0));
  incident["category"] = "staff";
  incident["reason"] = std::string(exam::kLongestNotice, '"');
  incident["attachment"] = std::string(exam::kLongestAttachment, '"');
  w.reception.acts.clear();
  w.say(link, incident);
  CHECK(w.reception.acts.size() == 1);
}

TEST_CASE("a move, an incident and a late entry carry what they need, and nothing else does") {
  World w;
  w.reception.who.grants = {{Role::chief, kBatch, "一考点", ""}};
  w.bench.publish(4);
  const auto link = w.watching();
  base::Json move = act(1, "move", ticket(0));
  w.say(link, move);
  move["room"] = "306";
  w.say(link, move);
  move["seat"] = "9";
  w.say(link, move);
  base::Json incident = act(2, "incident", "一考点/305", "room");
  w.say(link, incident);
  incident["category"] = "environment";
  w.say(link, incident);
  w.say(link, act(3, "admit", ticket(1)));
  incident["no"] = 7;
  incident["attachment"] = "what was said";
  w.say(link, incident);
  base::Json quiet = act(8, "pause", ticket(1));
  quiet["attachment"] = "x";
  w.say(link, quiet);
  base::Json warn = act(4, "warn", ticket(1));
  warn["seat"] = "9";
  w.say(link, warn);
  CHECK(link->heard() == "!bad_message !bad_message !bad_message !bad_message !bad_message");
  REQUIRE(w.reception.acts.size() == 4);
  CHECK(w.reception.acts[3].attachment == "what was said");
  CHECK(w.reception.acts[0].to_room == "306");
  CHECK(w.reception.acts[0].to_seat == "9");
  CHECK(w.reception.acts[1].category == "environment");
  CHECK(w.reception.acts[1].target == "305");
}

TEST_CASE("an outage is given back by when it began, which the card says of the oldest that waits") {
  World w;
  w.reception.who.grants = {{Role::office, kBatch, "", ""}};
  w.bench.publish(4);
  const auto link = w.watching();
  base::Json approval = act(1, "approve_outage", "", "batch");
  w.say(link, approval);
  base::Json pause = act(2, "pause", "", "batch");
  pause["outage"] = 7;
  w.say(link, pause);
  CHECK(link->heard() == "!bad_message !bad_message");
  approval["outage"] = base::to_millis(kStart);
  w.say(link, approval);
  REQUIRE(w.reception.acts.size() == 1);
  CHECK(w.reception.acts[0].outage == kStart);

  hall::LiveBatch batch;
  batch.state.batch = junior();
  CHECK(proctoring::test::card_for_all(batch, kStart)["outage_from"] == 0);
  const auto lost = [](Instant from, const char* outcome) {
    return exam::OutageNoted{from, from + 1min, 1min, outcome};
  };
  batch.state.outages = {lost(kStart, "proposed"), lost(kStart + 5min, "proposed"),
                         lost(kStart, "compensated"), lost(kStart + 9min, "proposed")};
  CHECK(proctoring::test::card_for_all(batch, kStart)["outage_from"] == base::to_millis(kStart + 5min));
  CHECK(proctoring::test::card_for_all(batch, kStart)["outage_proposed"] == 60'000);
}

TEST_CASE("a proctor moves within the room, and into no other") {
  World w;
  w.bench.publish(4);
  const auto link = w.watching();
  base::Json move = act(1, "move", ticket(0));
  move["room"] = "306";
  move["seat"] = "9";
  w.say(link, move);
  move["no"] = 2;
  move["room"] = "305";
  w.say(link, move);
  CHECK(link->heard() == "!forbidden");
  CHECK(w.reception.acts.size() == 1);
}

TEST_CASE("time for a site is shown to those who see the whole of it, and approved by another") {
  World w;
  w.bench.publish(4);
  w.reception.who = {2, 12, "qian", "钱主考", {{Role::chief, kBatch, "一考点", ""}}};
  const auto chief = w.watching();
  w.reception.who = {3, 13, "sun", "孙考务", {{Role::office, kBatch, "", ""}}};
  const auto office = w.watching();
  w.reception.who = {1, 11, "zhao", "赵监考", {{Role::proctor, kBatch, "一考点", "305"}}};
  const auto proctor = w.watching();

  base::Json asked = act(1, "extend", "一考点", "site");
  asked["time"] = 600000;
  w.say(chief, asked);
  REQUIRE(w.reception.acts.size() == 1);
  hall::StaffAct proposal = w.reception.acts[0];
  proposal.request = 17;
  w.bench.hall->act(proposal, [&](const hall::StaffOutcome& o) { w.reception.waiting[0](17, o); });
  w.bench.settle();
  const auto told = std::find_if(chief->said.begin(), chief->said.end(),
                                 [](const base::Json& m) { return m["type"] == "act_result"; });
  REQUIRE(told != chief->said.end());
  CHECK((*told)["state"] == "awaiting_second");
  CHECK((*told)["request"] == 1);  // the first that this page hears of, whatever the catalogue calls it
  w.console.tick();
  CHECK(chief->heard().find("requests") != std::string::npos);
  CHECK(office->heard().find("requests") != std::string::npos);
  CHECK(proctor->heard().find("requests") == std::string::npos);
  const auto open_for = [](const PageLink& link) {
    for (auto m = link.said.rbegin(); m != link.said.rend(); ++m) {
      if ((*m)["type"] == "requests") return (*m)["open"];
    }
    return base::Json{};
  };
  CHECK(open_for(*chief)[0]["mine"] == true);
  CHECK(open_for(*chief)[0]["may_approve"] == false);
  CHECK(open_for(*office)[0]["may_approve"] == true);
  CHECK(open_for(*office)[0]["time"] == 600000);
  for (const auto& page : {chief, office}) CHECK(open_for(*page)[0]["request"] == 1);

  const base::Json yes{{"type", "approve"}, {"no", 5},     {"batch", "2023-04-J"}, {"key", "key-of-5"},
                       {"request", 1},      {"yes", true}, {"reason", "confirmed"}};
  w.say(chief, yes);
  w.say(proctor, yes);
  base::Json other = yes;
  other["request"] = 17;
  w.say(office, other);
  CHECK(chief->heard() == "!own_request");
  CHECK(proctor->heard() == "!no_such_request");
  CHECK(office->heard() == "!no_such_request");
  base::Json good = yes;
  good["no"] = 6;
  w.say(office, good);
  REQUIRE(w.reception.acts.size() == 2);
  CHECK(w.reception.acts[1].kind == "approve");
  CHECK(w.reception.acts[1].target == "17");
  CHECK(w.reception.acts[1].by == "sun");
  hall::StaffAct approval = w.reception.acts[1];
  approval.request = 18;
  w.bench.hall->act(approval, [&](const hall::StaffOutcome& o) { w.reception.waiting[1](18, o); });
  w.bench.settle();
  w.console.tick();
  CHECK(office->said.back()["type"] != "error");
  CHECK(open_for(*office).empty());
  CHECK(open_for(*chief).empty());
  CHECK(w.bench.record.count("extended") == 4);
}

namespace {

/// What there is of another site: nothing, people to whom nothing happens, or all that can happen to them.
enum class Second { absent, still, busy };

/// Four at the first site; at the second, whose rooms are called the same, as many as are left.
hall::Publication two_sites(int people) {
  auto p = Bench::publication(people);
  for (std::size_t i = 4; i < p.roster.size(); ++i) p.roster[i].person.site = "二考点";
  return p;
}

/// A batch that is held at the second site only.
hall::Publication elsewhere() {
  exam::Batch batch = junior();
  batch.id = kBatch + 1;
  batch.code = "OTHER";
  hall::Publication p{batch, paper(), {}};
  p.roster.push_back(enrolled(60));
  p.roster[0].person.site = "二考点";
  return p;
}

/// Three pages of the first site, and an office that carries out what they ask for.
struct TwoSites {
  World w;
  Second second;
  std::int64_t requests = 100;
  std::size_t done = 0;
  std::uint32_t no = 0;
  std::shared_ptr<PageLink> chief, wide, proctor;

  explicit TwoSites(Second there) : second{there} {
    w.reception.on_record = [this](std::int64_t batch, const exam::Noted& n) {
      w.bench.hall->note(batch, n);
    };
    w.bench.hall->publish(two_sites(second == Second::absent ? 4 : 10));
    w.bench.settle();
    chief = page("qian", {Role::chief, kBatch, "一考点", ""});
    wide = page("zhou", {Role::chief, 0, "一考点", ""});
    proctor = page("zhao", {Role::proctor, kBatch, "一考点", "305"});
    if (second != Second::absent) w.bench.hall->publish(elsewhere());
    turn();
  }
  std::shared_ptr<PageLink> page(const std::string& login, const staff::Grant& grant) {
    ++w.reception.who.session;
    w.reception.who.login = login;
    w.reception.who.grants = {grant};
    auto link = w.open();
    w.say(link, {{"type", "watch"}, {"batch", "2023-04-J"}});
    return link;
  }
  void turn() {
    for (int i = 0; i < 2; ++i) {
      w.bench.settle();
      w.console.tick();
      w.bench.clock.advance(1s);
    }
  }
  void at(Instant t) {
    w.bench.at(t);
    turn();
  }
  void say(const std::shared_ptr<PageLink>& link, const base::Json& message) {
    w.say(link, message);
    for (; done < w.reception.acts.size(); ++done) {
      hall::StaffAct a = w.reception.acts[done];
      a.request = ++requests;
      w.bench.hall->act(a,
                        [this, a, which = done](const auto& o) { w.reception.waiting[which](a.request, o); });
    }
    turn();
  }
  void asks(const std::shared_ptr<PageLink>& link, std::string kind, std::string target,
            std::string scope = "person", const base::Json& more = base::Json::object()) {
    base::Json message = act(static_cast<int>(++no), std::move(kind), std::move(target), std::move(scope));
    message.update(more);
    say(link, message);
  }
  /// At the second site, where somebody is busy there.
  void there(const std::function<void(Bench&)>& what) {
    if (second == Second::busy) what(w.bench);
    turn();
  }
  void there(hall::StaffAct a) {
    there([&](Bench& bench) {
      a.request = ++requests;
      if (a.scope == "room") a.site = "二考点";
      if (a.scope == "site") a.target = "二考点";
      INFO(a.kind);
      CHECK(bench.acted(a).starts_with("applied"));
    });
  }
  void busy_there() {
    hall::StaffAct incident = on_person("incident", 4);
    incident.category = "technical";
    for (const char* scope : {"person", "room", "site"}) {
      incident.scope = scope;
      incident.target = incident.scope == "room" ? "305" : ticket(4);
      there(incident);
    }
    there(on_room("message", "305"));
    there(on_person("warn", 5));
    there(on_person("pause", 4));
    there(on_person("resume", 4));
    there(on_person("terminate", 5));
    there(on_person("reinstate", 5));
    there(on_person("extend", 4, 40min));
    hall::StaffAct more = on_person("extend", 4, 5min);
    more.scope = "site";
    there(more);
    there([&](Bench& bench) { CHECK(bench.acted(Bench::decision("approve", requests)) == "applied 6"); });
    hall::StaffAct move = on_person("move", 4);
    move.to_room = "306";
    move.to_seat = "99";
    there(move);
    there([&](Bench& bench) { bench.hall->publish(two_sites(13)); });
    there([&](Bench& bench) {
      const auto back = bench.seated(4);
      bench.answer(back, 1, 0, "A");
      bench.send(back, protocol::Call{1, true, "water"});
    });
  }
  /// What a page of the first site can try upon the second.
  void probe(const std::shared_ptr<PageLink>& link) {
    for (const std::string& target : {ticket(4), ticket(9), ticket(60)}) {
      asks(link, "pause", target);
      say(link, {{"type", "timeline"}, {"no", ++no}, {"ticket", target}});
    }
    asks(link, "message", "二考点/305", "room");
    asks(link, "message", "二考点", "site");
    for (const std::uint32_t request : {7U, 101U, 102U, 110U, 111U, 112U}) {
      say(link, {{"type", "approve"},
                 {"no", ++no},
                 {"batch", "2023-04-J"},
                 {"key", fmt::format("key-of-act-{}", no)},
                 {"request", request},
                 {"yes", true},
                 {"reason", "a guess"}});
    }
  }
};

/// All that the three pages are sent, to the byte.
using Sent = std::vector<std::vector<std::string>>;

/// Empty if they are the same.
std::string first_difference(const Sent& sent, const Sent& other) {
  for (std::size_t page = 0; page < sent.size(); ++page) {
    const auto [a, b] =
        std::mismatch(sent[page].begin(), sent[page].end(), other[page].begin(), other[page].end());
    if (a != sent[page].end()) return *a;
    if (b != other[page].end()) return *b;
  }
  return {};
}

Sent sent_to_the_first_site(Second second) {
  TwoSites s{second};
  const auto links = {s.w.bench.seated(0), s.w.bench.seated(1)};
  std::vector<LinkPtr> others;
  s.there([&](Bench& bench) { others = {bench.seated(4), bench.seated(5)}; });
  s.at(kStart);
  s.busy_there();
  for (const auto& link : {s.chief, s.wide, s.proctor}) s.probe(link);
  s.asks(s.chief, "pause", ticket(0));
  s.asks(s.proctor, "resume", ticket(0));
  s.asks(s.chief, "incident", "一考点/305", "room", {{"category", "technical"}});
  s.asks(s.chief, "extend", "一考点", "site", {{"time", 60000}});
  s.say(s.wide, {{"type", "approve"},
                 {"no", ++s.no},
                 {"batch", "2023-04-J"},
                 {"key", "key-of-the-second"},
                 {"request", 1},
                 {"yes", true},
                 {"reason", "confirmed"}});
  s.say(s.proctor, {{"type", "timeline"}, {"no", ++s.no}, {"ticket", ticket(0)}});
  for (const Span after : {-1min, 0min, 2min, 20min, 60min}) s.at(kEnd + after);
  s.say(s.wide, {{"type", "watch"}, {"batch", "OTHER"}});
  s.probe(s.page("li", {Role::chief, kBatch, "一考点", ""}));
  const bool happened =
      s.w.bench.record.count("terminated") == 1 && s.w.bench.record.count("proctor_called") == 1;
  CHECK(happened == (second == Second::busy));
  return {s.chief->frames, s.wide->frames, s.proctor->frames};
}

std::string phase_of(const PageLink& link) {
  std::string phase;
  for (const base::Json& m : link.said) {
    if (m.contains("batch")) phase = m["batch"]["phase"];
  }
  return phase;
}

}  // namespace

TEST_CASE("a site learns nothing of another: not from what is done there, nor by asking for it") {
  const auto alone = sent_to_the_first_site(Second::absent);
  for (const auto& frames : alone) CHECK(frames.size() > 20);
  CHECK(first_difference(sent_to_the_first_site(Second::still), alone) == "");
  CHECK(first_difference(sent_to_the_first_site(Second::busy), alone) == "");
}

TEST_CASE("a batch goes on for a site as long as somebody of that site has time") {
  TwoSites s{Second::busy};
  const auto there = s.page("wu", {Role::chief, kBatch, "二考点", ""});
  const auto office = s.page("sun", {Role::office, kBatch, "", ""});
  s.w.bench.seated(0);
  s.w.bench.seated(4);
  s.at(kStart);
  s.there(on_person("extend", 4, 10min));
  s.at(kEnd + 1min);
  CHECK(phase_of(*s.chief) == "closed");
  CHECK(phase_of(*there) == "running");
  CHECK(phase_of(*office) == "running");
  s.at(kEnd + 11min);
  CHECK(phase_of(*there) == "closed");
  CHECK(phase_of(*office) == "closed");
}

TEST_CASE("a batch appears to those in whose place somebody sits, once somebody does") {
  World w;
  w.bench.publish(2);
  w.reception.who.grants = {{Role::proctor, kBatch, "一考点", "399"}};
  const auto link = w.watching();
  CHECK(link->said[0]["batches"].empty());
  w.bench.settle();
  w.console.tick();
  CHECK(link->heard().empty());
  auto more = Bench::publication(3);
  more.roster[2].person.room = "399";
  w.bench.hall->publish(more);
  w.bench.settle();
  w.console.tick();
  CHECK(link->heard() == "batch");
  w.say(link, {{"type", "watch"}, {"batch", "2023-04-J"}});
  w.console.tick();
  CHECK(link->heard() == "hall seats seats_end incidents_end");
}

TEST_CASE("whoever sees a whole batch sees it before anybody is enrolled") {
  World w;
  w.bench.publish(0);
  w.reception.who.grants = {{Role::office, kBatch, "", ""}};
  CHECK(w.open()->said[0]["batches"].size() == 1);
}

TEST_CASE("a long record comes in messages that do not depend on what others see") {
  World w;
  w.bench.publish(4);
  const auto note = [&](int who) {
    hall::StaffAct a = on_person("incident", who);
    a.category = "technical";
    REQUIRE(w.bench.acted(a) == "applied 0");
  };
  const bool busy = GENERATE(false, true);
  for (int i = 0; i < 150; ++i) {
    for (int other = 0; busy && other < 60; ++other) note(1);
    note(0);
  }
  const auto link = w.open();
  w.say(link, {{"type", "watch"}, {"batch", "2023-04-J"}});
  for (int i = 0; i < 10; ++i) w.console.tick();
  CHECK(link->heard() == "hello hall seats seats_end incidents incidents incidents_end");
  CHECK(link->said[4]["all"].size() == 100);
  CHECK(link->said[5]["all"].back()["seq"] == 150);
  note(1);
  w.console.tick();
  CHECK(link->heard().empty());
  note(0);
  w.console.tick();
  CHECK(link->heard() == "incidents");
  CHECK(link->said.back()["all"][0]["seq"] == 151);
}

TEST_CASE("a record is looked through a part at a time, and goes to a slow line when that is free") {
  World w;
  w.bench.publish(4);
  hall::StaffAct a = on_person("incident", 0);
  a.category = "technical";
  for (int i = 0; i < 5001; ++i) {
    a.target = ticket(i == 5000 ? 0 : 1);
    REQUIRE(w.bench.acted(a) == "applied 0");
  }
  const auto link = w.open();
  w.say(link, {{"type", "watch"}, {"batch", "2023-04-J"}});
  w.console.tick();
  CHECK(link->heard() == "hello hall seats seats_end");
  link->waiting = 1'000'000;
  w.console.tick();
  CHECK(link->heard().empty());
  link->waiting = 0;
  w.console.tick();
  CHECK(link->heard() == "incidents incidents_end");
}

TEST_CASE("an incident is shown to those whose grants cover all that it is about") {
  World w;
  w.bench.publish(4);
  w.reception.who = {3, 13, "sun", "孙考务", {{Role::office, kBatch, "", ""}}};
  const auto office = w.watching();
  w.reception.who = {1, 11, "zhao", "赵监考", {{Role::proctor, kBatch, "一考点", "305"}}};
  const auto proctor = w.watching();
  const auto note = [&](hall::StaffAct a) {
    a.kind = "incident";
    a.category = "technical";
    CHECK(w.bench.acted(a) == "applied 0");
    w.console.tick();
  };
  const auto texts = [](const PageLink& link) {
    std::string out;
    for (const base::Json& m : link.said) {
      if (m["type"] != "incidents") continue;
      for (const base::Json& i : m["all"]) out += i["seq"].dump() + ":" + i["target"].get<std::string>() + " ";
    }
    return out;
  };
  note(on_person("", 0));
  note(on_person("", 1));
  hall::StaffAct room = on_room("", "305");
  room.site = "一考点";
  note(room);
  note(on_batch(""));
  CHECK(texts(*office) == "1:" + ticket(0) + " 2:" + ticket(1) + " 3:一考点/305 4: ");
  CHECK(texts(*proctor) == "1:" + ticket(0) + " 2:一考点/305 ");  // no gap tells of the others
  CHECK(texts(*w.watching()).starts_with("1:"));
}
