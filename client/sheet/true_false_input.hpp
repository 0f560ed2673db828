#pragma once
// Right or wrong. The window's thread.
#include "client/sheet/answer_input.hpp"

class QAbstractButton;

namespace examhall::sheet {

class TrueFalseInput final : public AnswerInput {
  Q_OBJECT
 public:
  explicit TrueFalseInput(QWidget* parent);
  void show_response(const base::Json& response) override;
  /// T and Y, F and N; also A, B, 1 and 2 as the two stand on the screen.
  bool take_key(const QKeyEvent& key) override;
  QWidget* first_control() override;

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void make_buttons();
  void chosen(bool right);

  base::Json response_;
  QAbstractButton *right_ = nullptr, *wrong_ = nullptr;
};

}  // namespace examhall::sheet
