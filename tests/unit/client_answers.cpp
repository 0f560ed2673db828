#include <catch2/catch.hpp>

#include "client/core/answer_book.hpp"

using namespace examhall;
using base::from_millis;
using client::AnswerBook;
using client::AnswerState;
using client::KeptAnswer;

namespace {

AnswerBook book_of(std::size_t items) {
  AnswerBook book;
  book.resize(items);
  book.reconcile(1, {});
  return book;
}

std::vector<std::uint32_t> numbers(const std::vector<KeptAnswer>& answers) {
  std::vector<std::uint32_t> out;
  for (const auto& a : answers) out.push_back(a.no);
  return out;
}

void send_all(AnswerBook& book) {
  while (const KeptAnswer* next = book.next_to_send(from_millis(0), 100)) book.sent(next->no);
}

}  // namespace

TEST_CASE("an answer goes through kept, sent, stored") {
  AnswerBook book = book_of(3);
  CHECK(book.at(1).state == AnswerState::none);
  book.typing(1);
  CHECK(book.at(1).state == AnswerState::typing);
  CHECK(book.give(1, "A", from_millis(5)).no == 1);
  CHECK(book.at(1).state == AnswerState::kept_here);
  book.sent(1);
  CHECK(book.at(1).state == AnswerState::sent);
  CHECK(book.acknowledged(1, from_millis(77)).has_value());
  CHECK(book.at(1).state == AnswerState::stored);
  CHECK(book.at(1).stored_at == from_millis(77));
  CHECK(book.at(1).stored == "A");
  CHECK_FALSE(book.waiting());
  CHECK_FALSE(book.acknowledged(1, from_millis(99)));  // a repeated ack changes nothing
  CHECK(book.at(1).stored_at == from_millis(77));
  CHECK(book.answered() == 1);
}

TEST_CASE("a later answer to the item is not called stored by the ack of an earlier one") {
  AnswerBook book = book_of(3);
  book.give(0, "A", from_millis(1));
  book.sent(1);
  book.give(0, "B", from_millis(2));
  book.acknowledged(1, from_millis(3));
  CHECK(book.at(0).state == AnswerState::kept_here);
  CHECK(book.at(0).response == "B");
  CHECK(book.at(0).stored == "A");
  book.typing(0);
  book.acknowledged(2, from_millis(4));
  CHECK(book.at(0).state == AnswerState::typing);  // the person is still at it
}

TEST_CASE("an answer never sent gives way to a later one to the same item; one under way does not") {
  AnswerBook book = book_of(3);
  book.give(0, "A", from_millis(1));
  book.give(0, "B", from_millis(2));
  CHECK(numbers(book.unconfirmed()) == std::vector<std::uint32_t>{2});
  book.sent(2);
  book.line_lost();
  book.give(0, "C", from_millis(3));
  CHECK(numbers(book.unconfirmed()) == std::vector<std::uint32_t>{2, 3});  // 2 may have arrived
}

TEST_CASE("no more than the window is under way, in order") {
  AnswerBook book = book_of(5);
  for (std::uint32_t i = 0; i < 5; ++i) book.give(i, true, from_millis(1));
  for (std::uint32_t no = 1; no <= 2; ++no) {
    const KeptAnswer* next = book.next_to_send(from_millis(0), 2);
    REQUIRE(next != nullptr);
    CHECK(next->no == no);
    book.sent(no);
  }
  CHECK(book.next_to_send(from_millis(0), 2) == nullptr);
  book.acknowledged(1, from_millis(1));
  CHECK(book.next_to_send(from_millis(0), 2)->no == 3);
}

TEST_CASE("an answer that is put off holds back what came after it until its time") {
  AnswerBook book = book_of(3);
  book.give(0, "A", from_millis(1));
  book.give(1, "B", from_millis(1));
  book.sent(1);
  book.put_off(1, from_millis(500));
  CHECK(book.at(0).state == AnswerState::kept_here);
  CHECK(book.next_to_send(from_millis(499), 9) == nullptr);
  CHECK(book.next_retry() == from_millis(500));
  CHECK(book.next_to_send(from_millis(500), 9)->no == 1);
  book.hurry();
  CHECK(book.next_to_send(from_millis(0), 9)->no == 1);
  CHECK_FALSE(book.next_retry());
}

TEST_CASE("a refusal for good is shown with its reason; what was stored before stays known") {
  AnswerBook book = book_of(2);
  book.give(0, "A", from_millis(1));
  book.sent(1);
  book.acknowledged(1, from_millis(2));
  book.give(0, "B", from_millis(3));
  book.sent(2);
  REQUIRE(book.refused(2, "too_late"));
  CHECK(book.at(0).state == AnswerState::refused);
  CHECK(book.at(0).reason == "too_late");
  CHECK(book.at(0).stored == "A");
  CHECK_FALSE(book.waiting());
  CHECK_FALSE(book.refused(2, "too_late"));
}

TEST_CASE("a used number moves the answer to the end, unless a later one has made it pointless") {
  AnswerBook book = book_of(3);
  book.give(0, "A", from_millis(1));
  book.give(1, "B", from_millis(1));
  send_all(book);
  const auto moved = book.renumber(1);
  REQUIRE(moved);
  CHECK(moved->no == 3);
  CHECK(numbers(book.unconfirmed()) == std::vector<std::uint32_t>{2, 3});
  CHECK(book.next_to_send(from_millis(0), 9)->no == 3);
  book.give(1, "C", from_millis(2));
  CHECK_FALSE(book.renumber(2));
  CHECK(numbers(book.unconfirmed()) == std::vector<std::uint32_t>{3, 4});
}

TEST_CASE("after a lost line: what the server holds is dropped, the rest is sent again in order") {
  AnswerBook book = book_of(4);
  book.give(0, "A", from_millis(1));
  book.give(1, "B", from_millis(1));
  book.give(2, "C", from_millis(1));
  send_all(book);
  book.line_lost();
  CHECK(book.at(0).state == AnswerState::kept_here);
  const auto r = book.reconcile(2, {{0, 1, "A"}});
  CHECK(numbers(r.known) == std::vector<std::uint32_t>{1});
  CHECK(r.superseded.empty());
  CHECK(r.renumbered.empty());
  CHECK(book.at(0).state == AnswerState::stored);
  CHECK(numbers(book.unconfirmed()) == std::vector<std::uint32_t>{2, 3});
  CHECK(book.give(3, "D", from_millis(2)).no == 4);
}

TEST_CASE("a machine that comes back after another one was used does not undo what was answered there") {
  // Here: 1 to 4 confirmed, 5 (item 1) and 6 (item 2) kept when the machine died.
  AnswerBook book;
  book.resize(10);
  book.recall({{5, 1, "old", 0}, {6, 2, "old", 0}, {7, 3, "old", 0}}, 4);
  // There: item 2 under number 5, item 9 under number 6.
  const auto r = book.reconcile(7, {{0, 4, "x"}, {2, 5, "new"}, {9, 6, "new"}});
  CHECK(numbers(r.superseded) == std::vector<std::uint32_t>{6});
  CHECK(book.at(2).response == "new");
  CHECK(book.at(2).state == AnswerState::stored);
  // What was not touched there is sent, above every number in use.
  REQUIRE(r.renumbered.size() == 2);
  CHECK(r.renumbered[0] == KeptAnswer{7, 1, "old", 0});
  CHECK(r.renumbered[1] == KeptAnswer{8, 3, "old", 0});
  CHECK(numbers(book.unconfirmed()) == std::vector<std::uint32_t>{7, 8});
}

TEST_CASE("recalled answers keep numbers that are still free, and only the last to an item is sent") {
  AnswerBook book;
  book.resize(4);
  book.recall({{3, 0, "A", 0}, {4, 0, "B", 0}, {6, 1, "C", 0}}, 2);
  const auto r = book.reconcile(3, {{3, 2, "z"}});
  CHECK(r.renumbered.empty());
  CHECK(numbers(book.unconfirmed()) == std::vector<std::uint32_t>{4, 6});
  CHECK(book.at(0).response == "B");
  CHECK(book.give(2, "D", from_millis(1)).no == 7);
}

TEST_CASE("a hole that a refusal left below confirmed numbers is filled under a new number") {
  AnswerBook book = book_of(4);
  book.give(0, "A", from_millis(1));
  book.give(1, "B", from_millis(1));
  send_all(book);
  book.put_off(1, from_millis(9));  // not saved
  book.acknowledged(2, from_millis(2));
  book.line_lost();
  const auto r = book.reconcile(3, {{1, 2, "B"}});
  REQUIRE(r.renumbered.size() == 1);
  CHECK(r.renumbered[0] == KeptAnswer{3, 0, "A", 1});
}

TEST_CASE("answers to items that the paper does not have are not recalled") {
  AnswerBook book;
  book.resize(2);
  book.recall({{1, 7, "A", 0}, {2, 1, "B", 0}}, 0);
  CHECK(numbers(book.unconfirmed()) == std::vector<std::uint32_t>{2});
}
