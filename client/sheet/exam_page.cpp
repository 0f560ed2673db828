#include "client/sheet/exam_page.hpp"

#include <QEvent>
#include <QVBoxLayout>

#include "client/sheet/ask_page.hpp"
#include "client/sheet/calculator.hpp"
#include "client/sheet/keys.hpp"
#include "client/sheet/line_bar.hpp"
#include "client/sheet/look_sheet.hpp"
#include "client/sheet/message_panel.hpp"
#include "client/sheet/moves_bar.hpp"
#include "client/sheet/picture_page.hpp"
#include "client/sheet/question_map.hpp"
#include "client/sheet/question_view.hpp"
#include "client/sheet/reading_page.hpp"
#include "client/sheet/review_page.hpp"
#include "client/sheet/tool_bar.hpp"
#include "client/sheet/top_bar.hpp"

namespace examhall::sheet {

ExamPage::ExamPage(Desk& desk, QWidget* parent) : ExamPage{desk, qt_alarm, parent} {}

ExamPage::ExamPage(Desk& desk, AlarmMaker alarms, QWidget* parent)
    : QWidget{parent},
      desk_{desk},
      alarms_{std::move(alarms)},
      second_{alarms_([this] { tick(); })},
      paper_{new Paper{desk, this}},
      messages_{new Messages{desk, this}},
      top_{new TopBar{desk, this}},
      tools_{new ToolBar{desk, *messages_, this}},
      panel_{new MessagePanel{*messages_, this}},
      stack_{new QStackedWidget{this}},
      work_{new QWidget},
      question_{new QuestionView{*paper_, alarms_}},
      question_column_{new QWidget},
      moves_{new MovesBar{*paper_}},
      map_{new QuestionMap{*paper_}},
      review_{new ReviewPage{*paper_}},
      ask_{new AskPage},
      keys_{new ReadingPage{"keys_page", &keys_title, &keys_html}},
      history_{new ReadingPage{"history_page", &history_title,
                               [this] { return history_html(*messages_, desk_.state()); }}},
      picture_{new PicturePage},
      calculator_{new Calculator{this}},
      line_bar_{new LineBar{*paper_, this}} {
  setObjectName("exam_page");
  setAttribute(Qt::WA_StyledBackground);
  lay_out();
  connect_parts();
  add_shortcuts();
  calculator_->hide();
  tick();
}

// The parts go after us, and what they still say is for nobody.
ExamPage::~ExamPage() {
  give_now();
  desk_.disconnect(this);
}

void ExamPage::lay_out() {
  auto* column = new QVBoxLayout{this};
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(top_);
  auto* middle = new QVBoxLayout;
  middle->setContentsMargins(scaled(12), scaled(6), scaled(12), scaled(6));
  middle->setSpacing(scaled(6));
  middle->addWidget(tools_);
  middle->addWidget(panel_);
  middle->addWidget(stack_, 1);
  column->setSizeConstraint(QLayout::SetNoConstraint);
  column->addLayout(middle, 1);
  column->addWidget(line_bar_);
  lay_out_work();
  for (QWidget* page :
       {work_, static_cast<QWidget*>(review_), static_cast<QWidget*>(ask_), static_cast<QWidget*>(keys_),
        static_cast<QWidget*>(history_), static_cast<QWidget*>(picture_)})
    stack_->addWidget(page);
  connect(stack_, &QStackedWidget::currentChanged, this, &ExamPage::size_by_current);
  size_by_current();
}

// A stack is as high as its highest page; this one asks for the height of the page that is seen.
void ExamPage::size_by_current() {
  for (int i = 0; i < stack_->count(); ++i) {
    const bool seen = i == stack_->currentIndex();
    const auto policy = seen ? QSizePolicy::Preferred : QSizePolicy::Ignored;
    stack_->widget(i)->setSizePolicy(policy, policy);
  }
}

// Whatever the size of the text, the page fits a screen of 768 lines; its parts scroll.
QSize ExamPage::minimumSizeHint() const { return {640, 480}; }

void ExamPage::lay_out_work() {
  auto* column = new QVBoxLayout{question_column_};
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(question_, 1);
  column->addWidget(moves_);
  auto* row = new QHBoxLayout{work_};
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(scaled(12));
  row->addWidget(question_column_, 1);
  row->addWidget(map_);
}

void ExamPage::connect_parts() {
  connect(moves_, &MovesBar::move_wanted, this, &ExamPage::move);
  connect(moves_, &MovesBar::flag_wanted, this, &ExamPage::flag);
  connect(moves_, &MovesBar::review_wanted, this, &ExamPage::open_review);
  connect(map_, &QuestionMap::chosen, this, &ExamPage::open_item);
  connect(review_, &ReviewPage::chosen, this, &ExamPage::open_item);
  connect(review_, &ReviewPage::back, this, &ExamPage::back_to_work);
  connect(review_, &ReviewPage::hand_in_wanted, this, &ExamPage::ask_hand_in);
  connect(tools_, &ToolBar::map_wanted, this, &ExamPage::open_map);
  connect(tools_, &ToolBar::calculator_wanted, this, &ExamPage::toggle_calculator);
  connect(tools_, &ToolBar::keys_wanted, this, [this] { open_page(keys_), keys_->opened(); });
  connect(tools_, &ToolBar::messages_wanted, this, [this] { open_page(history_), history_->opened(); });
  connect(messages_, &Messages::changed, history_, &ReadingPage::refresh);
  connect(calculator_, &Calculator::closed, this, &ExamPage::toggle_calculator);
  connect(calculator_, &Calculator::dragged, this, &ExamPage::clear_map);
  connect(calculator_, &Calculator::result_wanted, this, &ExamPage::use_result);
  connect(question_, &QuestionView::picture_wanted, this, [this](const QImage& image, const QString& words) {
    open_page(picture_);
    picture_->show_picture(image, words);
  });
  for (ReadingPage* page : {keys_, history_})
    connect(page, &ReadingPage::back, this, &ExamPage::back_to_work);
  connect(picture_, &PicturePage::back, this, &ExamPage::back_to_work);
  connect(ask_, &AskPage::done, this, [this] {
    if (asked_from_ == work_) return back_to_work();
    stack_->setCurrentWidget(asked_from_);
    review_->opened();
  });
  connect(&desk_, &Desk::changed, this, &ExamPage::tick);
  connect(&desk_, &Desk::hand_in_refused, this, [this](const protocol::Error& error) {
    if (review_->isVisible()) return;  // it says so itself
    messages_->add([text = error.text] { return Words::tr("Not handed in: %1").arg(Words::of(text)); }, true);
  });
}

// The figure changes with the server's seconds, not with the machine's.
void ExamPage::tick() {
  const bool runs = desk_.state().phase() == client::Phase::sitting && desk_.state().clock().known();
  const auto left = runs ? desk_.state().remaining(desk_.now()) : std::nullopt;
  top_->tick();
  review_->tick();
  if (const auto minutes = warnings_.at(left)) messages_->minutes_left(*minutes);
  second_->set(until_next_second(left));
}

void ExamPage::give_now() { question_->give_now(); }
void ExamPage::focus_answer() { question_->focus_answer(); }

void ExamPage::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
}

void ExamPage::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::StyleChange) arrange();
}

}  // namespace examhall::sheet
