// Checkpoints: their text, their signature, and what is refused.
#include <catch2/catch.hpp>

#include "journal/checkpoint.hpp"
#include "journal_samples.hpp"

using namespace examhall;
using namespace examhall::journal;

namespace {
Checkpoint sample() {
  return {kSampleJournal, 42, base::sha256("link"), base::from_millis(1'684'546'200'000),
          base::sha256("root")};
}
}  // namespace

TEST_CASE("a checkpoint's text is canonical and reads back") {
  const std::string text = to_text(sample());
  CHECK(text == R"({"at":"2023-05-20T01:30:00.000Z","format":"examhall checkpoint 1",)"
                R"("journal":"0102030405060708090a0b0c0d0e0f10","link":")" +
                    base::to_hex(base::sha256("link")) + R"(","merkle_root":")" +
                    base::to_hex(base::sha256("root")) + R"(","seq":42})");
  CHECK(*checkpoint_from_text(text) == sample());
  Checkpoint plain = sample();
  plain.merkle_root.reset();
  CHECK(*checkpoint_from_text(to_text(plain)) == plain);
}

TEST_CASE("a signature holds for these members and no others") {
  const auto key = base::SigningKey::generate();
  const auto signature = sign(sample(), key);
  CHECK(verify(sample(), key.public_key(), signature));
  CHECK_FALSE(verify(sample(), base::SigningKey::generate().public_key(), signature));
  Checkpoint other = sample();
  other.seq = 41;
  CHECK_FALSE(verify(other, key.public_key(), signature));
  other = sample();
  other.merkle_root.reset();
  CHECK_FALSE(verify(other, key.public_key(), signature));
}

TEST_CASE("what is no checkpoint is refused with its problems") {
  const auto broken = [](const std::string& from, const std::string& to) {
    std::string text = to_text(sample());
    text.replace(text.find(from), from.size(), to);
    return !checkpoint_from_text(text);
  };
  CHECK(broken("checkpoint 1", "checkpoint 2"));
  CHECK(broken("0102", "01"));
  CHECK(broken("0102", "01zz"));
  CHECK(broken(":42", ":-1"));
  CHECK(broken(":42", ":\"42\""));
  CHECK(broken("2023-05-20T", "2023-05-20 "));
  CHECK(broken("\"seq\"", "\"sequence\""));
  CHECK(broken("}", ",\"extra\":1}"));
  CHECK_FALSE(checkpoint_from_text("[]"));
  CHECK_FALSE(checkpoint_from_text(""));
  CHECK_FALSE(checkpoint_from_text(std::string(5000, ' ')));
}
