// The parts of the network that need no socket.
#include <catch2/catch.hpp>

#include "net/admission.hpp"
#include "net/outbox.hpp"
#include "net/token_bucket.hpp"

using namespace examhall;
using namespace examhall::net;
using namespace std::chrono_literals;

namespace {

hall::Frame frame(std::size_t size) { return std::make_shared<const std::string>(size, 'f'); }

boost::asio::ip::address address(const char* text) { return boost::asio::ip::make_address(text); }

}  // namespace

TEST_CASE("a bucket gives its burst, then its rate") {
  base::Instant now{};
  TokenBucket bucket{50, 200, now};
  for (int i = 0; i < 200; ++i) REQUIRE(bucket.take(now));
  CHECK_FALSE(bucket.take(now));
  now += 20ms;
  CHECK(bucket.take(now));
  CHECK_FALSE(bucket.take(now));
  now += 1h;
  for (int i = 0; i < 200; ++i) REQUIRE(bucket.take(now));
  CHECK_FALSE(bucket.take(now));
  CHECK_FALSE(bucket.take(now - 1h));
  CHECK_FALSE(bucket.take(now));  // a clock that went back for a moment has not filled it
}

TEST_CASE("an outbox is bounded in number and in bytes") {
  Outbox outbox{3, 1000};
  CHECK(outbox.push(frame(500)));
  CHECK_FALSE(outbox.push(frame(501)));
  CHECK(outbox.push(frame(500)));
  CHECK(outbox.push(frame(0)));
  CHECK_FALSE(outbox.push(frame(0)));
  std::string ahead;
  std::size_t taken = 0;
  outbox.take(ahead, taken);
  CHECK(taken == 3);
  CHECK(outbox.empty());
  CHECK(outbox.bytes() == 0);
  CHECK(outbox.push(frame(1000)));
}

TEST_CASE("a paper of a hundred kilobytes fits into a fresh outbox") {
  Outbox outbox{512, 1024 * 1024};
  for (int i = 0; i < 60; ++i) REQUIRE(outbox.push(frame(1700)));
}

TEST_CASE("messages go ahead of the last one only while they fit into one record") {
  Outbox outbox{100, 1'000'000};
  for (int i = 0; i < 3; ++i) outbox.push(frame(6000));
  outbox.push(frame(50'000));
  std::string ahead;
  std::size_t taken = 0;
  CHECK(outbox.take(ahead, taken)->size() == 6000);
  CHECK(taken == 2);
  CHECK(ahead.size() == 6004);
  ahead.clear();
  CHECK(outbox.take(ahead, taken)->size() == 6000);
  CHECK(ahead.empty());
  CHECK(outbox.take(ahead, taken)->size() == 50'000);
  CHECK(outbox.empty());
}

TEST_CASE("frames carry the shortest length that RFC 6455 allows") {
  const auto header = [](std::size_t size) {
    std::string out;
    append_text_frame(out, std::string(size, 'x'));
    return base::to_hex(base::bytes_of(out.substr(0, out.size() - size)));
  };
  CHECK(header(0) == "8100");
  CHECK(header(125) == "817d");
  CHECK(header(126) == "817e007e");
  CHECK(header(65'535) == "817effff");
  CHECK(header(65'536) == "817f0000000000010000");
}

TEST_CASE("places are counted by address, an IPv6 network as one") {
  Counters counters;
  Admission admission{4, 2, counters};
  auto a = admission.admit(address("2001:db8:1:2::1"));
  auto b = admission.admit(address("2001:db8:1:2:ffff::9"));
  CHECK((a && b));
  CHECK_FALSE(admission.admit(address("2001:db8:1:2::3")));
  auto c = admission.admit(address("10.0.0.1"));
  auto d = admission.admit(address("::ffff:10.0.0.1"));
  CHECK((c && d));
  CHECK(counters.refused_address == 1);
  CHECK_FALSE(admission.admit(address("10.0.0.2")));
  CHECK(counters.refused_full == 1);
  d.reset();
  CHECK(admission.total() == 3);
  CHECK(admission.admit(address("10.0.0.1")));
}
