#pragma once
// The strip over every page but the paper: what a proctor wrote and is not read yet, and what is wrong on
// this machine. The paper has its own place for both. The window's thread.
#include <deque>
#include <QFrame>
#include <QLabel>
#include <QPushButton>

#include "client/sheet/desk.hpp"

namespace examhall::window {

class Announcements final : public QFrame {
  Q_OBJECT
 public:
  explicit Announcements(QWidget* parent = nullptr);
  /// The unread notices of the desk; none without one.
  void show_desk(const sheet::Desk* desk);
  void add_problem(const base::Problem& problem);
  /// Another candidate.
  void forget();
  /// Whether there is something to show.
  bool waiting() const { return notice_.has_value() || !problems_.empty(); }

 signals:
  void read(std::uint32_t notice);
  void changed();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  void dismiss();

  std::optional<sheet::Notice> notice_;
  std::deque<base::Text> problems_;
  QLabel* words_;
  QPushButton* read_;
};

}  // namespace examhall::window
