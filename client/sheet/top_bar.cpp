#include "client/sheet/top_bar.hpp"

#include <QEvent>
#include <QGridLayout>

#include "client/sheet/countdown.hpp"
#include "client/sheet/look_sheet.hpp"

namespace examhall::sheet {

TopBar::TopBar(Desk& desk, QWidget* parent)
    : QFrame{parent},
      desk_{desk},
      title_{new QLabel{this}},
      person_{new QLabel{this}},
      caption_{new QLabel{this}},
      time_{new QLabel{this}} {
  set_role(*this, "bar");
  auto* grid = new QGridLayout{this};
  grid->setContentsMargins(scaled(12), scaled(4), scaled(12), scaled(4));
  grid->setHorizontalSpacing(scaled(12));
  grid->setVerticalSpacing(0);
  grid->addWidget(title_, 0, 0);
  grid->addWidget(person_, 1, 0);
  grid->addWidget(caption_, 0, 1, 2, 1, Qt::AlignRight | Qt::AlignVCenter);
  grid->addWidget(time_, 0, 2, 2, 1, Qt::AlignRight | Qt::AlignVCenter);
  grid->setColumnStretch(0, 1);
  for (const auto& [label, name] : {std::pair{title_, "exam_title"}, std::pair{person_, "person"},
                                    std::pair{caption_, "time_caption"}, std::pair{time_, "time_left"}}) {
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
  }
  for (QLabel* label : {title_, person_}) label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  set_role(*title_, "title");
  set_role(*person_, "quiet");
  set_role(*caption_, "quiet");
  connect(&desk_, &Desk::changed, this, &TopBar::refresh);
  refresh();
}

void TopBar::refresh() {
  caption_->setText(tr("Time left"));
  caption_->setVisible(desk_.state().remaining(desk_.now()).has_value());
  if (const auto& welcome = desk_.state().welcome()) {
    const auto words = [](const std::string& text) { return QString::fromStdString(text); };
    const QString title = words(welcome->batch.title);
    title_->setText(desk_.practice() ? tr("Practice: nothing here counts") : title);
    QStringList parts{words(welcome->person.name), words(welcome->person.ticket)};
    if (!welcome->person.room.empty()) parts << tr("room %1").arg(words(welcome->person.room));
    if (!welcome->person.seat.empty()) parts << tr("seat %1").arg(words(welcome->person.seat));
    parts.removeAll({});
    person_->setText(parts.join(" · "));
  }
  tick();
}

void TopBar::tick() {
  const Told told = time_in_words(desk_.state(), desk_.now());
  time_->setText(told.text);
  set_role(*time_, told.role);
}

void TopBar::changeEvent(QEvent* event) {
  QFrame::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) refresh();
}

}  // namespace examhall::sheet
