#pragma once
// The paper as this candidate works on it: which question is open, which were seen or flagged, and what the
// pages show of each answer between its giving and the next state of the desk. The window's thread.
#include <map>
#include <set>

#include "client/sheet/desk.hpp"

namespace examhall::sheet {

/// What a palette tells of one question.
struct Standing {
  bool answered = false, flagged = false, current = false, seen = false, refused = false;
  bool waiting = false;  ///< given here, not confirmed by the server
  bool behind = false;   ///< forward only, and passed
  bool operator==(const Standing&) const = default;
};

class Paper : public QObject {
  Q_OBJECT
 public:
  explicit Paper(Desk& desk, QObject* parent = nullptr);

  Desk& desk() const { return desk_; }
  const client::ExamState& state() const { return desk_.state(); }
  std::uint32_t size() const { return static_cast<std::uint32_t>(state().items()); }
  /// The open question; nullopt before the outline.
  std::optional<std::uint32_t> current() const { return current_; }
  Standing standing(std::uint32_t item) const;
  bool forward_only() const;
  /// Answers are taken: time runs, and the candidate has not handed in.
  bool open() const { return runs() && !desk_.handing_in(); }

  void go(std::uint32_t item);
  /// Of a move by so many places; nullopt past either end and, forward only, for what is behind.
  std::optional<std::uint32_t> neighbour(int places) const;

  /// What was said already is not said again: a second click on the chosen option costs nothing.
  void answer(std::uint32_t item, base::Json response);
  void typing(std::uint32_t item);
  void flag(std::uint32_t item, bool on);
  /// As the candidate last gave it, be it confirmed or not.
  const base::Json& response(std::uint32_t item) const;
  /// Given, and not yet in the desk's state: on the way to this machine's disk.
  bool just_given(std::uint32_t item) const { return given_.contains(item); }

  std::uint32_t unanswered() const;
  std::uint32_t flagged() const { return static_cast<std::uint32_t>(flagged_.size()); }
  /// Answers that the server has not confirmed.
  std::uint32_t waiting() const;
  std::uint32_t refused() const;

 signals:
  void changed();
  void current_changed();

 private:
  std::uint32_t count(bool Standing::*what) const;
  void state_changed();
  void open_somewhere();
  void forget_given();
  bool said_already(std::uint32_t item, const base::Json& response) const;
  bool runs() const { return state().phase() == client::Phase::sitting; }
  const client::AnswerView& view(std::uint32_t item) const;

  Desk& desk_;
  std::optional<std::uint32_t> current_;
  std::string paper_;
  std::set<std::uint32_t> seen_, flagged_;
  std::set<std::uint32_t> typed_;  // since the last answer: the desk shows them as being typed
  std::map<std::uint32_t, base::Json> given_;
};

}  // namespace examhall::sheet
