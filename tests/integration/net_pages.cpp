// What is served beside the exam: requests with a body, answers that take their time, and websockets of their
// own.
#include <catch2/catch.hpp>

#include "net_rig.hpp"

using namespace examhall;
using namespace examhall::test;

namespace {

class FakePages final : public net::Pages {
 public:
  bool own(std::string_view path) const override { return path.starts_with("/console/"); }
  void answer(net::PageRequest request, std::function<void(net::PageReply)> reply) override {
    asked.push_back(std::move(request));
    if (hold) return held.push_back(std::move(reply));
    const net::PageRequest& last = asked.back();
    if (!last.opens_websocket) {
      return reply(
          {200,
           "text/html",
           last.method + " " + last.body,
           {{"Content-Security-Policy", "script-src 'self'"}, {"Set-Cookie", "a=b"}, {"Set-Cookie", "c=d"}}});
    }
    if (last.cookie != "token") return reply({401, "application/json", R"({"error":"not_signed_in"})"});
    reply({101,
           "",
           "",
           {{"Sec-WebSocket-Protocol", "console.v1"}},
           std::make_shared<const std::string>("somebody")});
  }
  void opened(const std::shared_ptr<hall::Link>& link, const std::shared_ptr<const void>& visitor) override {
    door_.opened(link);
    link->send(frame_of("hello " + *static_cast<const std::string*>(visitor.get())));
  }
  hall::Door& door() override { return door_; }

  std::vector<net::PageRequest> asked;
  bool hold = false;
  std::vector<std::function<void(net::PageReply)>> held;
  EchoDoor door_;
};

http::request<http::string_body> post(std::string body) {
  http::request<http::string_body> request{http::verb::post, "/console/session", 11};
  request.set(http::field::host, "localhost");
  request.set(http::field::origin, "https://here");
  request.set(http::field::cookie, "token");
  request.set(http::field::content_type, "application/json");
  request.body() = std::move(body);
  request.prepare_payload();
  return request;
}

struct World {
  FakePages pages;
  Rig rig{[](net::Settings&) {}, &pages};

  std::unique_ptr<Client> connected() {
    auto client = rig.client();
    REQUIRE(rig.wait(client->connect()));
    return client;
  }
};

}  // namespace

TEST_CASE("a request to the pages arrives whole, and the answer has their headers") {
  World w;
  const auto client = w.connected();
  for (const std::string& body : {std::string{"one"}, std::string(4096, 'x'), std::string{}}) {
    const Response answer = w.rig.wait(client->request(post(body)));
    CHECK(answer.result_int() == 200);
    CHECK(answer.body() == "POST " + body);
    CHECK(answer["Content-Security-Policy"] == "script-src 'self'");
    std::string cookies;
    const auto [first, last] = answer.equal_range(http::field::set_cookie);
    for (auto one = first; one != last; ++one) cookies += std::string{one->value()} + " ";
    CHECK(cookies == "a=b c=d ");
    CHECK(answer["X-Content-Type-Options"] == "nosniff");
    const net::PageRequest& asked = w.pages.asked.back();
    CHECK(asked.path == "/console/session");
    CHECK(asked.origin == "https://here");
    CHECK(asked.cookie == "token");
    CHECK(asked.content_type == "application/json");
    CHECK(asked.address == "127.0.0.1");
  }
}

TEST_CASE("a header that stands twice cannot be taken for one") {
  World w;
  auto request = post("");
  request.insert(http::field::origin, "https://elsewhere");
  request.insert(http::field::cookie, "other");
  REQUIRE(w.rig.wait(w.connected()->request(std::move(request))).result_int() == 200);
  CHECK(w.pages.asked.back().origin == "https://here,https://elsewhere");
  CHECK(w.pages.asked.back().cookie == "token,other");
}

TEST_CASE("a body past the limit is refused, and a body anywhere else") {
  World w;
  CHECK(w.rig.wait(w.connected()->request(post(std::string(4097, 'x')))).result_int() == 413);
  auto elsewhere = post("one");
  elsewhere.target("/healthz");
  CHECK(w.rig.wait(w.connected()->request(std::move(elsewhere))).result_int() == 413);
  CHECK(w.pages.asked.empty());
}

TEST_CASE("an answer may take its time, and others do not wait for it") {
  World w;
  w.pages.hold = true;
  const auto slow = w.connected(), quick = w.connected();
  std::optional<Response> answer;
  asio::co_spawn(w.rig.io, slow->request(post("one")),
                 [&](std::exception_ptr, Response r) { answer = std::move(r); });
  w.rig.pump([&] { return !w.pages.held.empty(); });
  CHECK(w.rig.wait(quick->get("/healthz")).result_int() == 200);
  CHECK_FALSE(answer);
  w.pages.held[0]({200, "text/plain", "late", {}});
  w.rig.pump([&] { return answer.has_value(); });
  CHECK(answer->body() == "late");
}

TEST_CASE("who leaves before the answer harms nobody") {
  World w;
  w.pages.hold = true;
  auto slow = w.connected();
  asio::co_spawn(w.rig.io, slow->request(post("one")), [](std::exception_ptr, Response) {});
  w.rig.pump([&] { return !w.pages.held.empty(); });
  slow->socket().close();
  w.pages.held[0]({200, "text/plain", "late", {}});
  w.rig.pump([&] { return w.rig.server->counters().open_connections == 0; });
}

TEST_CASE("the pages' websocket is opened by their leave, and speaks with them alone") {
  World w;
  auto stranger = w.rig.client();
  CHECK_FALSE(w.rig.wait(stranger->join({"console.v1", "https://here", "/console/feed", ""})));
  CHECK(stranger->response().result_int() == 401);
  auto client = w.rig.client();
  REQUIRE(w.rig.wait(client->join({"console.v1", "https://here", "/console/feed", "token"})));
  CHECK(client->response()[http::field::sec_websocket_protocol] == "console.v1");
  CHECK(*w.rig.wait(client->receive()) == "hello somebody");
  w.rig.wait(client->send("there"));
  CHECK(*w.rig.wait(client->receive()) == "there");
  CHECK(w.pages.door_.messages == 1);
  CHECK(w.rig.door.opens == 0);
  client->socket().close();
  w.rig.pump([&] { return w.pages.door_.closes == 1; });
  CHECK(w.rig.door.closes == 0);
}

TEST_CASE("without pages there is nothing at their place") {
  Rig rig;
  const auto client = rig.client();
  REQUIRE(rig.wait(client->connect()));
  CHECK(rig.wait(client->get("/console/")).result_int() == 404);
}
