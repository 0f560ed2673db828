#pragma once
// The ways in which a line ends, in words for the candidate. Pure.
#include "client/core/asio.hpp"
#include "client/core/transport.hpp"

namespace examhall::client {

LineLoss cannot_resolve(const ErrorCode& error);
LineLoss cannot_connect(const ErrorCode& error);
/// The certificate is not from the room's authority, or not for this host.
LineLoss untrusted(const ErrorCode& error);
/// The websocket was refused.
LineLoss not_accepted(const ErrorCode& error);
LineLoss lost(const ErrorCode& error);
/// The server closed the websocket with this code.
LineLoss closed(std::uint16_t code, std::string reason);

}  // namespace examhall::client
