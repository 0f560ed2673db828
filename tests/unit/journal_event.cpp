// The published format of a leaf and a link, computed here from its description.
#include <catch2/catch.hpp>

#include "journal_samples.hpp"

using namespace examhall;
using namespace examhall::journal;

namespace {
std::string u64le(std::uint64_t value) {
  std::string out;
  for (int i = 0; i < 8; ++i) out += static_cast<char>(value >> (8 * i));
  return out;
}
std::string text_of(const base::Digest& digest) { return {digest.begin(), digest.end()}; }
}  // namespace

TEST_CASE("a leaf and a link are what docs/storage.md says") {
  const Event event = sample_events(300).back();
  const std::string leaf_input = "examhall event 1\n" + std::string(16, static_cast<char>(299 & 0xff)) +
                                 u64le(300) + u64le(1'684'546'200'000 + 299 * 250) + u64le(3) + u64le(1003) +
                                 "answer_saved\n" + R"({"item":299})";
  CHECK(leaf_of(event) == base::sha256(leaf_input));
  const base::Digest previous = base::sha256("before");
  CHECK(next_link(previous, leaf_of(event)) == base::sha256(text_of(previous) + text_of(leaf_of(event))));
  CHECK(genesis_link(kSampleJournal) ==
        base::sha256("examhall journal 1\n" + std::string(kSampleJournal.begin(), kSampleJournal.end())));
}

TEST_CASE("the format never changes: a leaf known by heart") {
  // Made with Python's hashlib from the description, so that a change of both sides at once shows.
  const Event event = sample_events(1).front();
  CHECK(base::to_hex(leaf_of(event)) == "70f762df6248745f1220cb22d1b47ffaafdc295c7497360d91e141919b805a37");
  CHECK(base::to_hex(event.link) == "326a3d90c75b11178bf9bb9a21630cc89b9d0f3b1146bd3f5174380e0cc16610");
}

TEST_CASE("every member of an event is in its leaf") {
  const Event event = sample_events(1).front();
  const auto differs = [&](auto change) {
    Event other = event;
    change(other);
    return leaf_of(other) != leaf_of(event);
  };
  CHECK(differs([](Event& e) { e.seq = 2; }));
  CHECK(differs([](Event& e) { e.at += base::Span{1}; }));
  CHECK(differs([](Event& e) { e.batch = 4; }));
  CHECK(differs([](Event& e) { e.attempt = -1; }));
  CHECK(differs([](Event& e) { e.kind = "answer_late"; }));
  CHECK(differs([](Event& e) { e.body = "{}"; }));
  CHECK(differs([](Event& e) { e.salt[15] ^= 1; }));
}

TEST_CASE("two journals differ from their first link on") {
  CHECK(new_journal_id() != new_journal_id());
  CHECK(genesis_link(new_journal_id()) != genesis_link(kSampleJournal));
}
