#pragma once
// Is this you: what the server knows about whoever logged in, so that a wrong ticket is noticed before the
// paper.
#include "client/core/exam_state.hpp"
#include "client/window/page.hpp"

namespace examhall::window {

class PersonPage final : public PageFrame {
  Q_OBJECT
 public:
  explicit PersonPage(QWidget* parent = nullptr);
  void retranslate() override;
  QWidget* first_control() override { return confirm_; }
  void show_state(const client::ExamState& state);

 signals:
  void confirmed();
  void rejected();

 private:
  std::optional<protocol::Welcome> welcome_;
  bool running_ = false;
  QLabel* running_note_;
  Facts* facts_;
  QPushButton *confirm_, *reject_;
};

}  // namespace examhall::window
