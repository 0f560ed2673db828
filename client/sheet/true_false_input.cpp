#include "client/sheet/true_false_input.hpp"

#include <QEvent>
#include <QVBoxLayout>

#include "client/sheet/look.hpp"
#include "client/sheet/option_button.hpp"

namespace examhall::sheet {

TrueFalseInput::TrueFalseInput(QWidget* parent) : AnswerInput{parent} {
  auto* column = new QVBoxLayout{this};
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(scaled(8));
  make_buttons();
}

void TrueFalseInput::make_buttons() {
  delete right_;
  delete wrong_;
  const auto make = [this](const QString& words, const char* name, bool right) {
    auto* button = new RadioOption{{}, line_of(words), this};
    button->setObjectName(name);
    connect(button, &QAbstractButton::clicked, this, [this, right] { chosen(right); });
    layout()->addWidget(button);
    return button;
  };
  right_ = make(tr("True"), "answer_true", true);
  wrong_ = make(tr("False"), "answer_false", false);
  show_response(response_);
}

void TrueFalseInput::chosen(bool right) {
  show_response(right);
  emit answered(response_);
}

void TrueFalseInput::show_response(const base::Json& response) {
  response_ = response;
  right_->setChecked(response == base::Json(true));
  wrong_->setChecked(response == base::Json(false));
}

bool TrueFalseInput::take_key(const QKeyEvent& key) {
  switch (key.key()) {
    case Qt::Key_T:
    case Qt::Key_Y:
    case Qt::Key_A:
    case Qt::Key_1:
      right_->setFocus(Qt::ShortcutFocusReason);
      chosen(true);
      return true;
    case Qt::Key_F:
    case Qt::Key_N:
    case Qt::Key_B:
    case Qt::Key_2:
      wrong_->setFocus(Qt::ShortcutFocusReason);
      chosen(false);
      return true;
    default:
      return false;
  }
}

QWidget* TrueFalseInput::first_control() { return wrong_->isChecked() ? wrong_ : right_; }

void TrueFalseInput::changeEvent(QEvent* event) {
  AnswerInput::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) make_buttons();
}

}  // namespace examhall::sheet
