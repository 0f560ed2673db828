#pragma once
// Where a candidate gives the answer to one item. An input knows the response on its screen and nothing of
// what becomes of it. The window's thread.
#include <functional>
#include <QKeyEvent>
#include <QWidget>

#include "base/json.hpp"
#include "client/sheet/alarm.hpp"
#include "client/sheet/markdown.hpp"
#include "client/sheet/question.hpp"

namespace examhall::sheet {

class AnswerInput : public QWidget {
  Q_OBJECT
 public:
  using QWidget::QWidget;
  /// What the exam knows; the person's own typing is not disturbed.
  virtual void show_response(const base::Json& response) = 0;
  /// A key that nobody else wanted. True if it meant something here.
  virtual bool take_key(const QKeyEvent&) { return false; }
  /// Gives what is half typed, for the page is left.
  virtual void give_now() {}
  /// Where the keyboard should go when the question is shown.
  virtual QWidget* first_control() = 0;

 signals:
  /// The whole response; null: cleared.
  void answered(const examhall::base::Json& response);
  void typed();
};

/// Makes the widget of a picture, for options that hold one.
using PictureMaker = std::function<QWidget*(const Piece& picture, QWidget* parent)>;

/// Null for a type of item that this program does not know.
AnswerInput* make_input(const Question& question, const AlarmMaker& alarms, const PictureMaker& pictures,
                        QWidget* parent);

}  // namespace examhall::sheet
