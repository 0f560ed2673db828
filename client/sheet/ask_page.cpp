#include "client/sheet/ask_page.hpp"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

#include "client/sheet/look_sheet.hpp"

namespace examhall::sheet {

AskPage::AskPage(QWidget* parent)
    : QWidget{parent},
      title_{new QLabel{this}},
      text_{new QLabel{this}},
      yes_{new QPushButton{this}},
      no_{new QPushButton{this}} {
  setObjectName("ask_page");
  auto* column = new QVBoxLayout{this};
  column->setSpacing(scaled(16));
  column->addStretch(1);
  column->addWidget(title_, 0, Qt::AlignHCenter);
  column->addWidget(text_, 0);
  auto* row = new QHBoxLayout;
  row->addStretch(1);
  row->addWidget(no_);
  row->addSpacing(scaled(24));
  row->addWidget(yes_);
  row->addStretch(1);
  setTabOrder(no_, yes_);  // as they are seen
  column->addLayout(row);
  column->addStretch(2);
  text_->setWordWrap(true);
  text_->setAlignment(Qt::AlignHCenter);
  title_->setObjectName("ask_title");
  text_->setObjectName("ask_text");
  yes_->setObjectName("ask_yes");
  no_->setObjectName("ask_no");
  set_role(*title_, "title");
  set_role(*text_, "question");
  set_role(*yes_, "primary");
  connect(yes_, &QPushButton::clicked, this, [this] { finish(true); });
  connect(no_, &QPushButton::clicked, this, [this] { finish(false); });
}

void AskPage::ask(Ask ask) {
  ask_ = std::move(ask);
  retranslate();
  no_->setFocus(Qt::OtherFocusReason);
}

void AskPage::finish(bool agreed) {
  const auto then = std::move(ask_.agreed);
  ask_ = {};
  emit done(agreed);
  if (agreed && then) then();
}

void AskPage::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) return finish(false);
  const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (enter && yes_->hasFocus()) return finish(true);
  if (enter && no_->hasFocus()) return finish(false);
  QWidget::keyPressEvent(event);
}

void AskPage::retranslate() {
  if (!ask_.title) return;
  title_->setText(ask_.title());
  text_->setText(ask_.text());
  yes_->setText(ask_.yes());
  no_->setText(ask_.no());
}

void AskPage::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

}  // namespace examhall::sheet
