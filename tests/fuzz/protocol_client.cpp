// What a candidate's machine sends: the first thing of the server that a stranger reaches.
#include "protocol/client_messages.hpp"
#include "protocol_samples.hpp"
#include "target.hpp"

namespace protocol_client_target {

using namespace examhall;

void run(std::string_view frame) {
  const auto message = protocol::decode_client(frame);
  if (!message) {
    fuzz::require(!message.error().error.empty(), "a refusal has an id");
    fuzz::require(base::is_utf8(message.error().detail), "what goes back to the sender can be sent");
    return;
  }
  const std::string text = protocol::encode(*message);
  const auto again = protocol::decode_client(text);
  fuzz::require(bool{again}, "what was understood is understood again");
  fuzz::require(protocol::encode(*again) == text, "and says the same");
}

std::vector<std::string> seeds() {
  std::vector<std::string> out;
  for (const auto& sample : protocol::test::client_samples()) out.push_back(sample.json);
  return out;
}

const fuzz::Registration registration{{"protocol_client", run, seeds}};

}  // namespace protocol_client_target
