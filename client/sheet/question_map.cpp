#include "client/sheet/question_map.hpp"

#include <algorithm>
#include <QEvent>
#include <QKeyEvent>
#include <QVBoxLayout>

#include "client/sheet/flow_layout.hpp"
#include "client/sheet/look_sheet.hpp"

namespace examhall::sheet {

QuestionMap::QuestionMap(Paper& paper, QWidget* parent)
    : QWidget{parent}, paper_{paper}, scroll_{new QScrollArea{this}}, legend_{new QLabel{this}} {
  setObjectName("question_map");
  auto* column = new QVBoxLayout{this};
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(scroll_, 1);
  column->addWidget(legend_);
  scroll_->setWidgetResizable(true);
  scroll_->setFocusPolicy(Qt::NoFocus);
  scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  legend_->setObjectName("map_counts");
  legend_->setWordWrap(true);
  set_role(*legend_, "quiet");
  connect(&paper_, &Paper::changed, this, &QuestionMap::refresh);
  refresh();
}

void QuestionMap::build() {
  buttons_.clear();
  auto* body = new QWidget;
  auto* column = new QVBoxLayout{body};
  column->setContentsMargins(0, 0, scaled(4), 0);
  column->setSpacing(scaled(4));
  scroll_->setWidget(body);
  std::uint32_t first = 1;
  for (const protocol::SectionCard& section : paper_.state().outline()->sections) {
    add_section(QString::fromStdString(section.title), first, first + section.count);
    first += section.count;
  }
  column->addStretch(1);
}

void QuestionMap::add_section(const QString& title, std::uint32_t first, std::uint32_t end) {
  QWidget* body = scroll_->widget();
  auto* heading = new QLabel{title, body};
  heading->setTextFormat(Qt::PlainText);
  heading->setWordWrap(true);
  body->layout()->addWidget(heading);
  auto* flow = new FlowLayout;
  for (std::uint32_t number = first; number < end && number <= paper_.size(); ++number) {
    auto* button = new ItemButton{number, body};
    button->installEventFilter(this);
    connect(button, &QPushButton::clicked, this, [this, number] {
      if (const auto item = paper_.state().item_at(number)) emit chosen(*item);
    });
    flow->addWidget(button);
    buttons_.push_back(button);
  }
  static_cast<QVBoxLayout*>(body->layout())->addLayout(flow);
}

void QuestionMap::refresh() {
  if (!paper_.state().outline()) return;
  if (std::exchange(built_for_, paper_.state().outline()->paper) != paper_.state().outline()->paper) build();
  for (std::size_t place = 0; place < buttons_.size(); ++place) {
    const auto item = paper_.state().item_at(static_cast<std::uint32_t>(place) + 1);
    if (!item) continue;
    const Standing standing = paper_.standing(*item);
    buttons_[place]->show_standing(standing);
    // One stop for Tab; within, the arrow keys lead on.
    buttons_[place]->setFocusPolicy(standing.current ? Qt::StrongFocus : Qt::ClickFocus);
  }
  if (std::exchange(shown_, paper_.current()) != paper_.current()) show_current();
  legend_->setText(tr("Answered %1 of %2, flagged %3")
                       .arg(paper_.size() - paper_.unanswered())
                       .arg(paper_.size())
                       .arg(paper_.flagged()));
}

ItemButton* QuestionMap::current() const {
  const std::uint32_t number = paper_.current() ? paper_.state().display_number(*paper_.current()) : 1;
  return number >= 1 && number <= buttons_.size() ? buttons_[number - 1] : nullptr;
}

void QuestionMap::focus_current() {
  if (ItemButton* button = current()) button->setFocus(Qt::ShortcutFocusReason);
}

void QuestionMap::keep_clear(int height) {
  if (layout()->contentsMargins().bottom() == height) return;
  layout()->setContentsMargins(0, 0, 0, height);
  layout()->activate();
  show_current();
}

void QuestionMap::show_current() {
  if (ItemButton* button = current()) scroll_->ensureWidgetVisible(button);
}

bool QuestionMap::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::FocusIn) scroll_->ensureWidgetVisible(static_cast<QWidget*>(watched));
  if (event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
  const int key = static_cast<QKeyEvent*>(event)->key();
  if (key == Qt::Key_Return || key == Qt::Key_Enter) {
    static_cast<ItemButton*>(watched)->click();
    return true;
  }
  return move_focus(watched, key) || QWidget::eventFilter(watched, event);
}

bool QuestionMap::move_focus(QObject* from, int key) {
  const auto at = std::find(buttons_.begin(), buttons_.end(), from);
  if (at == buttons_.end()) return false;
  ItemButton* to = nullptr;
  if (key == Qt::Key_Left && at != buttons_.begin()) to = *(at - 1);
  if (key == Qt::Key_Right && at + 1 != buttons_.end()) to = *(at + 1);
  if (key == Qt::Key_Home) to = buttons_.front();
  if (key == Qt::Key_End) to = buttons_.back();
  if (key == Qt::Key_Up || key == Qt::Key_Down) to = nearest_in_row(**at, key == Qt::Key_Down);
  if (to != nullptr && to->isEnabled()) to->setFocus(Qt::TabFocusReason);
  return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down ||
         key == Qt::Key_Home || key == Qt::Key_End;
}

// In the next row up or down, the button whose middle is nearest.
ItemButton* QuestionMap::nearest_in_row(const ItemButton& from, bool down) const {
  ItemButton* best = nullptr;
  const auto distance = [&](const ItemButton& b) {
    return std::pair{std::abs(b.y() - from.y()),
                     std::abs(b.geometry().center().x() - from.geometry().center().x())};
  };
  for (ItemButton* button : buttons_) {
    const bool beyond = down ? button->y() > from.y() : button->y() < from.y();
    if (beyond && (best == nullptr || distance(*button) < distance(*best))) best = button;
  }
  return best;
}

void QuestionMap::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) refresh();
}

}  // namespace examhall::sheet
