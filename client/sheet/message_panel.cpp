#include "client/sheet/message_panel.hpp"

#include <QEvent>
#include <QHBoxLayout>

#include "client/sheet/look_sheet.hpp"

namespace examhall::sheet {

MessagePanel::MessagePanel(Messages& messages, QWidget* parent)
    : QFrame{parent},
      messages_{messages},
      text_{new QLabel{this}},
      more_{new QLabel{this}},
      read_{new QPushButton{this}} {
  setObjectName("message_panel");
  auto* row = new QHBoxLayout{this};
  row->setContentsMargins(scaled(10), scaled(6), scaled(10), scaled(6));
  row->addWidget(text_, 1);
  row->addWidget(more_);
  row->addWidget(read_);
  text_->setObjectName("message_text");
  text_->setTextFormat(Qt::PlainText);
  text_->setWordWrap(true);
  more_->setObjectName("message_more");
  read_->setObjectName("message_read");
  connect(read_, &QPushButton::clicked, &messages_, &Messages::read_latest);
  connect(&messages_, &Messages::changed, this, &MessagePanel::refresh);
  refresh();
}

void MessagePanel::refresh() {
  const Message* message = messages_.unread();
  read_->setText(tr("I have read this (F8)"));
  if (message != nullptr) {
    text_->setText(message->text());
    set_role(*this, message->bad ? "alarm" : "notice");
    const std::size_t others = messages_.unread_count() - 1;
    more_->setText(tr("%1 more").arg(others));
    more_->setVisible(others > 0);
  }
  setVisible(message != nullptr);
}

void MessagePanel::changeEvent(QEvent* event) {
  QFrame::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) refresh();
}

}  // namespace examhall::sheet
