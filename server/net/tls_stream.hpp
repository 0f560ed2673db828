#pragma once
// TLS for one connection, with OpenSSL reading and writing the non-blocking socket itself. Asio's ssl::stream
// keeps two 17 kB buffers and a BIO pair for each connection even while it is silent; here an idle connection
// has no buffer at all (docs/decisions/0003-openssl-drives-the-socket.md). Meets Beast's AsyncStream.
//
// One thread: the executor's. At most one read and one write at a time, as with any stream. Closing the
// socket (next_layer().close()) completes whatever is pending with operation_aborted.
#include <boost/asio/compose.hpp>
#include <boost/beast/core/role.hpp>

#include <openssl/types.h>

#include <cstdint>
#include <memory>
#include <string>

#include "net/asio.hpp"
#include "net/tls_context.hpp"
#include "net/tls_step.hpp"

namespace examhall::net {

class TlsStream {
 public:
  using executor_type = Executor;
  using next_layer_type = Socket;

  /// The server's side of a connection that was just accepted.
  TlsStream(Socket socket, const TlsContext& context);
  ~TlsStream();
  TlsStream(const TlsStream&) = delete;
  TlsStream& operator=(const TlsStream&) = delete;

  executor_type get_executor() noexcept { return socket_.get_executor(); }
  Socket& next_layer() noexcept { return socket_; }
  const Socket& next_layer() const noexcept { return socket_; }

  /// After the handshake: the peer went on with a session of before.
  bool resumed() const;

  /// Bytes on the wire, record headers included.
  std::uint64_t bytes_read() const { return bytes_read_; }
  std::uint64_t bytes_written() const { return bytes_written_; }

  /// What is put here goes out in front of the next write and in the same records. It must be whole
  /// websocket frames: the next write may be a pong.
  std::string& ahead() { return ahead_; }

  /// void(ErrorCode). Server's handshake.
  template <class Token>
  auto async_handshake(Token&& token) {
    return run<void(ErrorCode)>(HandshakeStep{}, token);
  }
  /// void(ErrorCode, std::size_t). A peer that ends without close_notify gives ssl::error::stream_truncated.
  template <class Buffers, class Token>
  auto async_read_some(const Buffers& buffers, Token&& token) {
    return run<void(ErrorCode, std::size_t)>(ReadStep{first_of(buffers)}, token);
  }
  /// void(ErrorCode, std::size_t). Writes all of the buffers, in full records.
  template <class Buffers, class Token>
  auto async_write_some(const Buffers& buffers, Token&& token) {
    return run<void(ErrorCode, std::size_t)>(WriteStep<Buffers>{buffers}, token);
  }
  /// void(ErrorCode), never an error: says goodbye and closes the socket once the peer has, too. Takes as
  /// long as the peer likes, so the caller has a deadline and closes the socket.
  template <class Token>
  auto async_end(Token&& token) {
    return run<void(ErrorCode)>(EndStep{}, token);
  }

  /// From now on what this connection costs waits there; null: for nothing. What waits already, goes on
  /// waiting.
  void wait_at(Turnstile* turnstile) { turnstile_ = turnstile; }
  Turnstile* turnstile() const { return turnstile_; }

  // One attempt each, without waiting. For the steps of tls_step.hpp.
  Progress handshake();
  Progress read(asio::mutable_buffer into);
  Progress write(asio::const_buffer from);
  Progress shutdown();
  Progress drain();
  /// The socket was reported readable: it may be asked again.
  void readable_again() { drained_ = false; }

 private:
  friend struct SocketBio;
  struct Free {
    void operator()(ssl_st* ssl) const;
  };

  template <class Signature, class Step, class Token>
  auto run(Step step, Token& token) {
    return asio::async_compose<Token, Signature>(StepOperation<TlsStream, Step>{*this, std::move(step)},
                                                 token, socket_);
  }
  Progress outcome(int result, std::size_t bytes);

  Socket socket_;
  std::string ahead_;
  Turnstile* turnstile_ = nullptr;
  std::uint64_t bytes_read_ = 0;
  std::uint64_t bytes_written_ = 0;
  int system_error_ = 0;
  bool drained_ = false;  // the last read of the socket took all there was
  bool ended_ = false;    // the peer has sent its last byte
  std::unique_ptr<ssl_st, Free> ssl_;
};

/// Beast's websocket calls these after the closing handshake.
template <class Handler>
void async_teardown(beast::role_type, TlsStream& stream, Handler&& handler) {
  stream.async_end(std::forward<Handler>(handler));
}

}  // namespace examhall::net
