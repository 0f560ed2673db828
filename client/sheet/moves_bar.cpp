#include "client/sheet/moves_bar.hpp"

#include <QEvent>

#include "client/sheet/flow_layout.hpp"
#include "client/sheet/look_sheet.hpp"

namespace examhall::sheet {

MovesBar::MovesBar(Paper& paper, QWidget* parent)
    : QWidget{parent},
      paper_{paper},
      previous_{new QPushButton{this}},
      next_{new QPushButton{this}},
      flag_{new QPushButton{this}},
      review_{new QPushButton{this}} {
  auto* flow = new FlowLayout{this};
  flow->setContentsMargins(0, 0, 0, 0);
  for (QPushButton* button : {previous_, next_, flag_, review_}) flow->addWidget(button);
  QSizePolicy policy{QSizePolicy::Preferred, QSizePolicy::Minimum};
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  previous_->setObjectName("previous_question");
  next_->setObjectName("next_question");
  flag_->setObjectName("flag_question");
  review_->setObjectName("open_review");
  set_role(*next_, "primary");
  flag_->setCheckable(true);
  connect(previous_, &QPushButton::clicked, this, [this] { emit move_wanted(-1); });
  connect(next_, &QPushButton::clicked, this, [this] { emit move_wanted(1); });
  connect(flag_, &QPushButton::clicked, this, &MovesBar::flag_wanted);
  connect(review_, &QPushButton::clicked, this, &MovesBar::review_wanted);
  connect(&paper_, &Paper::changed, this, &MovesBar::refresh);
  refresh();
}

void MovesBar::refresh() {
  const bool flagged = paper_.current() && paper_.standing(*paper_.current()).flagged;
  previous_->setText(tr("◀ Previous"));
  next_->setText(tr("Next ▶"));
  flag_->setText(flagged ? tr("Take the flag off (F4)") : tr("Flag (F4)"));
  review_->setText(tr("Review and hand in (F10)"));
  flag_->setChecked(flagged);
  flag_->setEnabled(paper_.current().has_value());
  previous_->setVisible(!paper_.forward_only());
  previous_->setEnabled(paper_.neighbour(-1).has_value());
  next_->setEnabled(paper_.neighbour(1).has_value());
}

void MovesBar::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) refresh();
}

}  // namespace examhall::sheet
