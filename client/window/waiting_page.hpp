#pragma once
// The waiting room: time to the start by the server's clock, who sits here, and a practice paper.
#include "client/sheet/desk.hpp"
#include "client/window/page.hpp"

namespace examhall::window {

class WaitingPage final : public PageFrame {
  Q_OBJECT
 public:
  explicit WaitingPage(QWidget* parent = nullptr);
  void retranslate() override;
  QWidget* first_control() override { return practice_; }
  /// Every second, and on every change.
  void show_desk(const sheet::Desk& desk);
  /// Staff moved the start: said until the page is left.
  void note_reschedule(const protocol::Deadline& deadline, const std::string& zone);
  void forget_notes();

 signals:
  void practise();

 private:
  void update_words();

  std::optional<base::Span> left_;
  std::optional<protocol::Welcome> welcome_;
  QString connection_, moved_;
  bool connected_ = true;
  QLabel *countdown_, *starts_, *note_, *person_, *line_, *advice_;
  QPushButton* practice_;
};

}  // namespace examhall::window
