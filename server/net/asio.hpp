#pragma once
// The names by which the network's code speaks of Asio and Beast. The executor is io_context's own and not
// any_io_executor: every operation copies its executor several times, and a type-erased copy is a virtual
// call with reference counts. One thread runs the io_context, so no strand is needed anywhere.
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>

namespace boost::beast {
namespace http {}
namespace websocket {}
}  // namespace boost::beast

namespace examhall::net {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
namespace websocket = boost::beast::websocket;

using tcp = asio::ip::tcp;
using ErrorCode = boost::system::error_code;
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;
using SteadyClock = std::chrono::steady_clock;
using Moment = SteadyClock::time_point;
using Timer = asio::basic_waitable_timer<SteadyClock, asio::wait_traits<SteadyClock>, Executor>;

template <class T>
using Awaitable = asio::awaitable<T, Executor>;
using Task = Awaitable<void>;

/// Completes with a tuple that starts with the error code instead of throwing it.
inline constexpr asio::as_tuple_t<asio::use_awaitable_t<Executor>> kTuple{};

}  // namespace examhall::net
