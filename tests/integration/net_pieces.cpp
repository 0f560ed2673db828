// The parts of the network that need no socket.
#include <catch2/catch.hpp>

#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "net/admission.hpp"
#include "net/descriptors.hpp"
#include "net/message_rate.hpp"
#include "net/outbox.hpp"

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

namespace {

/// How many of so many messages at once are fair, too fast, a flood.
std::vector<int> at_once(MessageRate& rate, int messages, base::Instant now) {
  std::vector<int> paces(3);
  for (int i = 0; i < messages; ++i) ++paces[static_cast<std::size_t>(rate.take(now))];
  return paces;
}

}  // namespace

namespace {

/// For how many descriptors the kernel holds a table.
std::size_t table_of_descriptors() {
  std::ifstream status{"/proc/self/status"};
  std::string word;
  while (status >> word && word != "FDSize:") continue;
  std::size_t size = 0;
  status >> size;
  return size;
}

}  // namespace

TEST_CASE("the table of descriptors has its size before the first connection comes") {
  const DescriptorCheck check = make_room_for(700);
  CHECK(check.connections <= 700);
  CHECK(table_of_descriptors() >= check.connections);
}

TEST_CASE("past the burst messages are refused, and past the patience it is a flood") {
  base::Instant now{};
  MessageRate rate{50, 400, 200, now};
  CHECK(at_once(rate, 200, now) == std::vector{200, 0, 0});  // the queue of a long outage
  CHECK(at_once(rate, 401, now) == std::vector{200, 200, 1});
}

TEST_CASE("who sends again what was refused, after any pause, gets everything through") {
  base::Instant now{};
  MessageRate rate{50, 400, 200, now};
  int left = 550;
  for (int round = 0; round < 10 && left > 0; ++round) {
    const auto paces = at_once(rate, left, now);
    CHECK(paces[2] == 0);
    left -= paces[0];
    now += 3s;
  }
  CHECK(left == 0);
}

TEST_CASE("who goes on at a little more than the rate is cut off in the end") {
  base::Instant now{};
  MessageRate rate{50, 400, 200, now};
  int sent = 0;
  while (rate.take(now += 16ms) != Pace::flood) REQUIRE(++sent < 62 * 120);  // 62 a second
  CHECK(sent > 62 * 30);
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

namespace {

/// Connections as the server makes them: admitted, placed, and gone when they give way.
struct Crowd {
  explicit Crowd(std::size_t in_all, std::size_t per_address) : admission{in_all, per_address, counters} {}

  bool come(const char* from) {
    if (!admission.admit(address(from), now)) return false;
    const int n = static_cast<int>(places.size());
    places.push_back(
        std::make_unique<Admission::Place>(admission, address(from), now, [this, n] { gone.push_back(n); }));
    return true;
  }

  Counters counters;
  Admission admission;
  Moment now{};
  std::vector<std::unique_ptr<Admission::Place>> places;
  std::vector<int> gone;
};

}  // namespace

TEST_CASE("places are counted by address, an IPv6 network as one") {
  Crowd crowd{4, 2};
  CHECK(crowd.come("2001:db8:1:2::1"));
  CHECK(crowd.come("2001:db8:1:2:ffff::9"));
  CHECK_FALSE(crowd.come("2001:db8:1:2::3"));
  CHECK(crowd.come("10.0.0.1"));
  CHECK(crowd.come("::ffff:10.0.0.1"));
  CHECK(crowd.counters.refused_address == 1);
  CHECK_FALSE(crowd.come("10.0.0.2"));
  CHECK(crowd.counters.refused_full == 1);
  crowd.places.pop_back();
  CHECK(crowd.admission.total() == 3);
  CHECK(crowd.come("10.0.0.1"));
  crowd.places.clear();
  CHECK(crowd.admission.total() == 0);
  CHECK(crowd.gone.empty());
}

TEST_CASE("at a cap those who wait longest without a ticket give way, each after its two seconds") {
  const bool by_address = GENERATE(true, false);
  Crowd crowd{by_address ? 10U : 3U, by_address ? 3U : 10U};
  const char* const other = by_address ? "10.0.0.1" : "10.0.0.9";
  CHECK(crowd.come("10.0.0.1"));
  crowd.now += 1s;
  CHECK(crowd.come("10.0.0.1"));
  CHECK(crowd.come("10.0.0.1"));
  crowd.places[0]->keep();  // this one has shown a ticket
  crowd.now += 2s - 1ms;
  CHECK_FALSE(crowd.come(other));
  crowd.now += 1ms;
  CHECK(crowd.come(other));
  CHECK(crowd.gone == std::vector{1});
  CHECK(crowd.come(other));
  CHECK(crowd.gone == std::vector{1, 2});
  CHECK_FALSE(crowd.come(other));
  CHECK(crowd.admission.total() == 3);
  CHECK(crowd.counters.gave_way == 2);
  crowd.places[1]->keep();  // too late, and it does no harm
  crowd.places.clear();
  CHECK(crowd.admission.total() == 0);
}

TEST_CASE("only those of the crowded address give way to its newcomers") {
  Crowd crowd{10, 2};
  CHECK(crowd.come("10.0.0.9"));
  CHECK(crowd.come("10.0.0.1"));
  CHECK(crowd.come("10.0.0.1"));
  crowd.now += 1h;
  CHECK(crowd.come("10.0.0.1"));
  CHECK(crowd.gone == std::vector{1});
}
