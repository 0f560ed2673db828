// What a server, or whoever poses as one, sends to a client.
#include "protocol/server_messages.hpp"
#include "protocol_samples.hpp"
#include "target.hpp"

namespace protocol_server_target {

using namespace examhall;

void run(std::string_view frame) {
  const auto message = protocol::decode_server(frame);
  if (!message) {
    fuzz::require(!message.error().error.empty(), "a refusal has an id");
    fuzz::require(base::is_utf8(message.error().detail), "what goes back to the sender can be sent");
    return;
  }
  const std::string text = protocol::encode(*message);
  const auto again = protocol::decode_server(text);
  fuzz::require(bool{again}, "what was understood is understood again");
  fuzz::require(protocol::encode(*again) == text, "and says the same");
}

std::vector<std::string> seeds() {
  std::vector<std::string> out;
  for (const auto& sample : protocol::test::server_samples()) out.push_back(sample.json);
  return out;
}

const fuzz::Registration registration{{"protocol_server", run, seeds}};

}  // namespace protocol_server_target
