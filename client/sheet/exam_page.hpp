#pragma once
// The page on which a candidate sits the exam: question, palette, time, line, hand-in. The window puts it
// between its own pages; everything that the page knows comes from the desk. The window's thread.
#include <QStackedWidget>
#include <QWidget>

#include "client/sheet/alarm.hpp"
#include "client/sheet/countdown.hpp"

namespace examhall::sheet {

class AskPage;
class Calculator;
class LineBar;
class MessagePanel;
class Messages;
class MovesBar;
class PicturePage;
class QuestionMap;
class QuestionView;
class ReadingPage;
class ReviewPage;
class ToolBar;
class TopBar;

class ExamPage : public QWidget {
  Q_OBJECT
 public:
  explicit ExamPage(Desk& desk, QWidget* parent = nullptr);
  ExamPage(Desk& desk, AlarmMaker alarms, QWidget* parent);
  ~ExamPage() override;

  /// Gives what is half typed; to be called before the page is covered or the window closes.
  void give_now();
  /// Puts the keyboard on the answer, once the page is uncovered.
  void focus_answer();
  QSize minimumSizeHint() const override;

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void lay_out();
  void lay_out_work();
  void connect_parts();
  void size_by_current();
  void add_shortcuts();
  void tick();

  void move(int places);
  /// Forward only: asks before something is left behind for good.
  void open_item(std::uint32_t item);
  void go(std::uint32_t item);
  void flag();
  void ask_on(std::uint32_t item);
  void ask_hand_in();

  void open_page(QWidget* page);
  void back_to_work();
  void open_review();
  void open_map();
  void toggle_calculator();
  void place_calculator();
  void hide_calculator();
  void clear_map();
  void use_result(const QString& number);
  void arrange();
  bool working() const;

  Desk& desk_;
  AlarmMaker alarms_;
  std::unique_ptr<Alarm> second_;
  Warnings warnings_;
  Paper* paper_;
  Messages* messages_;
  TopBar* top_;
  ToolBar* tools_;
  MessagePanel* panel_;
  QStackedWidget* stack_;
  QWidget* work_;
  QuestionView* question_;
  QWidget* question_column_;
  MovesBar* moves_;
  QuestionMap* map_;
  ReviewPage* review_;
  AskPage* ask_;
  ReadingPage *keys_, *history_;
  PicturePage* picture_;
  Calculator* calculator_;
  LineBar* line_bar_;
  QWidget* asked_from_ = nullptr;
  bool map_asked_ = false;  ///< on a page too narrow for question and palette side by side
  bool told_of_no_way_back_ = false;
};

}  // namespace examhall::sheet
