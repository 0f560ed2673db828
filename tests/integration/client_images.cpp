// Images over real TLS from the real network code, and from servers that mean ill.
#include <catch2/catch.hpp>

#include <boost/asio/basic_socket_acceptor.hpp>

#include "client_rig.hpp"

using namespace examhall;
using namespace examhall::test;

namespace {

std::string hash_of(const std::string& bytes) { return base::to_hex(base::sha256(bytes)); }

struct Hung : ClientRig {
  /// Under this name, whatever its bytes are.
  std::string hang(const std::string& name, const std::string& bytes) {
    const base::Digest hash = base::sha256(name);
    hall.pictures[hash] = {"image/png", std::make_shared<const std::string>(bytes)};
    return base::to_hex(hash);
  }
};

}  // namespace

TEST_CASE("images come over one connection of their own, whole and in order") {
  Hung rig;
  const std::string large(client::kLargestImage, 'x');
  const auto a = rig.hang("one", "one"), b = rig.hang("two", "two"), c = rig.hang(large, large);
  Watcher w;
  auto& client = rig.join(w);
  for (const auto& h : {a, b, c}) client.sitting().want_image(h);
  rig.pump([&] { return w.images.size() == 3; });
  CHECK(*w.images.at(a).bytes == "one");
  CHECK(w.images.at(a).media == "image/png");
  CHECK(*w.images.at(c).bytes == large);
  CHECK(w.image_troubles.empty());
  CHECK(rig.server->counters().accepted == 2);
  CHECK(rig.hall.opens == 1);
}

TEST_CASE("a body that is not the image is not shown") {
  Hung rig;
  const auto a = rig.hang("the image", "another");
  Watcher w;
  auto& client = rig.join(w);
  client.sitting().want_image(a);
  rig.pump([&] { return w.image_troubles.size() == 3; });
  CHECK(w.image_troubles == std::vector<std::string>{"image_damaged", "image_damaged", "image_damaged"});
  CHECK(w.images.empty());
  CHECK(client.sitting().image(a) == nullptr);
}

TEST_CASE("a body past the limit is not read to its end") {
  Hung rig;
  const std::string huge(client::kLargestImage + 1, 'x');
  const auto a = rig.hang(huge, huge), b = rig.hang("two", "two");
  Watcher w;
  auto& client = rig.join(w);
  client.sitting().want_image(a);
  client.sitting().want_image(b);
  rig.pump([&] { return !w.images.empty(); });
  CHECK(w.image_troubles == std::vector<std::string>{"image_too_large"});
  CHECK(w.images.contains(b));
}

TEST_CASE("what one token is refused, the next login's gets") {
  Hung rig;
  rig.hall.gives_images = false;
  const auto a = rig.hang("one", "one");
  Watcher w;
  auto& client = rig.join(w);
  client.sitting().want_image(a);
  rig.pump([&] { return !w.image_troubles.empty(); });
  CHECK(w.image_troubles == std::vector<std::string>{"image_not_here"});
  rig.hall.gives_images = true;
  client.sitting().drop_line(0ms);
  rig.pump([&] { return !w.images.empty(); });
  CHECK(rig.hall.logins == 2);
  CHECK(rig.hall.image_tokens.size() == 2);
}

TEST_CASE("an image that was asked for before the server went away comes when it is back") {
  Hung rig;
  const auto a = rig.hang("one", "one"), b = rig.hang("two", "two");
  Watcher w;
  auto& client = rig.join(w);
  client.sitting().want_image(a);
  rig.pump([&] { return w.images.size() == 1; });
  const auto port = rig.port();
  rig.shut();
  client.sitting().want_image(b);
  rig.pump([&] { return !w.image_troubles.empty(); });
  CHECK(w.image_troubles[0] == "image_not_fetched");
  rig.serve(port);
  rig.pump([&] { return w.images.size() == 2; });
}

TEST_CASE("an unknown image is not there, and no image is fetched from a server with another authority") {
  Hung rig;
  Watcher w;
  auto& client = rig.join(w);
  client.sitting().want_image(hash_of("nobody has it"));
  rig.pump([&] { return !w.image_troubles.empty(); });
  CHECK(w.image_troubles[0] == "image_not_here");

  support::Certificate other;
  client::ImageConnection line{
      rig.io, std::make_shared<client::TlsClient>(other.chain()), {"127.0.0.1", std::to_string(rig.port())}};
  std::optional<client::ImageLine::Reply> reply;
  const auto requests = rig.server->counters().requests;
  line.fetch(hash_of("one"), "secret", [&](client::ImageLine::Reply r) { reply = std::move(r); });
  rig.pump([&] { return reply.has_value(); });
  CHECK(reply->status == 0);
  CHECK(reply->detail.find("certificate") != std::string::npos);
  CHECK(rig.server->counters().requests == requests);
}

TEST_CASE("a server that accepts and says nothing is given up in time; so is a client in the middle") {
  ClientRig rig;
  boost::asio::basic_socket_acceptor<client::tcp, client::Executor> mute{
      rig.io.get_executor(), {boost::asio::ip::make_address("127.0.0.1"), 0}};
  client::ImageConnection::Limits limits;
  limits.fetch_within = 30ms;
  {
    client::ImageConnection line{rig.io,
                                 std::make_shared<client::TlsClient>(rig.certificate.chain()),
                                 {"127.0.0.1", std::to_string(mute.local_endpoint().port())},
                                 limits};
    std::optional<client::ImageLine::Reply> reply;
    line.fetch(hash_of("one"), "t", [&](client::ImageLine::Reply r) { reply = std::move(r); });
    rig.pump([&] { return reply.has_value(); });
    CHECK(reply->status == 0);
    CHECK(reply->detail == "no answer in time");
    line.fetch(hash_of("one"), "t", [](client::ImageLine::Reply) { throw std::logic_error("heard of it"); });
  }
  rig.io.restart();
  rig.io.poll();
}

TEST_CASE("a kept connection ends by itself, and the next image opens another") {
  Hung rig;
  const auto a = rig.hang("one", "one"), b = rig.hang("two", "two");
  Watcher w;
  rig.join(w);
  rig.pump([&] { return w.paper; });
  client::ImageConnection::Limits limits;
  limits.idle = 20ms;
  client::ImageConnection line{rig.io,
                               std::make_shared<client::TlsClient>(rig.certificate.chain()),
                               {"127.0.0.1", std::to_string(rig.port())},
                               limits};
  std::vector<std::string> bodies;
  const auto take = [&](client::ImageLine::Reply r) { bodies.push_back(r.body); };
  line.fetch(a, rig.hall.image_token, take);
  rig.pump([&] { return bodies.size() == 1; });
  CHECK(rig.server->counters().open_connections == 2);
  rig.pump([&] { return rig.server->counters().open_connections == 1; });
  line.fetch(b, rig.hall.image_token, take);
  rig.pump([&] { return bodies.size() == 2; });
  CHECK(bodies == std::vector<std::string>{"one", "two"});
}
