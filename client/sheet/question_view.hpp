#pragma once
// One question: its place and points, text and pictures, the input, what has become of the answer. The
// window's thread.
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "client/sheet/answer_input.hpp"
#include "client/sheet/paper.hpp"

namespace examhall::sheet {

class QuestionView : public QWidget {
  Q_OBJECT
 public:
  QuestionView(Paper& paper, AlarmMaker alarms, QWidget* parent = nullptr);

  bool take_key(const QKeyEvent& key);
  /// Gives what is half typed.
  void give_now();
  void focus_answer();
  void scroll(int lines);
  void clear();
  /// Null while the question is not here, and for an unknown kind.
  AnswerInput* input() const { return input_; }

 signals:
  void picture_wanted(const QImage& image, const QString& words);

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  void open_current();
  void refresh();
  void build(const Question& question);
  void add_text(const Question& question);
  void add_input(const Question& question);
  QWidget* make_picture(const Piece& picture, QWidget* parent);
  void order_tabs();
  void show_heading();
  void show_state();

  Paper& paper_;
  AlarmMaker alarms_;
  QLabel *place_, *state_;
  QPushButton* clear_;
  QScrollArea* scroll_;
  QWidget* body_ = nullptr;
  AnswerInput* input_ = nullptr;
  std::optional<Question> question_;  ///< what body_ was built from
  std::optional<std::uint32_t> shown_;
};

}  // namespace examhall::sheet
