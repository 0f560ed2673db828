#pragma once
// Events that continue a head, and the look at what a store holds.
#include <catch2/catch.hpp>

#include <vector>

#include "journal/chain.hpp"
#include "journal/event_store.hpp"
#include "journal/salt_source.hpp"

namespace examhall::contract {

inline const base::Instant kMorning = base::from_millis(1'684'546'200'000);

/// `count` events behind `head`, which moves on to the last of them.
inline std::vector<journal::Event> next_events(journal::Head& head, std::size_t count,
                                               std::int64_t batch = 3) {
  journal::SaltSource salts;
  std::vector<journal::Event> events;
  for (std::size_t i = 0; i < count; ++i) {
    journal::Event& event = events.emplace_back();
    event.seq = ++head.seq;
    event.salt = salts.next();
    event.at = kMorning + base::Span{static_cast<std::int64_t>(head.seq)};
    event.batch = batch;
    event.attempt = static_cast<std::int64_t>(head.seq % 7);
    event.kind = "answer_saved";
    event.body = R"({"answer":"库存现金","n":)" + std::to_string(head.seq) + "}";
    event.link = head.link = journal::next_link(head.link, leaf_of(event));
    head.last_at = event.at;
  }
  return events;
}

inline std::vector<journal::Event> all_events(journal::EventReader& reader) {
  std::vector<journal::Event> events;
  reader.read_all([&](const journal::Event& event) {
    events.push_back(event);
    return true;
  });
  return events;
}

/// The chain holds from the first event to the head, which is returned.
inline journal::Head require_sound(journal::EventReader& reader) {
  journal::ChainCheck chain{reader.journal_id()};
  reader.read_all([&](const journal::Event& event) { return chain.feed(event); });
  const auto found = chain.finish();
  INFO((found ? found->text.en : ""));
  REQUIRE_FALSE(found.has_value());
  CHECK(chain.head() == reader.head());
  return chain.head();
}

}  // namespace examhall::contract

namespace Catch {
template <>
struct StringMaker<examhall::journal::Head> {
  static std::string convert(const examhall::journal::Head& head) {
    return "head " + std::to_string(head.seq) + " " + examhall::base::to_hex(head.link).substr(0, 8);
  }
};
}  // namespace Catch
