#pragma once
// Fetches images from the server over TLS with the room's own authority: one connection, kept open for a few
// seconds, one request after the other. What comes is bounded in size and in time. The io_context's one
// thread.
#include "client/core/images.hpp"
#include "client/core/tls_client.hpp"

namespace examhall::client {

class ImageConnection final : public ImageLine {
 public:
  struct Limits {
    std::size_t largest = kLargestImage;
    std::chrono::milliseconds fetch_within{60'000};
    /// Shorter than the server's patience: it need not count idle connections.
    std::chrono::milliseconds idle{5'000};
  };

  ImageConnection(asio::io_context& context, std::shared_ptr<TlsClient> tls, ServerAddress server)
      : ImageConnection{context, std::move(tls), std::move(server), Limits{}} {}
  ImageConnection(asio::io_context& context, std::shared_ptr<TlsClient> tls, ServerAddress server,
                  Limits limits);
  ~ImageConnection() override;

  void fetch(const std::string& hash, const std::string& token, std::function<void(Reply)> done) override;
  void abort() override;

 private:
  class Line;
  void open();
  void answered(Reply reply, bool kept);

  asio::io_context& context_;
  std::shared_ptr<TlsClient> tls_;
  ServerAddress server_;
  Limits limits_;
  std::shared_ptr<Line> line_;
  std::string target_, authorization_;
  std::function<void(Reply)> done_;
};

}  // namespace examhall::client
