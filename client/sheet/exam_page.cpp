#include "client/sheet/exam_page.hpp"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QShortcut>
#include <QVBoxLayout>

#include "client/sheet/look_sheet.hpp"
#include "client/sheet/paper.hpp"
#include "client/sheet/question_view.hpp"
#include "client/sheet/words.hpp"

namespace examhall::sheet {

ExamPage::ExamPage(Desk& desk, QWidget* parent) : ExamPage{desk, qt_alarm, parent} {}

ExamPage::ExamPage(Desk& desk, AlarmMaker alarms, QWidget* parent)
    : QWidget{parent},
      desk_{desk},
      alarms_{std::move(alarms)},
      second_{alarms_([this] { tick(); })},
      paper_{new Paper{desk, this}},
      question_{new QuestionView{*paper_, alarms_, this}},
      title_{new QLabel{this}},
      time_{new QLabel{this}},
      line_{new QLabel{this}},
      previous_{new QPushButton{this}},
      next_{new QPushButton{this}},
      hand_in_{new QPushButton{this}} {
  setObjectName("exam_page");
  build();
  retranslate();
  tick();
}

ExamPage::~ExamPage() = default;

void ExamPage::build() {
  auto* column = new QVBoxLayout{this};
  auto* top = new QHBoxLayout;
  top->addWidget(title_, 1);
  top->addWidget(time_);
  column->addLayout(top);
  column->addWidget(question_, 1);
  auto* moves = new QHBoxLayout;
  moves->addWidget(previous_);
  moves->addWidget(next_);
  moves->addStretch(1);
  moves->addWidget(hand_in_);
  column->addLayout(moves);
  column->addWidget(line_);
  previous_->setObjectName("previous_question");
  next_->setObjectName("next_question");
  hand_in_->setObjectName("hand_in");
  time_->setObjectName("time_left");
  set_role(*time_, "time");
  const auto move = [this](int places) {
    if (const auto item = paper_->neighbour(places)) paper_->go(*item);
  };
  for (const auto& [key, places] : {std::pair{Qt::Key_PageUp, -1}, std::pair{Qt::Key_PageDown, 1}}) {
    auto* shortcut = new QShortcut{QKeySequence{key}, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut};
    connect(shortcut, &QShortcut::activated, this, [move, places = places] { move(places); });
  }
  connect(previous_, &QPushButton::clicked, this, [move] { move(-1); });
  connect(next_, &QPushButton::clicked, this, [move] { move(1); });
  connect(hand_in_, &QPushButton::clicked, this, [this] { give_now(), desk_.hand_in(); });
  connect(paper_, &Paper::changed, this, &ExamPage::refresh);
}

void ExamPage::give_now() { question_->give_now(); }

void ExamPage::retranslate() {
  previous_->setText(tr("Previous"));
  next_->setText(tr("Next"));
  hand_in_->setText(tr("Hand in"));
  refresh();
}

void ExamPage::refresh() {
  if (desk_.state().outline()) title_->setText(QString::fromStdString(desk_.state().outline()->title));
  previous_->setEnabled(paper_->neighbour(-1).has_value());
  next_->setEnabled(paper_->neighbour(1).has_value());
}

void ExamPage::tick() {
  const auto left = desk_.state().remaining(desk_.now());
  time_->setText(left ? Words::span(*left) : QString{});
  second_->set(left ? base::Span{left->count() % 1000 + 1} : base::Span{1000});
}

void ExamPage::keyPressEvent(QKeyEvent* event) {
  if (event->modifiers() == Qt::NoModifier && question_->take_key(*event)) return;
  QWidget::keyPressEvent(event);
}

void ExamPage::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

}  // namespace examhall::sheet
