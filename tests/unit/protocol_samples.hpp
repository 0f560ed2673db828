#pragma once
// Every message of the protocol, smallest and largest, as a struct and as the JSON that it must be on the
// wire. Read by the codec's tests and, written out, by the check of docs/protocol.schema.json. Any thread.
#include <string>
#include <vector>

#include "protocol/server_messages.hpp"

namespace examhall::protocol::test {

template <class Message>
struct Sample {
  std::string name;  ///< "answer/min"
  Message message;
  std::string json;
};

std::vector<Sample<ClientMessage>> client_samples();
std::vector<Sample<ServerMessage>> server_samples();

/// The samples spoilt in one place each: a member gone, of another type, out of range, or one too many.
/// Whether such a message is still a message is for the decoder to say, and the schema must say the same.
std::vector<std::string> spoilt(const std::string& json);

}  // namespace examhall::protocol::test
