// Writes the samples of every message, and each of them spoilt, one JSON object a line, with what the decoder
// says of it: {"from":"client","name":"login/min","accepted":true,"message":{…}}. For the check of the
// schema.
#include <cstdio>

#include "protocol_samples.hpp"

namespace {

using namespace examhall;

void put(const char* from, const std::string& name, bool accepted, const std::string& message) {
  const base::Json line{
      {"from", from}, {"name", name}, {"accepted", accepted}, {"message", base::Json::parse(message)}};
  std::puts(line.dump().c_str());
}

}  // namespace

int main() {
  for (const auto& s : protocol::test::client_samples()) {
    put("client", s.name, true, s.json);
    for (const auto& bad : protocol::test::spoilt(s.json)) {
      put("client", s.name + "/spoilt", static_cast<bool>(protocol::decode_client(bad)), bad);
    }
  }
  for (const auto& s : protocol::test::server_samples()) {
    put("server", s.name, true, s.json);
    for (const auto& bad : protocol::test::spoilt(s.json)) {
      put("server", s.name + "/spoilt", static_cast<bool>(protocol::decode_server(bad)), bad);
    }
  }
}
