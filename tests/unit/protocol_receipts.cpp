// A receipt holds as it was signed and in no other form.
#include <catch2/catch.hpp>

#include "base/digest.hpp"
#include "protocol/receipt.hpp"

using namespace examhall::protocol;
namespace base = examhall::base;

namespace {

Receipt receipt() {
  Receipt r;
  r.batch = "2023-04-J";
  r.ticket = "20230400001";
  r.paper = std::string(64, 'a');
  r.round = 2;
  r.how = "handed_in";
  r.at = base::from_millis(1684550000123);
  r.items = 60;
  r.answered = 2;
  r.answers = base::to_hex(base::sha256(answers_text({{0, "\"B\""}})));
  r.seq = 4711;
  r.link = std::string(64, 'b');
  return r;
}

}  // namespace

TEST_CASE("a receipt verifies with the key it was signed with and says what it said") {
  const auto key = base::SigningKey::generate();
  const SignedReceipt s = sign_receipt(receipt(), key);
  const auto back = verify_receipt(s, key.public_key());
  REQUIRE(back);
  const Receipt r = receipt();
  CHECK(std::tie(back->batch, back->ticket, back->paper, back->round, back->how, back->at) ==
        std::tie(r.batch, r.ticket, r.paper, r.round, r.how, r.at));
  CHECK(std::tie(back->items, back->answered, back->answers, back->seq, back->link) ==
        std::tie(r.items, r.answered, r.answers, r.seq, r.link));
  CHECK(s.text == base::canonical(*base::parse_json(s.text)));
  CHECK(base::public_key_from_base64(s.key) == key.public_key());
  CHECK_FALSE(verify_receipt(s, base::SigningKey::generate().public_key()));
}

TEST_CASE("a flipped bit anywhere is noticed") {
  const auto key = base::SigningKey::generate();
  const SignedReceipt good = sign_receipt(receipt(), key);
  const auto flip = [](std::string text, std::size_t at, unsigned bit) {
    text[at] = static_cast<char>(static_cast<unsigned char>(text[at]) ^ (1U << bit));
    return text;
  };
  for (unsigned bit = 0; bit < 8; ++bit) {
    for (std::size_t i = 0; i < good.text.size(); ++i) {
      if (verify_receipt({flip(good.text, i, bit), good.signature, good.key}, key.public_key()))
        FAIL("text " << i);
    }
    for (std::size_t i = 0; i < good.signature.size(); ++i) {
      if (verify_receipt({good.text, flip(good.signature, i, bit), good.key}, key.public_key()))
        FAIL("signature " << i);
    }
    for (std::size_t i = 0; i < 32; ++i) {
      base::PublicKey other = key.public_key();
      other[i] = static_cast<std::uint8_t>(other[i] ^ (1U << bit));
      if (verify_receipt(good, other)) FAIL("key " << i);
    }
  }
  CHECK(verify_receipt(good, key.public_key()));
}

TEST_CASE("what is cut, longer or empty is no receipt") {
  const auto key = base::SigningKey::generate();
  const SignedReceipt good = sign_receipt(receipt(), key);
  const auto holds = [&](const std::string& text, const std::string& signature) {
    return verify_receipt({text, signature, good.key}, key.public_key()).has_value();
  };
  CHECK_FALSE(holds(good.text + " ", good.signature));
  CHECK_FALSE(holds(good.text.substr(1), good.signature));
  CHECK_FALSE(holds("", good.signature));
  CHECK_FALSE(holds(good.text, ""));
  CHECK_FALSE(holds(good.text, good.signature.substr(4)));
  CHECK_FALSE(holds(good.text, good.signature + good.signature));
  CHECK_FALSE(holds(good.text, good.signature + "\n"));
}

TEST_CASE("a signature of the right key over something else is no receipt") {
  const auto key = base::SigningKey::generate();
  for (const std::string text : {"", "{}", "hello", R"({"batch":"x"})"}) {
    CHECK_FALSE(verify_receipt({text, base::to_base64(key.sign(text)), ""}, key.public_key()));
  }
}

TEST_CASE("the text of answers, byte for byte") {
  CHECK(answers_text({}) == "[]");
  CHECK(answers_text({{0, R"("B")"}}) == R"([[0,"B"]])");
  CHECK(answers_text({{0, R"("B")"}, {3, R"(["A","C"])"}, {59, R"({"x":1})"}}) ==
        R"([[0,"B"],[3,["A","C"]],[59,{"x":1}]])");
}

TEST_CASE("the check code is the start of the text's digest, in groups of four") {
  const SignedReceipt s{"{}", "", ""};
  const std::string code = check_code(s);
  CHECK(code.size() == 19);
  const auto digest = base::sha256(std::string_view{"{}"});
  const std::string all = base::to_base32(digest);
  CHECK(code == all.substr(0, 4) + "-" + all.substr(4, 4) + "-" + all.substr(8, 4) + "-" + all.substr(12, 4));
  CHECK(code != check_code({"{ }", "", ""}));
}
