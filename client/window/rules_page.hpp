#pragma once
// The room's rules, to be accepted before the paper.
#include "client/window/page.hpp"
#include "protocol/server_messages.hpp"

namespace examhall::window {

class RulesPage final : public PageFrame {
  Q_OBJECT
 public:
  explicit RulesPage(QWidget* parent = nullptr);
  void retranslate() override;
  QWidget* first_control() override { return accept_; }
  void show_batch(const protocol::BatchCard& batch);

 signals:
  void accepted();

 private:
  protocol::BatchCard batch_{};
  QLabel* rules_;
  QPushButton* accept_;
};

}  // namespace examhall::window
