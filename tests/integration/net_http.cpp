#include <catch2/catch.hpp>

#include "net_rig.hpp"

using namespace examhall;
using namespace examhall::test;
using namespace std::chrono_literals;

namespace {

const std::string kImage = "/image/" + base::to_hex(base::sha256("picture"));

bool is_guarded(const Response& response) {
  return response["X-Content-Type-Options"] == "nosniff" &&
         response["Content-Security-Policy"] == "default-src 'none'" &&
         response[http::field::strict_transport_security].starts_with("max-age=");
}

std::unique_ptr<Client> connected(Rig& rig) {
  auto client = rig.client();
  REQUIRE(rig.wait(client->connect()));
  return client;
}

}  // namespace

TEST_CASE("health is told with the reason when it is bad") {
  Rig rig;
  const auto client = connected(rig);
  const Response well = rig.wait(client->get("/healthz"));
  CHECK(well.result_int() == 200);
  CHECK(well.body() == "ok");
  CHECK(is_guarded(well));
  rig.ill = "journal: disk full";
  const Response ill = rig.wait(client->get("/healthz"));
  CHECK(ill.result_int() == 503);
  CHECK(ill.body() == "journal: disk full");
}

TEST_CASE("metrics are on the admin listener alone") {
  Rig rig;
  const auto outside = connected(rig);
  CHECK(rig.wait(outside->get("/metrics")).result_int() == 404);
  Client admin{rig.io, rig.server->admin_port()};
  REQUIRE(rig.wait(admin.connect()));
  const Response metrics = rig.wait(admin.get("/metrics"));
  CHECK(metrics.result_int() == 200);
  CHECK(metrics.body().find("examhall_net_accepted_total 2\n") != std::string::npos);
  CHECK(rig.wait(admin.get(kImage, "seat-token")).result_int() == 404);
}

TEST_CASE("an image is given to the bearer of a seat's token, over one kept connection") {
  Rig rig;
  const auto client = connected(rig);
  for (int i = 0; i < 3; ++i) {
    const Response image = rig.wait(client->get(kImage, "seat-token"));
    REQUIRE(image.result_int() == 200);
    CHECK(image.body() == *rig.door.picture);
    CHECK(image[http::field::content_type] == "image/png");
    CHECK(image[http::field::cache_control] == "private, no-store");
    CHECK(is_guarded(image));
  }
  CHECK(rig.server->counters().accepted == 1);
}

TEST_CASE("no token, a wrong token, an unknown image and a malformed hash cannot be told apart") {
  Rig rig;
  const auto client = connected(rig);
  const std::string unknown = "/image/" + base::to_hex(base::sha256("other"));
  for (const auto& [target, token] :
       std::vector<std::pair<std::string, std::string>>{{kImage, ""},
                                                        {kImage, "wrong"},
                                                        {unknown, "seat-token"},
                                                        {"/image/zz", "seat-token"},
                                                        {kImage + "?token=seat-token", ""}}) {
    const Response refused = rig.wait(client->get(target, token));
    CHECK(refused.result_int() == 404);
    CHECK(refused.body() == R"({"error":"not_found"})");
    CHECK(is_guarded(refused));
  }
}

TEST_CASE("what is not a GET is refused, with a body it is refused before the body is read") {
  Rig rig;
  const auto client = connected(rig);
  http::request<http::string_body> request{http::verb::delete_, "/healthz", 11};
  CHECK(rig.wait(client->request(request)).result_int() == 405);
  request.method(http::verb::post);
  request.body() = "x";
  const Response refused = rig.wait(client->request(request));
  CHECK(refused.result_int() == 413);
  CHECK(rig.wait(client->hung_up()));
}

TEST_CASE("a header of more than 8 KiB is refused") {
  Rig rig;
  const auto client = connected(rig);
  http::request<http::string_body> request{http::verb::get, "/healthz", 11};
  request.set("X-Long", std::string(7000, 'x'));
  CHECK(rig.wait(client->request(request)).result_int() == 200);
  request.set("X-Long", std::string(9000, 'x'));
  CHECK(rig.wait(client->request(request)).result_int() == 431);
  CHECK(rig.wait(client->hung_up()));
}

TEST_CASE("what is not HTTP is answered with 400 and the end") {
  Rig rig;
  const auto client = connected(rig);
  REQUIRE(rig.wait(client->send_raw("hello\r\n\r\n")));
  CHECK(rig.wait(client->hung_up()));
  CHECK(rig.server->counters().requests_refused == 1);
}

TEST_CASE("the exam is reached only by an upgrade with the subprotocol") {
  Rig rig;
  const auto plain = connected(rig);
  const Response response = rig.wait(plain->get("/exam"));
  CHECK(response.result_int() == 426);
  CHECK(response.body() == R"({"error":"upgrade_required"})");
  for (const std::string subprotocol : {"", "examhall.v9"}) {
    const auto client = rig.client();
    CHECK_FALSE(rig.wait(client->join({subprotocol, ""})));
    CHECK(client->response().result_int() == 400);
    CHECK(client->response().body() == R"({"error":"subprotocol_unknown"})");
  }
  const auto client = rig.client();
  REQUIRE(rig.wait(client->join({"chat, examhall.v1", ""})));
  CHECK(client->response()[http::field::sec_websocket_protocol] == "examhall.v1");
  CHECK(is_guarded(client->response()));
  CHECK(rig.door.opens == 1);
}

TEST_CASE("a browser's page may open the exam only from a listed origin") {
  Rig rig{[](net::Settings& settings) { settings.allowed_origins = {"https://console.example"}; }};
  for (const std::string origin : {"https://console.example.evil", "null", "https://CONSOLE.example"}) {
    const auto client = rig.client();
    CHECK_FALSE(rig.wait(client->join({"examhall.v1", origin})));
    CHECK(client->response().result_int() == 403);
  }
  const auto client = rig.client();
  CHECK(rig.wait(client->join({"examhall.v1", "https://console.example"})));
}

TEST_CASE("a connection that asks for nothing is ended") {
  SECTION("after the handshake") {
    Rig rig{[](net::Settings& settings) { settings.deadlines.request = 100ms; }};
    const auto client = connected(rig);
    CHECK(rig.wait(client->hung_up()));
  }
  SECTION("between two requests") {
    Rig rig{[](net::Settings& settings) { settings.deadlines.http_idle = 100ms; }};
    const auto client = connected(rig);
    CHECK(rig.wait(client->get("/healthz")).result_int() == 200);
    CHECK(rig.wait(client->hung_up()));
  }
  SECTION("in the middle of a header") {
    Rig rig{[](net::Settings& settings) { settings.deadlines.request = 100ms; }};
    const auto client = connected(rig);
    REQUIRE(rig.wait(client->send_raw("GET /healthz HTTP/1.1\r\nHost:")));
    CHECK(rig.wait(client->hung_up()));
  }
}
