// The messages on the wire: what is written, what is read back, what is refused and with which words.
#include <catch2/catch.hpp>

#include <set>

#include "protocol_samples.hpp"

using namespace examhall::protocol;
using namespace examhall::protocol::test;
using examhall::base::Json;

namespace {

std::string said(const Malformed& m) { return m.error + "|" + m.type + "|" + m.detail; }

std::string refused(std::string_view frame) {
  const auto message = decode_client(frame);
  return message ? "" : said(message.error());
}

template <class Message, class Decode>
void hold(const std::vector<Sample<Message>>& samples, const Decode& decode) {
  std::set<std::size_t> met;
  std::set<std::string> types;
  for (const auto& s : samples) {
    CAPTURE(s.name);
    CHECK(Json::parse(encode(s.message)) == Json::parse(s.json));
    const auto back = decode(s.json);
    REQUIRE(back);
    CHECK(back->index() == s.message.index());
    CHECK(encode(*back) == encode(s.message));
    met.insert(s.message.index());
    types.insert(Json::parse(s.json)["type"]);
    CHECK(s.name.substr(0, s.name.find('/')) == Json::parse(s.json)["type"]);
  }
  CHECK(met.size() == std::variant_size_v<Message>);
  CHECK(types.size() == std::variant_size_v<Message>);
}

}  // namespace

TEST_CASE("every message goes to the wire and back, smallest and largest") {
  hold(client_samples(), [](const auto& text) { return decode_client(text); });
  hold(server_samples(), [](const auto& text) { return decode_server(text); });
}

TEST_CASE("an ack is written by hand, and is what the general form would be") {
  for (const std::uint64_t seq : {0ULL, 1ULL, 9223372036854775807ULL}) {
    const Ack ack{7, 3, seq, examhall::base::from_millis(1684546200123), std::string(64, 'a')};
    const Json general{{"type", "ack"},       {"no", 7},
                       {"item", 3},           {"seq", seq},
                       {"at", 1684546200123}, {"link", std::string(64, 'a')}};
    const std::string fast = encode(ServerMessage{ack});
    CHECK(Json::parse(fast) == general);
    CHECK(fast.find(' ') == std::string::npos);
    CHECK(decode_server(fast));
  }
}

TEST_CASE("what is wrong with a message is said with the member's name") {
  CHECK(
      refused(R"({"type":"visit","item":1,"colour":1})") ==
      "bad_message|visit|colour: nobody knows this member; check its spelling or remove it [unknown_member]");
  CHECK(refused(R"({"type":"visit"})") == "bad_message|visit|item: this member is missing [missing]");
  CHECK(refused(R"({"type":"visit","item":"1"})") ==
        "bad_message|visit|item: an integer from 0 to 4294967295 is expected [not_in_range]");
  for (const char* n : {"-1", "4294967296", "1.0", "1e0", "18446744073709551616", "true", "null", "[]"}) {
    CAPTURE(n);
    CHECK(refused(std::string{R"({"type":"visit","item":)"} + n + "}") ==
          "bad_message|visit|item: an integer from 0 to 4294967295 is expected [not_in_range]");
  }
  CHECK(refused(R"({"type":"report","kind":5,"detail":""})") ==
        "bad_message|report|kind: a text is expected [not_text]");
  CHECK(refused(R"({"type":"report","kind":")" + std::string(33, 'k') + R"(","detail":""})") ==
        "bad_message|report|kind: the text is longer than 32 bytes [too_long]");
  CHECK(refused(R"({"type":"answer","no":1,"item":0,"at":0})") ==
        "bad_message|answer|response: this member is missing [missing]");
  CHECK(refused(R"({"type":"login","ticket":"1","code":"2","client":"c","machine":"m","have_paper":null})") ==
        "bad_message|login|have_paper: a text is expected [not_text]");
}

TEST_CASE("text that is not a JSON object with a type") {
  CHECK(refused(R"({"type":"visit","item":1,"item":2})") ==
        "bad_message||the key \"item\" stands twice in one object; remove one [json_duplicate_key]");
  CHECK(refused(R"({"type":"leave")").find("bad_message||row 1 byte 16: this is not well-formed JSON") == 0);
  CHECK(refused("{\"type\":\"report\",\"kind\":\"\xC3\x28\",\"detail\":\"\"}") ==
        "bad_message||the text is not valid UTF-8 [json_not_utf8]");
  for (const char* not_a_message :
       {"null", "7", "[]", "{}", R"("login")", R"({"type":null})", R"({"type":5})", R"({"Type":"leave"})",
        R"({"type":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"})"}) {
    CAPTURE(not_a_message);
    CHECK(refused(not_a_message) == "bad_message||an object with a text member \"type\" is expected");
  }
  CHECK_FALSE(refused("").empty());
  CHECK_FALSE(refused(R"({"type":"leave"}{"type":"leave"})").empty());
  CHECK_FALSE(refused(std::string("{\"type\":\"leave\"}\0", 17)).empty());
}

TEST_CASE("depth and size are limited") {
  const auto nested = [](int levels) {
    const auto n = static_cast<std::size_t>(levels);
    return R"({"type":"answer","no":1,"item":0,"at":0,"response":)" + std::string(n, '[') +
           std::string(n, ']') + "}";
  };
  CHECK(refused(nested(7)).empty());
  CHECK(refused(nested(8)).find("the JSON is nested deeper than 8 levels [json_too_deep]") !=
        std::string::npos);
  CHECK(refused(nested(8000)).find("json_too_deep") != std::string::npos);

  const auto sized = [](std::size_t bytes) {
    const std::string head = R"({"type":"answer","no":1,"item":0,"at":0,"response":")";
    return head + std::string(bytes - head.size() - 2, 'x') + "\"}";
  };
  CHECK(sized(kMaxClientFrame).size() == kMaxClientFrame);
  CHECK(refused(sized(kMaxClientFrame)).empty());
  CHECK(refused(sized(kMaxClientFrame + 1)) ==
        "bad_message||the JSON is larger than the limit of 16384 bytes [json_too_large]");
}

TEST_CASE("a type nobody knows is told apart from a malformed message") {
  CHECK(refused(R"({"type":"dance"})") == "unknown_type|dance|no message is called so");
  CHECK(refused(R"({"type":""})") == "unknown_type||no message is called so");
  CHECK(refused(R"({"type":"welcome"})") ==
        "unknown_type|welcome|no message is called so");  // the server's alone
  CHECK(decode_server(R"({"type":"login"})").error().error == "unknown_type");
}

TEST_CASE("a large message does not earn a large detail") {
  for (const std::string letter : {"x", "试"}) {
    std::string name;
    while (name.size() < 9000) name += letter;
    const auto unknown = decode_client(R"({"type":"leave",")" + name + R"(":1})");
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().detail.size() < 300);
    CHECK(examhall::base::is_utf8(unknown.error().detail));
    CHECK(unknown.error().detail.find("[unknown_member]") != std::string::npos);
    const auto twice =
        decode_client("{\"" + name.substr(0, 6000) + "\":1,\"" + name.substr(0, 6000) + "\":1}");
    REQUIRE_FALSE(twice);
    CHECK(twice.error().detail.size() < 300);
    CHECK(examhall::base::is_utf8(twice.error().detail));
    // What the server answers with can itself be read.
    Error error = make_error("bad_message", About{"leave", std::nullopt});
    error.detail = unknown.error().detail;
    CHECK(decode_server(encode(ServerMessage{error})));
  }
}

TEST_CASE("a message spoilt in any one place never breaks the decoder") {
  int refusals = 0;
  for (const auto& s : client_samples()) {
    for (const std::string& bad : spoilt(s.json)) {
      const auto message = decode_client(bad);
      if (message) continue;
      ++refusals;
      CHECK(message.error().error == "bad_message");
      CHECK_FALSE(message.error().detail.empty());
    }
    for (std::size_t cut = 0; cut < s.json.size(); ++cut) CHECK_FALSE(decode_client(s.json.substr(0, cut)));
  }
  CHECK(refusals > 300);
}
