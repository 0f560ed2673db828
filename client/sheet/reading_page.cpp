#include "client/sheet/reading_page.hpp"

#include <QEvent>
#include <QKeyEvent>
#include <QScrollBar>
#include <QVBoxLayout>

#include "client/sheet/look_sheet.hpp"

namespace examhall::sheet {

ReadingPage::ReadingPage(const char* name, std::function<QString()> title, std::function<QString()> html,
                         QWidget* parent)
    : QWidget{parent},
      title_text_{std::move(title)},
      html_{std::move(html)},
      title_{new QLabel{this}},
      text_{new QLabel},
      scroll_{new QScrollArea{this}},
      back_{new QPushButton{this}} {
  setObjectName(name);
  auto* column = new QVBoxLayout{this};
  column->addWidget(title_);
  column->addWidget(scroll_, 1);
  column->addWidget(back_, 0, Qt::AlignLeft);
  text_->setWordWrap(true);
  text_->setTextFormat(Qt::RichText);
  text_->setTextInteractionFlags(Qt::NoTextInteraction);
  text_->setAlignment(Qt::AlignTop);
  scroll_->setWidget(text_);
  scroll_->setWidgetResizable(true);
  set_role(*title_, "title");
  title_->setObjectName(QString{name} + "_title");
  text_->setObjectName(QString{name} + "_text");
  scroll_->setObjectName(QString{name} + "_scroll");
  back_->setObjectName(QString{name} + "_back");
  connect(back_, &QPushButton::clicked, this, &ReadingPage::back);
  refresh();
}

void ReadingPage::refresh() {
  title_->setText(title_text_());
  text_->setText(html_());
  scroll_->setAccessibleName(title_->text());
  back_->setText(tr("Back (Esc)"));
}

void ReadingPage::opened() {
  refresh();
  scroll_->verticalScrollBar()->setValue(0);
  back_->setFocus(Qt::OtherFocusReason);
}

void ReadingPage::keyPressEvent(QKeyEvent* event) {
  const int step = 3 * fontMetrics().lineSpacing();
  QScrollBar& bar = *scroll_->verticalScrollBar();
  if (event->key() == Qt::Key_Escape || event->key() == Qt::Key_Return) return emit back();
  if (event->key() == Qt::Key_Down) return bar.setValue(bar.value() + step);
  if (event->key() == Qt::Key_Up) return bar.setValue(bar.value() - step);
  QWidget::keyPressEvent(event);
}

void ReadingPage::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) refresh();
}

}  // namespace examhall::sheet
