#pragma once
// Words between this candidate and the proctors: what they wrote, what was read of it, and whether a proctor
// is called. It says what has to be told to the server and survives lost lines: nothing that is told twice
// counts twice. Pure; one thread.
#include <optional>
#include <string>
#include <vector>

#include "protocol/server_messages.hpp"

namespace examhall::client {

/// What a proctor wrote to this candidate.
struct Notice {
  std::uint32_t id = 0;
  std::string text;
  base::Instant at{};   ///< server's time
  std::string to;       ///< you | room | all
  bool read = false;    ///< the candidate said so, and it is on its way or known
  bool stored = false;  ///< that it was read is on the server's disk
};

/// The candidate called for a proctor.
enum class CallState {
  none,
  calling,   ///< said here, not yet confirmed by the server
  recorded,  ///< on the server's disk; proctors see it
};
std::string_view to_text(CallState state);

class NoticeBoard {
 public:
  /// In the order in which they were written.
  const std::vector<Notice>& notices() const { return notices_; }
  /// Null if there is no such notice.
  const Notice* find(std::uint32_t id) const;
  std::size_t unread() const;
  CallState call_state() const;
  /// The server's last word; its state is empty before the first. "answered" has what staff wrote.
  const protocol::CallNow& call() const { return call_; }
  /// False: this server knows neither notices nor calls.
  bool offered() const { return offered_; }

  // ---- what the server says
  /// True if it is new here.
  bool apply(const protocol::Notice& m);
  void apply(const protocol::NoticeKept& m);
  void apply(const protocol::CallNow& m);
  void not_offered();
  /// The call is not possible any more.
  void call_refused() { wish_.reset(); }
  void line_lost() { heard_ = false; }

  // ---- what the candidate does
  /// False: there is no such notice, or it was read before.
  bool read(std::uint32_t id);
  void want_call(bool wanted, std::string text);

  /// What has to be said about the call on this line, once.
  std::optional<protocol::Call> call_to_send();

 private:
  struct Wish {
    bool wanted;
    std::string text;
    std::uint32_t no = 0;  // 0: not numbered yet
    bool sent = false;     // since the server last spoke
  };
  bool fulfilled(const Wish& wish) const;

  std::vector<Notice> notices_;
  protocol::CallNow call_;
  std::optional<Wish> wish_;
  std::uint32_t last_no_ = 0;
  bool heard_ = false;  // of the call, on this line
  bool offered_ = true;
};

}  // namespace examhall::client
