#pragma once
// Where answers are kept until the server has confirmed them. A seam: the exam room keeps them on disk, a
// load generator with ten thousand candidates keeps none. Called on the client's thread.
#include <set>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "client/core/answer_book.hpp"

namespace examhall::client {

/// Which attempt the answers belong to. `context` differs between two tries of one candidate, as far as the
/// client can tell them apart.
struct AttemptName {
  std::string batch, ticket, context;
};

/// What was found from before.
struct Recalled {
  std::vector<KeptAnswer> answers{};  ///< not confirmed, oldest first
  std::uint32_t settled_up_to = 0;    ///< highest number known to be confirmed
  std::set<std::uint32_t> flagged{};  ///< items that the candidate wants to look at again
  base::Problems problems{};          ///< what could not be read, for the screen and the log
};

class AnswerKeeper {
 public:
  virtual ~AnswerKeeper() = default;
  /// Throws std::runtime_error if nothing can be kept; the exam goes on without.
  virtual Recalled open(const AttemptName& attempt) = 0;
  /// Returns after the answer is on disk. Throws std::runtime_error.
  virtual void keep(const KeptAnswer& answer) = 0;
  /// The server confirmed, or refused for good, what was said of the item up to this number.
  virtual void settle(std::uint32_t item, std::uint32_t no) = 0;
  /// After a login: the server has accounted for all numbers up to this one.
  virtual void reached(std::uint32_t no) = 0;
  /// The candidate's own mark at an item; the server is never told. Returns before it is on disk: a pulled
  /// plug may lose it.
  virtual void flag(std::uint32_t item, bool on) = 0;
  /// After the receipt: nothing is needed any more.
  virtual void forget() = 0;
};

class KeepsNothing final : public AnswerKeeper {
 public:
  Recalled open(const AttemptName&) override { return {}; }
  void keep(const KeptAnswer&) override {}
  void settle(std::uint32_t, std::uint32_t) override {}
  void reached(std::uint32_t) override {}
  void flag(std::uint32_t, bool) override {}
  void forget() override {}
};

}  // namespace examhall::client
