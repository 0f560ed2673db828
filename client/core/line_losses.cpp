#include "client/core/line_losses.hpp"

namespace examhall::client {
namespace {

LineLoss loss(const char* id, base::Text text, const ErrorCode& error) {
  return {id, std::move(text), error.message()};
}

}  // namespace

LineLoss cannot_resolve(const ErrorCode& e) {
  return loss(
      "cannot_resolve",
      {"找不到服务器，请检查网络和服务器地址", "The server was not found; check the network and its address"},
      e);
}

LineLoss cannot_connect(const ErrorCode& e) {
  return loss("cannot_connect",
              {"连接不上服务器，请检查网络", "The server cannot be reached; check the network"}, e);
}

LineLoss untrusted(const ErrorCode& e) {
  return loss("untrusted",
              {"服务器的证书不可信，请勿输入任何信息并告知监考老师",
               "The server's certificate is not from this room's authority; tell the proctor"},
              e);
}

LineLoss not_accepted(const ErrorCode& e) {
  return loss("not_accepted", {"服务器暂不接受连接", "The server does not accept the connection at present"},
              e);
}

LineLoss lost(const ErrorCode& e) {
  return loss("lost", {"与服务器的连接已断开，正在重新连接", "The connection was lost; connecting again"}, e);
}

LineLoss closed(std::uint16_t code, std::string reason) {
  LineLoss out{"closed",
               {"服务器关闭了连接，正在重新连接", "The server closed the connection; connecting again"},
               std::move(reason)};
  out.close_code = code;
  return out;
}

}  // namespace examhall::client
