// Who gets in: the page, its cookies, signing in and out, opening the feed.
#include "proctoring_world.hpp"

using namespace examhall;
using namespace examhall::proctoring;
using namespace examhall::proctoring::test;

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
