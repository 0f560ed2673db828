// The table of errors and the page that describes it.
#include <catch2/catch.hpp>

#include <set>

#include "base/digest.hpp"
#include "base/file.hpp"
#include "exam/refusal.hpp"
#include "protocol/error_id.hpp"
#include "protocol/server_messages.hpp"

using namespace examhall::protocol;
namespace base = examhall::base;

namespace {

std::string page() {
  const auto text = base::read_file(EXAMHALL_PROTOCOL_PAGE, 1U << 20U);
  REQUIRE(text);
  return *text;
}

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> out;
  std::string line;
  for (const char c : text) {
    if (c == '\n') {
      out.push_back(std::exchange(line, {}));
    } else {
      line += c;
    }
  }
  return out;
}

// The examples of the page: what stands between "```json client" (or server) and "```".
std::vector<std::string> examples(const std::string& from) {
  std::vector<std::string> out;
  bool within = false;
  for (const std::string& line : lines(page())) {
    if (line == "```json " + from) {
      within = true;
      out.emplace_back();
    } else if (line == "```") {
      within = false;
    } else if (within) {
      out.back() += line + "\n";
    }
  }
  return out;
}

}  // namespace

TEST_CASE("error ids are unique, snake_case, and said in both languages") {
  std::set<std::string_view> ids;
  for (const ErrorEntry& e : error_entries()) {
    CAPTURE(e.id);
    CHECK(ids.insert(e.id).second);
    CHECK(e.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string_view::npos);
    CHECK(e.text.zh.size() > 6);
    CHECK(e.text.en.size() > 6);
    CHECK(base::is_utf8(e.text.zh));
    CHECK(base::code_points(e.text.zh) < e.text.zh.size());  // it is Chinese, not a copy of the English
    CHECK(base::code_points(e.text.en) == e.text.en.size());
    CHECK(&error_entry(e.id) == &e);
  }
  CHECK(ids.size() > 25);
  CHECK_THROWS_AS(error_entry("no_such_error"), std::logic_error);
  CHECK_THROWS_AS(make_error(""), std::logic_error);
}

TEST_CASE("an error carries its text from the table") {
  const Error e = make_error("hand_in_too_early", About{"hand_in", std::nullopt}, base::from_millis(5));
  CHECK(e.id == "hand_in_too_early");
  CHECK(e.text == error_entry("hand_in_too_early").text);
  CHECK(e.about->type == "hand_in");
  CHECK(e.when == base::from_millis(5));
  CHECK_FALSE(e.detail);
}

TEST_CASE("every refusal of the rules has its entry") {
  using examhall::exam::RefusalId;
  for (int id = 0; id <= static_cast<int>(RefusalId::not_possible_now); ++id) {
    const auto text = to_text(static_cast<RefusalId>(id));
    CAPTURE(text);
    CHECK_NOTHROW(error_entry(text));
  }
}

TEST_CASE("the page describes every error, and none that does not exist") {
  std::set<std::string> described;
  bool in_table = false;
  for (const std::string& line : lines(page())) {
    if (line.starts_with("## ")) in_table = line == "## Errors";
    if (!in_table || !line.starts_with("| `")) continue;
    const std::string id = line.substr(3, line.find('`', 3) - 3);
    CAPTURE(id);
    CHECK(described.insert(id).second);
    CHECK_NOTHROW(error_entry(id));
    const bool fatal = line.find("| yes |") != std::string::npos;
    CHECK(fatal == error_entry(id).fatal);
  }
  for (const ErrorEntry& e : error_entries()) {
    CAPTURE(e.id);
    CHECK(described.contains(std::string{e.id}));
  }
}

TEST_CASE("the page has an example of every message, and each can be read") {
  std::set<std::size_t> client, server;
  for (const std::string& example : examples("client")) {
    CAPTURE(example);
    const auto message = decode_client(example);
    REQUIRE(message);
    client.insert(message->index());
  }
  for (const std::string& example : examples("server")) {
    CAPTURE(example);
    const auto message = decode_server(example);
    REQUIRE(message);
    server.insert(message->index());
  }
  CHECK(client.size() == std::variant_size_v<ClientMessage>);
  CHECK(server.size() == std::variant_size_v<ServerMessage>);
}

TEST_CASE("the receipt in the page verifies with the key in the page") {
  std::optional<base::PublicKey> key;
  std::optional<Ended> ended;
  for (const std::string& example : examples("server")) {
    const auto message = decode_server(example);
    if (const auto* w = std::get_if<Welcome>(&*message)) key = base::public_key_from_base64(w->public_key);
    if (const auto* e = std::get_if<Ended>(&*message)) ended = *e;
  }
  REQUIRE(key);
  REQUIRE(ended);
  const SignedReceipt paper{ended->receipt.value(), ended->signature.value(), ""};
  const auto receipt = verify_receipt(paper, *key);
  REQUIRE(receipt);
  CHECK(receipt->how == ended->how);
  CHECK(receipt->at == ended->at);
  // The worked example's steps, with the values that the page shows.
  const std::string text = page();
  const std::string answers = answers_text({{0, R"("B")"}, {3, R"(["A","C"])"}});
  CHECK(text.find(answers) != std::string::npos);
  CHECK(receipt->answers == base::to_hex(base::sha256(answers)));
  CHECK(text.find(receipt->answers) != std::string::npos);
  CHECK(text.find(check_code(paper)) != std::string::npos);
}
