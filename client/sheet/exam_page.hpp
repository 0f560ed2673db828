#pragma once
// The page on which a candidate sits the exam: question, palette, time, line, hand-in. The window puts it
// between its own pages; everything that the page knows comes from the desk. The window's thread.
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QWidget>

#include "client/sheet/alarm.hpp"
#include "client/sheet/desk.hpp"

namespace examhall::sheet {

class Paper;
class QuestionView;

class ExamPage : public QWidget {
  Q_OBJECT
 public:
  explicit ExamPage(Desk& desk, QWidget* parent = nullptr);
  ExamPage(Desk& desk, AlarmMaker alarms, QWidget* parent);
  ~ExamPage() override;

  /// Gives what is half typed; to be called before the page is covered or the window closes.
  void give_now();

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void build();
  void retranslate();
  void refresh();
  void tick();

  Desk& desk_;
  AlarmMaker alarms_;
  std::unique_ptr<Alarm> second_;
  Paper* paper_;
  QuestionView* question_;
  QLabel *title_, *time_, *line_;
  QPushButton *previous_, *next_, *hand_in_;
};

}  // namespace examhall::sheet
