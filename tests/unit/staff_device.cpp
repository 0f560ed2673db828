// Marks of browsers: whose they are, and what a browser keeps of them.
#include "staff/device.hpp"

#include "staff_world.hpp"

#include <catch2/catch.hpp>

using namespace examhall;
using namespace examhall::staff;
using namespace examhall::test;

TEST_CASE("a device mark belongs to one account and one site, and cannot be made up") {
  const base::Cipher cipher = test_cipher();
  const std::string mark = device_mark(cipher, "lin");
  CHECK(is_device_of(cipher, "lin", mark));
  CHECK(device_mark(cipher, "lin") != mark);
  CHECK_FALSE(is_device_of(cipher, "two", mark));
  CHECK_FALSE(is_device_of(base::Cipher{base::Cipher::Key{}}, "lin", mark));
  CHECK_FALSE(is_device_of(cipher, "lin", ""));
  CHECK_FALSE(is_device_of(cipher, "lin", "lin"));
  CHECK_FALSE(is_device_of(cipher, "lin", std::string(5000, 'A')));
  CHECK_FALSE(
      is_device_of(cipher, "lin", base::to_base64(base::bytes_of(cipher.seal("lin", "staff-totp\nlin")))));
}

TEST_CASE("a browser keeps a mark of each of its last few owners, and finds each one's own") {
  const auto cipher = test_cipher();
  std::string marks = marks_with(cipher, "lin", "");
  marks = marks_with(cipher, "an", marks);
  CHECK(is_device_of(cipher, "lin", mark_among(cipher, "lin", marks)));
  CHECK(is_device_of(cipher, "an", mark_among(cipher, "an", marks)));
  CHECK(mark_among(cipher, "two", marks).empty());
  for (std::size_t i = 0; i < kMostMarks - 1; ++i) marks = marks_with(cipher, "p" + std::to_string(i), marks);
  CHECK(std::count(marks.begin(), marks.end(), '.') == kMostMarks - 1);
  CHECK_FALSE(mark_among(cipher, "an", marks).empty());
  CHECK(mark_among(cipher, "lin", marks).empty());  // came first, and went first
}

TEST_CASE("each sign-in draws the account's mark anew and leaves the others'") {
  const auto cipher = test_cipher();
  const std::string before = marks_with(cipher, "an", marks_with(cipher, "lin", ""));
  const std::string after = marks_with(cipher, "lin", before);
  CHECK(std::count(after.begin(), after.end(), '.') == 1);
  CHECK(mark_among(cipher, "lin", after) != mark_among(cipher, "lin", before));
  CHECK(mark_among(cipher, "an", after) == mark_among(cipher, "an", before));
}

TEST_CASE("what is no mark is dropped, however much of it there is") {
  const auto cipher = test_cipher();
  for (const std::string& junk : {std::string{"."}, std::string{"lin"}, std::string(100'000, '.'),
                                  std::string(100'000, 'A'), std::string{"AAAA.BBBB..CCCC"}}) {
    CHECK(mark_among(cipher, "lin", junk).empty());
    CHECK(marks_with(cipher, "lin", junk).find('.') == std::string::npos);
  }
  CHECK_FALSE(mark_among(cipher, "lin", "junk." + device_mark(cipher, "lin")).empty());
}
