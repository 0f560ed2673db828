#pragma once
// The practice paper with a strip above it that says that nothing counts, how long it is to the start, and
// the way back. The window's thread.
#include "client/sheet/exam_page.hpp"
#include "client/window/page.hpp"
#include "client/window/practice_desk.hpp"

namespace examhall::window {

class PracticePage final : public QWidget {
  Q_OBJECT
 public:
  /// `paper`: the exam's pages over the practice desk.
  PracticePage(PracticeDesk& desk, sheet::ExamPage* paper, QWidget* parent = nullptr);
  sheet::ExamPage& paper() { return *paper_; }
  void show_left(std::optional<base::Span> left);

 signals:
  void back();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();

  std::optional<base::Span> left_;
  sheet::ExamPage* paper_;
  QLabel* words_;
  QPushButton* back_;
};

}  // namespace examhall::window
