// Verification says where a chain first breaks, and how.
#include <catch2/catch.hpp>

#include "journal/chain.hpp"
#include "journal_samples.hpp"

using namespace examhall;
using namespace examhall::journal;

namespace {

std::optional<ChainBreak> check(const std::vector<Event>& events,
                                const std::vector<Checkpoint>& witnessed = {}) {
  ChainCheck chain{kSampleJournal};
  for (const Checkpoint& checkpoint : witnessed) chain.expect(checkpoint);
  for (const Event& event : events) {
    if (!chain.feed(event)) break;
  }
  return chain.finish();
}

void require_break(const std::vector<Event>& events, BreakKind kind, std::uint64_t seq,
                   const std::string& words) {
  const auto found = check(events);
  REQUIRE(found.has_value());
  CHECK(found->kind == kind);
  CHECK(found->seq == seq);
  CHECK(found->text.en == words);
  CHECK_FALSE(found->text.zh.empty());
}

std::string content_altered(std::uint64_t seq) {
  if (seq == 1) return "the content of row 1 was altered, or the journal's id";
  return fmt::format("the content of row {} was altered, or row {} together with its link", seq, seq - 1);
}

Checkpoint at_row(const std::vector<Event>& events, std::size_t seq) {
  MerkleRoot root;
  for (std::size_t i = 0; i < seq; ++i) root.add(leaf_of(events[i]));
  return {kSampleJournal, seq, events[seq - 1].link, base::from_millis(0), root.root()};
}

}  // namespace

TEST_CASE("a sound journal verifies, an empty one too") {
  CHECK_FALSE(check({}).has_value());
  CHECK_FALSE(check(sample_events(1)).has_value());
  CHECK_FALSE(check(sample_events(100)).has_value());
}

TEST_CASE("any change of any member of any row is found at that row") {
  const auto sound = sample_events(12);
  const std::vector<std::function<void(Event&)>> changes{
      [](Event& e) { e.at += base::Span{1}; }, [](Event& e) { e.batch = 9; },
      [](Event& e) { e.attempt = 9; },         [](Event& e) { e.kind = "other"; },
      [](Event& e) { e.body = "{}"; },         [](Event& e) { e.salt[0] ^= 1; }};
  for (std::size_t row = 0; row + 1 < sound.size(); ++row) {
    for (const auto& change : changes) {
      auto events = sound;
      change(events[row]);
      require_break(events, BreakKind::altered, row + 1, content_altered(row + 1));
    }
  }
}

TEST_CASE("an altered last row, and an altered link, are found") {
  auto events = sample_events(5);
  events[4].body = "{}";
  require_break(events, BreakKind::altered, 5,
                "row 5 does not follow from row 4: the content or the link of one of them was altered");
  events = sample_events(5);
  events[2].link[0] ^= 1;
  require_break(events, BreakKind::altered, 3,
                "row 3 does not follow from row 2: the content or the link of one of them was altered");
}

TEST_CASE("a row altered together with its link breaks at the next one, which says so") {
  auto events = sample_events(5);
  events[2].body = "{}";
  events[2].link = next_link(events[1].link, leaf_of(events[2]));
  require_break(events, BreakKind::altered, 4, content_altered(4));
}

TEST_CASE("removed rows are named") {
  auto events = sample_events(9);
  events.erase(events.begin() + 3);
  require_break(events, BreakKind::removed, 4, "row 4 was removed");
  events.erase(events.begin() + 3, events.begin() + 5);
  require_break(events, BreakKind::removed, 4, "rows 4 to 6 were removed");
  events.erase(events.begin(), events.end() - 1);
  require_break(events, BreakKind::removed, 1, "rows 1 to 8 were removed");
}

TEST_CASE("a removed row whose successors were renumbered is found") {
  auto events = sample_events(6);
  events.erase(events.begin() + 2);
  for (std::size_t i = 2; i < events.size(); ++i) --events[i].seq;
  CHECK(check(events)->seq == 3);
}

TEST_CASE("swapped rows are named, however they were swapped") {
  SECTION("in a file") {
    auto events = sample_events(9);
    std::swap(events[4], events[5]);
    require_break(events, BreakKind::swapped, 5, "rows 5 and 6 were swapped");
  }
  SECTION("in a table, where the numbers stay") {
    auto events = sample_events(9);
    std::swap(events[4], events[5]);
    std::swap(events[4].seq, events[5].seq);
    require_break(events, BreakKind::swapped, 5, "rows 5 and 6 were swapped");
  }
  SECTION("numbers and links stay") {
    auto events = sample_events(9);
    std::swap(events[4], events[5]);
    std::swap(events[4].seq, events[5].seq);
    std::swap(events[4].link, events[5].link);
    require_break(events, BreakKind::swapped, 5, "rows 5 and 6 were swapped");
  }
}

TEST_CASE("a repeated row is named") {
  auto events = sample_events(4);
  events.insert(events.begin() + 2, events[1]);
  require_break(events, BreakKind::repeated, 2, "after row 2 comes row 2 again");
}

TEST_CASE("another journal's events do not pass") {
  ChainCheck chain{new_journal_id()};
  chain.feed(sample_events(1).front());
  REQUIRE(chain.finish().has_value());
  CHECK(chain.finish()->seq == 1);
}

TEST_CASE("time that runs backwards is counted, and is no break") {
  auto events = sample_events(5);
  events[3].at = events[0].at;
  relink(events);
  ChainCheck chain{kSampleJournal};
  for (const Event& event : events) chain.feed(event);
  CHECK_FALSE(chain.finish().has_value());
  CHECK(chain.backward_steps() == 1);
  CHECK(chain.head() == Head{5, events[4].link, events[4].at});
}

TEST_CASE("only a checkpoint shows rows cut off at the end") {
  auto events = sample_events(8);
  const std::vector<Checkpoint> witnessed{at_row(events, 3), at_row(events, 8)};
  CHECK_FALSE(check(events, witnessed).has_value());
  events.resize(6);
  CHECK_FALSE(check(events).has_value());
  const auto found = check(events, witnessed);
  REQUIRE(found.has_value());
  CHECK(found->kind == BreakKind::truncated);
  CHECK(found->seq == 7);
}

TEST_CASE("only a checkpoint shows a journal that was linked anew") {
  const auto sound = sample_events(8);
  auto events = sound;
  events[1].body = R"({"item":99})";
  relink(events, 1);
  CHECK_FALSE(check(events).has_value());
  const auto found = check(events, {at_row(sound, 8), at_row(sound, 4), at_row(sound, 1)});
  REQUIRE(found.has_value());
  CHECK(found->kind == BreakKind::rewritten);
  CHECK(found->seq == 4);
}

TEST_CASE("a wrong Merkle root and a foreign checkpoint are refused") {
  const auto events = sample_events(4);
  Checkpoint wrong = at_row(events, 4);
  wrong.merkle_root->front() ^= 1;
  REQUIRE(check(events, {wrong}).has_value());
  CHECK(check(events, {wrong})->kind == BreakKind::rewritten);
  Checkpoint foreign = at_row(events, 4);
  foreign.journal[0] ^= 1;
  REQUIRE(check(events, {foreign}).has_value());
  CHECK(check(events, {foreign})->kind == BreakKind::foreign);
}
