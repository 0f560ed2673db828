// The head of a request as strangers send it: parsed as the server parses it, then told where it goes.
#include "net/routes.hpp"
#include "target.hpp"

#include <boost/beast/http/parser.hpp>

namespace http_routes_target {

using namespace examhall;
namespace http = boost::beast::http;

constexpr std::uint32_t kLongestHead = 8 * 1024;

void look_at(const net::Request& request, net::Entrance entrance) {
  const net::Route found = net::route(request, entrance, {"https://exam.example"});
  const std::string_view path{request.target().data(), request.target().size()};
  const bool refused = found.target == net::Target::refused;
  fuzz::require(!refused || (!found.error.empty() && static_cast<unsigned>(found.status) >= 400),
                "a refusal says why");
  fuzz::require(refused || request.method() == http::verb::get, "only GET is served");
  fuzz::require((found.target == net::Target::metrics) <= (entrance == net::Entrance::admin),
                "figures are for this machine's own entrance");
  fuzz::require((found.target == net::Target::exam) <= (entrance == net::Entrance::exam),
                "no exam by the back door");
  if (found.target == net::Target::image)
    fuzz::require(base::digest_from_hex(path.substr(path.rfind('/') + 1)) == found.image,
                  "an image is the one that was asked for");
}

void run(std::string_view input) {
  http::request_parser<http::empty_body> parser;
  parser.eager(false);
  parser.header_limit(kLongestHead);
  boost::beast::error_code error;
  parser.put(boost::asio::buffer(input.data(), input.size()), error);
  if (error || !parser.is_header_done()) return;
  const net::Request& request = parser.get();
  const std::string token = net::bearer_token(request);
  fuzz::require(token.size() <= 512, "a token is bounded");
  for (const auto entrance : {net::Entrance::exam, net::Entrance::admin}) look_at(request, entrance);
}

std::string head(const std::string& target, const std::string& more = "") {
  return "GET " + target + " HTTP/1.1\r\nHost: exam.example\r\n" + more + "\r\n";
}

std::vector<std::string> seeds() {
  const std::string upgrade =
      "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
      "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";
  const std::string offer = "Sec-WebSocket-Protocol: examhall.v0, examhall.v1\r\n";
  return {head("/healthz"),
          head("/metrics"),
          head("/exam", upgrade + offer),
          head("/exam", upgrade + offer + "Origin: https://exam.example\r\n"),
          head("/exam", upgrade),
          head("/image/" + std::string(64, 'a'), "Authorization: Bearer " + std::string(64, 'b') + "\r\n"),
          "POST /healthz HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}",
          head("/console/", "Cookie: a=b\r\nOrigin: null\r\nOrigin: https://exam.example\r\n")};
}

const fuzz::Registration registration{{"http_routes", run, seeds}};

}  // namespace http_routes_target
