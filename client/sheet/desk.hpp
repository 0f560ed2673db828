#pragma once
// What a page shows and what it can do about it: the seam between the window's pages and an exam, real or
// practice. A page never waits: every call returns at once, what becomes of it is seen in the next state().
// The window's thread only.
#include <memory>
#include <QImage>
#include <QObject>
#include <vector>

#include "client/core/observer.hpp"

namespace examhall::sheet {

using client::CallState;
using client::Notice;

class Desk : public QObject {
  Q_OBJECT
 public:
  using QObject::QObject;

  /// A copy of the sitting's state, replaced as a whole before changed(); valid until the next changed().
  virtual const client::ExamState& state() const = 0;
  virtual const client::LineReport& line() const = 0;
  /// This machine's exam clock: what ExamState::remaining() and clock() want. Never goes back.
  virtual base::Instant now() const = 0;
  base::Instant server_time() const;
  virtual const std::vector<Notice>& notices() const = 0;
  virtual CallState call_state() const = 0;
  virtual bool practice() const { return false; }
  virtual bool handing_in() const = 0;

  /// The person is at it; shown as "typing" until answer().
  virtual void typing(std::uint32_t item) = 0;
  /// The whole answer; null clears it.
  virtual void answer(std::uint32_t item, base::Json response) = 0;
  virtual void visit(std::uint32_t item) = 0;
  /// The candidate's own mark: kept on this machine for as long as the answers are.
  virtual void flag(std::uint32_t item, bool on) = 0;
  /// docs/protocol.md, `report`.
  virtual void report(const std::string& kind, const std::string& detail) = 0;
  virtual void hand_in() = 0;
  virtual void leave() = 0;
  virtual void read_notice(std::uint32_t id) = 0;
  virtual void call_proctor(bool wanted) = 0;
  /// Null until it is here; the first call fetches it, image_arrived() follows.
  virtual QImage image(const std::string& hash) = 0;

 signals:
  /// Something of state(), line(), notices(), call_state() is different. Many changes may come as one.
  void changed();
  void image_arrived(const QString& hash);
  void answer_refused(const examhall::protocol::Error& error, const examhall::client::KeptAnswer& answer);
  /// The server holds a later answer that was given on another machine.
  void superseded(const examhall::client::KeptAnswer& answer);
  void deadline_changed(const examhall::protocol::Deadline& deadline);
  void notice_arrived(const examhall::sheet::Notice& notice);
  void hand_in_refused(const examhall::protocol::Error& error);
  void told_off(const examhall::protocol::Error& error);
  void local_problem(const examhall::base::Problem& problem);
  void ended(const examhall::protocol::Ended& ended,
             const std::optional<examhall::client::CheckedReceipt>& receipt);
  void stopped(const examhall::client::Stop& stop);
};

}  // namespace examhall::sheet
