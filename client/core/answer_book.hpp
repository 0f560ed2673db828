#pragma once
// What has become of every answer, and which ones the server still has to be told. Numbers are the server's
// rule: each answer of an attempt carries one, higher than all before, so that the order survives lost lines
// and crashed machines. Pure; one thread.
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/time.hpp"

namespace examhall::client {

using base::Instant;
using base::Json;
using base::Span;

/// An answer that the server has not confirmed.
struct KeptAnswer {
  std::uint32_t no = 0;
  std::uint32_t item = 0;
  Json response;
  std::int64_t at = 0;  ///< server's time as this machine knew it, milliseconds
  bool operator==(const KeptAnswer&) const = default;
};

enum class AnswerState {
  none,
  typing,     ///< the person is still at it
  kept_here,  ///< on this machine's disk, not sent
  sent,       ///< on its way
  stored,     ///< on the server's disk
  refused,    ///< not counted; `reason` is the server's error id
};

struct AnswerView {
  AnswerState state = AnswerState::none;
  Json response;  ///< as last given; null: cleared or never given
  std::uint32_t no = 0;
  Json stored;  ///< what the server last confirmed; null: nothing, or cleared
  std::uint32_t stored_no = 0;
  Instant stored_at{};   ///< server's time
  bool flagged = false;  ///< to be looked at again, says the candidate
  std::string reason{};
};

/// What the server holds of one item, as the outline tells.
struct HeldAnswer {
  std::uint32_t item = 0, no = 0;
  Json response;
};

class AnswerBook {
 public:
  /// What a reconciliation did with the answers that were not confirmed.
  struct Reconciled {
    std::vector<KeptAnswer>
        known;  ///< the server had stored them, or a later one of ours: only acks were lost
    std::vector<KeptAnswer> superseded;  ///< the server holds a later answer, given on another machine
    std::vector<KeptAnswer> renumbered;  ///< kept, under a new number (the one in the element)
  };

  void resize(std::size_t items) { answers_.resize(items); }
  std::size_t size() const { return answers_.size(); }
  const AnswerView& at(std::uint32_t item) const { return answers_.at(item); }
  std::uint32_t answered() const;

  void typing(std::uint32_t item);
  void flag(std::uint32_t item, bool on) { answers_.at(item).flagged = on; }
  /// Gives the answer its number. It replaces an answer to the same item that was never sent.
  const KeptAnswer& give(std::uint32_t item, Json response, Instant server_time);
  /// Answers found in the local journal, oldest first, and the highest number that journal knew to be
  /// settled.
  void recall(std::vector<KeptAnswer> kept, std::uint32_t settled_up_to);
  /// After a login: compares what waits here with what the server holds.
  Reconciled reconcile(std::uint32_t next_no, const std::vector<HeldAnswer>& held);

  /// The oldest answer to send now, or null: nothing waits, or `window` answers are under way already.
  const KeptAnswer* next_to_send(Instant now, std::size_t window) const;
  void sent(std::uint32_t no);
  /// All that was under way may or may not have arrived.
  void line_lost();
  /// Everything that was put off may go at once.
  void hurry();
  /// When the next answer that was put off may go; nullopt if none was.
  std::optional<Instant> next_retry() const;

  /// nullopt for a number that does not wait here: a repeated ack.
  std::optional<KeptAnswer> acknowledged(std::uint32_t no, Instant at);
  /// Refused for good.
  std::optional<KeptAnswer> refused(std::uint32_t no, const std::string& reason);
  /// Refused for the moment: to be sent again from `when` on.
  void put_off(std::uint32_t no, Instant when);
  void put_off_all(Instant when);
  /// The number was used. The answer moves to the end under a new one; nullopt if a later answer to the same
  /// item waits and has made it pointless.
  std::optional<KeptAnswer> renumber(std::uint32_t no);

  bool waiting() const { return !pending_.empty(); }
  std::size_t pending() const { return pending_.size(); }
  std::size_t under_way() const;
  std::vector<KeptAnswer> unconfirmed() const;
  std::uint32_t settled_up_to() const { return settled_up_to_; }

 private:
  struct Pending {
    KeptAnswer answer;
    bool under_way = false;    ///< sent on the present line
    bool maybe_there = false;  ///< was sent on some line: the server may have it
    Instant not_before{};
  };
  using Place = std::deque<Pending>::iterator;

  Place find(std::uint32_t no);
  void settle(std::uint32_t no);
  void show(const KeptAnswer& answer, AnswerState state);
  void note_stored(std::uint32_t item, std::uint32_t no, const Json& response);
  void drop_outdated();

  std::vector<AnswerView> answers_;
  std::deque<Pending> pending_;  // by number, rising
  std::uint32_t next_no_ = 1;
  std::uint32_t settled_up_to_ = 0;
};

}  // namespace examhall::client
