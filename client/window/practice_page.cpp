#include "client/window/practice_page.hpp"

#include <QEvent>

#include "client/sheet/look_sheet.hpp"
#include "client/window/language.hpp"

namespace examhall::window {

PracticePage::PracticePage(PracticeDesk& desk, sheet::ExamPage* paper, QWidget* parent)
    : QWidget{parent}, paper_{paper}, words_{new QLabel}, back_{new QPushButton} {
  setObjectName("practice_page");
  auto* whole = new QVBoxLayout{this};
  whole->setContentsMargins(0, 0, 0, 0);
  whole->setSpacing(0);
  auto* strip = new QFrame;
  sheet::set_role(*strip, "notice");
  auto* row = new QHBoxLayout{strip};
  words_->setObjectName("practice_words");
  words_->setWordWrap(true);
  back_->setObjectName("practice_back");
  row->addWidget(words_, 1);
  row->addWidget(back_);
  whole->addWidget(strip);
  whole->addWidget(paper, 1);
  connect(back_, &QPushButton::clicked, this, &PracticePage::back);
  connect(&desk, &sheet::Desk::ended, this, &PracticePage::back);
  connect(&desk, &sheet::Desk::stopped, this, &PracticePage::back);
  retranslate();
}

void PracticePage::show_left(std::optional<base::Span> left) {
  left_ = left;
  retranslate();
}

void PracticePage::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void PracticePage::retranslate() {
  set_words(*words_, left_ && left_->count() > 0
                         ? tr("Practice: nothing here counts. The exam begins in %1.").arg(length(*left_))
                         : tr("Practice: nothing here counts."));
  set_words(*back_, tr("Back to the &waiting room"));
}

}  // namespace examhall::window
