#include "client/sheet/review_page.hpp"

#include <algorithm>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

#include "client/sheet/flow_layout.hpp"
#include "client/sheet/item_button.hpp"
#include "client/sheet/look_sheet.hpp"
#include "client/sheet/question.hpp"

namespace examhall::sheet {

QString hand_in_rule(const client::ExamState& state, base::Instant server_time) {
  if (!state.welcome()) return {};
  const protocol::BatchCard& batch = state.welcome()->batch;
  QStringList text;
  if (batch.hand_in_after_ms && server_time < batch.start + *batch.hand_in_after_ms) {
    const base::Instant from = batch.start + *batch.hand_in_after_ms;
    text << Words::tr("Handing in is possible from %1 on, in %2.")
                .arg(Words::time_of_day(state, from), Words::span(from - server_time));
  }
  if (batch.no_hand_in_last_ms && state.deadline()) {
    const base::Instant until = *state.deadline() - *batch.no_hand_in_last_ms;
    text << (server_time < until ? Words::tr("From %1 on nobody can hand in any more.")
                                 : Words::tr("Since %1 nobody can hand in any more."))
                .arg(Words::time_of_day(state, until));
  }
  if (state.deadline()) {
    text << Words::tr("At %1 the paper is collected by itself, with everything that was answered.")
                .arg(Words::time_of_day(state, *state.deadline()));
  }
  return Words::sentences(text);
}

ReviewPage::ReviewPage(Paper& paper, QWidget* parent)
    : QWidget{parent},
      paper_{paper},
      title_{new QLabel{this}},
      counts_{new QLabel{this}},
      rule_{new QLabel{this}},
      state_{new QLabel{this}},
      all_{new QPushButton{this}},
      unanswered_{new QPushButton{this}},
      flagged_{new QPushButton{this}},
      back_{new QPushButton{this}},
      hand_in_{new QPushButton{this}},
      scroll_{new QScrollArea{this}},
      list_{new QWidget} {
  setObjectName("review_page");
  (new QVBoxLayout{list_})->setContentsMargins(0, 0, 0, 0);
  lay_out();
  connect(all_, &QPushButton::clicked, this, [this] { set_filter(Filter::all); });
  connect(unanswered_, &QPushButton::clicked, this, [this] { set_filter(Filter::unanswered); });
  connect(flagged_, &QPushButton::clicked, this, [this] { set_filter(Filter::flagged); });
  connect(back_, &QPushButton::clicked, this, &ReviewPage::back);
  connect(hand_in_, &QPushButton::clicked, this, [this] {
    refusal_.reset();
    emit hand_in_wanted();
  });
  connect(&paper_, &Paper::changed, this, &ReviewPage::refresh);
  connect(&paper_.desk(), &Desk::hand_in_refused, this, [this](const protocol::Error& error) {
    refusal_ = error;
    refresh();
    scroll_->ensureWidgetVisible(state_);
  });
  retranslate();
}

void ReviewPage::lay_out() {
  auto* column = new QVBoxLayout{this};
  column->addWidget(title_);
  column->addWidget(counts_);
  auto* filters = new FlowLayout;
  for (const auto& [button, name] :
       {std::pair{all_, "review_all"}, std::pair{unanswered_, "review_unanswered"},
        std::pair{flagged_, "review_flagged"}}) {
    button->setObjectName(name);
    button->setCheckable(true);
    filters->addWidget(button);
  }
  column->addLayout(filters);
  column->addWidget(scroll_, 1);
  lay_out_list();
  auto* foot = new QHBoxLayout;
  foot->addWidget(back_);
  foot->addStretch(1);
  foot->addWidget(hand_in_);
  column->addLayout(foot);
  for (const auto& [label, name] : {std::pair{title_, "review_title"}, std::pair{counts_, "review_counts"},
                                    std::pair{rule_, "review_rule"}, std::pair{state_, "review_state"}}) {
    label->setObjectName(name);
    label->setWordWrap(true);
  }
  back_->setObjectName("review_back");
  hand_in_->setObjectName("review_hand_in");
  scroll_->setWidgetResizable(true);
  scroll_->setFocusPolicy(Qt::NoFocus);
  scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  set_role(*title_, "title");
  set_role(*hand_in_, "primary");
}

// The rule scrolls with the list: in large text on a small screen the list would have no room beside it.
void ReviewPage::lay_out_list() {
  auto* body = new QWidget;
  auto* column = new QVBoxLayout{body};
  column->addWidget(state_);
  column->addWidget(rule_);
  column->addWidget(list_);
  column->addStretch(1);
  scroll_->setWidget(body);
}

void ReviewPage::opened() {
  set_filter(Filter::all);
  back_->setFocus(Qt::OtherFocusReason);
}

void ReviewPage::tick() {
  if (isVisible()) rule_->setText(hand_in_rule(paper_.state(), paper_.desk().server_time()));
}

void ReviewPage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  refresh();
}

void ReviewPage::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) return emit back();
  QWidget::keyPressEvent(event);
}

void ReviewPage::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

}  // namespace examhall::sheet
