// Where the exam page goes: from question to question and between its own pages.
#include "client/sheet/ask_page.hpp"
#include "client/sheet/calculator.hpp"
#include "client/sheet/exam_page.hpp"
#include "client/sheet/look.hpp"
#include "client/sheet/numeric_input.hpp"
#include "client/sheet/question_map.hpp"
#include "client/sheet/question_view.hpp"
#include "client/sheet/review_page.hpp"
#include "client/sheet/top_bar.hpp"

namespace examhall::sheet {

void ExamPage::move(int places) {
  if (const auto item = paper_->neighbour(places); item && working()) open_item(*item);
}

void ExamPage::open_item(std::uint32_t item) {
  if (paper_->current() == item) return back_to_work();
  if (paper_->standing(item).behind) return;
  question_->give_now();
  const bool leaves = paper_->forward_only() && paper_->current();
  if (leaves && (!told_of_no_way_back_ || !paper_->standing(*paper_->current()).answered))
    return ask_on(item);
  go(item);
}

void ExamPage::go(std::uint32_t item) {
  map_asked_ = false;
  paper_->go(item);
  back_to_work();
  question_->focus_answer();
}

void ExamPage::flag() {
  if (!paper_->current() || !working()) return;
  paper_->flag(*paper_->current(), !paper_->standing(*paper_->current()).flagged);
}

// The first time in any case; later only before a question without an answer is left.
void ExamPage::ask_on(std::uint32_t item) {
  const bool answered = paper_->standing(*paper_->current()).answered;
  asked_from_ = stack_->currentWidget();
  open_page(ask_);
  ask_->ask({[] { return tr("Go on to the next question?"); },
             [answered] {
               const QString rule =
                   tr("In this exam there is no way back: a question that was left cannot be seen or "
                      "answered again.");
               return answered ? rule : rule + "\n\n" + tr("The open question has no answer yet.");
             },
             [] { return tr("Go on"); }, [] { return tr("Stay at this question"); },
             [this, item] {
               told_of_no_way_back_ = true;
               go(item);
             }});
}

void ExamPage::ask_hand_in() {
  question_->give_now();
  asked_from_ = review_;
  open_page(ask_);
  const std::uint32_t empty = paper_->unanswered();
  ask_->ask({[] { return tr("Hand in the paper?"); },
             [empty] {
               const QString left = empty == 0 ? tr("Every question has an answer.")
                                               : tr("Questions without an answer: %1.").arg(empty);
               return left + "\n\n" + tr("Once it is handed in, nothing can be changed any more.");
             },
             [] { return tr("Hand in"); }, [] { return tr("Do not hand in yet"); },
             [this] { desk_.hand_in(); }});
}

bool ExamPage::working() const { return stack_->currentWidget() == work_; }

void ExamPage::open_page(QWidget* page) {
  question_->give_now();
  hide_calculator();
  stack_->setCurrentWidget(page);
}

void ExamPage::back_to_work() {
  map_asked_ = false;
  stack_->setCurrentWidget(work_);
  arrange();
  question_->focus_answer();
}

void ExamPage::open_review() {
  if (stack_->currentWidget() == ask_) return;
  open_page(review_);
  review_->opened();
}

void ExamPage::open_map() {
  if (stack_->currentWidget() == ask_) return;
  const bool was_open = map_asked_ && working();
  stack_->setCurrentWidget(work_);
  map_asked_ = !was_open;
  arrange();
  if (map_asked_) return map_->focus_current();
  question_->focus_answer();
}

void ExamPage::toggle_calculator() {
  if (calculator_->isVisible()) {
    hide_calculator();
    return question_->focus_answer();
  }
  if (!working()) return;
  calculator_->set_target(qobject_cast<NumericInput*>(question_->input()) != nullptr);
  place_calculator();
  calculator_->show();
  calculator_->raise();
  calculator_->setFocus(Qt::OtherFocusReason);
  clear_map();
}

// In the lower right corner, under the palette and as wide, but never over the time.
void ExamPage::place_calculator() {
  calculator_->adjustSize();
  if (map_->isVisible() && !map_asked_)
    calculator_->resize(std::max(calculator_->width(), map_->width()), calculator_->height());
  const QPoint corner = work_->mapTo(this, work_->rect().bottomRight());
  const QSize size = calculator_->size();
  const int top =
      std::min(std::max(top_->height(), corner.y() + 1 - size.height()), height() - size.height());
  calculator_->QWidget::move(std::max(0, corner.x() + 1 - size.width()), std::max(0, top));
}

void ExamPage::hide_calculator() {
  calculator_->hide();
  clear_map();
}

// A calculator in its corner must not hide the last questions of the palette: they scroll above it. One that
// was dragged elsewhere lies over what the candidate wants it to lie over.
void ExamPage::clear_map() {
  const QPoint foot = work_->mapTo(this, work_->rect().bottomRight());
  const QRect calculator = calculator_->geometry();
  const bool beside =
      map_->isVisible() && !map_asked_ && calculator.right() > foot.x() - map_->maximumWidth();
  const bool in_corner = calculator_->isVisible() && beside && calculator.bottom() + scaled(20) > foot.y();
  const int most = std::max(0, work_->height() - scaled(120));
  map_->keep_clear(in_corner ? std::clamp(foot.y() - calculator.top() + scaled(6), 0, most) : 0);
}

void ExamPage::use_result(const QString& number) {
  if (auto* field = qobject_cast<NumericInput*>(question_->input()); field != nullptr && field->isEnabled())
    field->take_result(number);
}

// Side by side where there is room; else the palette takes the question's place while it is wanted.
void ExamPage::arrange() {
  const bool wide = width() >= scaled(1000);
  map_->setVisible(wide || map_asked_);
  question_column_->setVisible(wide || !map_asked_);
  map_->setMaximumWidth(wide ? scaled(276) : QWIDGETSIZE_MAX);
  map_->setMinimumWidth(wide ? scaled(276) : 0);
  clear_map();
}

}  // namespace examhall::sheet
