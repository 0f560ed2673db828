#include "net/tls_stream.hpp"

#include <boost/asio/ssl/error.hpp>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <sys/socket.h>

#include <cerrno>
#include <new>

namespace examhall::net {

// OpenSSL's own socket BIO writes with write(), which raises SIGPIPE, and knows the descriptor by a number
// that another connection may have by the time it is used. This one asks the socket, counts the bytes, and
// remembers that the socket was read empty, which saves a system call and a 17 kB allocation per message.
struct SocketBio {
  static TlsStream& stream_of(BIO* bio) { return *static_cast<TlsStream*>(BIO_get_data(bio)); }

  static int failed(BIO* bio, TlsStream& stream, int retry_flag) {
    if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) {
      BIO_set_flags(bio, retry_flag | BIO_FLAGS_SHOULD_RETRY);
    } else {
      stream.system_error_ = errno;
    }
    return -1;
  }

  static int read(BIO* bio, char* into, int room) {
    TlsStream& stream = stream_of(bio);
    BIO_clear_retry_flags(bio);
    if (stream.drained_) errno = EAGAIN;
    if (!stream.socket_.is_open()) errno = EBADF;
    if (stream.drained_ || !stream.socket_.is_open()) return failed(bio, stream, BIO_FLAGS_READ);
    const ssize_t size = ::recv(stream.socket_.native_handle(), into, static_cast<std::size_t>(room), 0);
    if (size < 0) return failed(bio, stream, BIO_FLAGS_READ);
    stream.ended_ = size == 0;
    stream.drained_ = size > 0 && size < room;
    stream.bytes_read_ += static_cast<std::uint64_t>(size);
    return static_cast<int>(size);
  }

  static int write(BIO* bio, const char* from, int size) {
    TlsStream& stream = stream_of(bio);
    BIO_clear_retry_flags(bio);
    ssize_t sent = -1;
    errno = EBADF;
    if (stream.socket_.is_open()) {
      sent = ::send(stream.socket_.native_handle(), from, static_cast<std::size_t>(size), MSG_NOSIGNAL);
    }
    if (sent < 0) return failed(bio, stream, BIO_FLAGS_WRITE);
    stream.bytes_written_ += static_cast<std::uint64_t>(sent);
    return static_cast<int>(sent);
  }

  static long control(BIO* bio, int command, long, void*) {
    if (command == BIO_CTRL_EOF) return stream_of(bio).ended_ ? 1 : 0;
    return command == BIO_CTRL_FLUSH ? 1 : 0;
  }

  static const BIO_METHOD* method() {
    static const BIO_METHOD* const made = [] {
      BIO_METHOD* fresh = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "asio socket");
      BIO_meth_set_read(fresh, &SocketBio::read);
      BIO_meth_set_write(fresh, &SocketBio::write);
      BIO_meth_set_ctrl(fresh, &SocketBio::control);
      return fresh;
    }();
    return made;
  }
};

void TlsStream::Free::operator()(ssl_st* ssl) const { SSL_free(ssl); }

TlsStream::TlsStream(Socket socket, const TlsContext& context)
    : socket_{std::move(socket)}, ssl_{SSL_new(context.native())} {
  BIO* const bio = ssl_ ? BIO_new(SocketBio::method()) : nullptr;
  if (!bio) throw std::bad_alloc{};
  BIO_set_data(bio, this);
  BIO_set_init(bio, 1);
  SSL_set_bio(ssl_.get(), bio, bio);
  SSL_set_accept_state(ssl_.get());
  ErrorCode ignored;  // a socket that refuses this fails at its first use
  socket_.non_blocking(true, ignored);
}

TlsStream::~TlsStream() = default;

bool TlsStream::resumed() const { return SSL_session_reused(ssl_.get()) == 1; }

Progress TlsStream::handshake() {
  ERR_clear_error();
  return outcome(SSL_do_handshake(ssl_.get()), 0);
}

Progress TlsStream::read(asio::mutable_buffer into) {
  if (drained_ && SSL_has_pending(ssl_.get()) == 0) return {Want::read, {}, 0};
  ERR_clear_error();
  std::size_t bytes = 0;
  const int result = SSL_read_ex(ssl_.get(), into.data(), into.size(), &bytes);
  return outcome(result, bytes);
}

Progress TlsStream::write(asio::const_buffer from) {
  ERR_clear_error();
  std::size_t bytes = 0;
  const int result = SSL_write_ex(ssl_.get(), from.data(), from.size(), &bytes);
  return outcome(result, bytes);
}

Progress TlsStream::shutdown() {
  ERR_clear_error();
  const int result = SSL_shutdown(ssl_.get());
  // 0: ours is sent, the peer's has not come; that is all that is wanted.
  return result == 0 ? Progress{} : outcome(result, 0);
}

Progress TlsStream::drain() {
  ErrorCode ec;
  if (!socket_.is_open()) return {};
  socket_.shutdown(Socket::shutdown_send, ec);
  // Bounded: a peer that sends without end must not keep the thread.
  for (int turn = 0; turn < 8 && !ec; ++turn) socket_.read_some(asio::buffer(record_scratch()), ec);
  if (!ec || ec == asio::error::would_block) return {Want::read, {}, 0};
  socket_.close(ec);
  return {};
}

Progress TlsStream::outcome(int result, std::size_t bytes) {
  if (result > 0) return {Want::nothing, {}, bytes};
  const ErrorCode truncated = asio::ssl::error::stream_truncated;
  switch (SSL_get_error(ssl_.get(), result)) {
    case SSL_ERROR_WANT_READ:
      return {Want::read, {}, 0};
    case SSL_ERROR_WANT_WRITE:
      return {Want::write, {}, 0};
    case SSL_ERROR_ZERO_RETURN:
      return {Want::nothing, asio::error::eof, 0};
    case SSL_ERROR_SYSCALL:
      if (system_error_ == 0) return {Want::nothing, truncated, 0};
      return {Want::nothing, ErrorCode{system_error_, boost::system::system_category()}, 0};
    default:
      break;
  }
  const unsigned long code = ERR_get_error();
  if (ERR_GET_REASON(code) == SSL_R_UNEXPECTED_EOF_WHILE_READING) return {Want::nothing, truncated, 0};
  return {Want::nothing, ErrorCode{static_cast<int>(code), asio::error::get_ssl_category()}, 0};
}

}  // namespace examhall::net
