#include "client/sheet/tool_bar.hpp"

#include <QEvent>

#include "client/sheet/call_button.hpp"
#include "client/sheet/flow_layout.hpp"
#include "client/sheet/look_sheet.hpp"

namespace examhall::sheet {

void larger_text() { apply_look(*qApp, bigger(look())); }
void smaller_text() { apply_look(*qApp, smaller(look())); }
void switch_scheme() { apply_look(*qApp, other_scheme(look())); }

ToolBar::ToolBar(Desk& desk, Messages& messages, QWidget* parent)
    : QFrame{parent},
      messages_{messages},
      map_{make("questions")},
      calculator_{make("open_calculator")},
      history_{make("message_history")},
      call_{new CallButton{desk, this}},
      smaller_{make("smaller_text")},
      larger_{make("larger_text")},
      contrast_{make("contrast")},
      keys_{make("keys")} {
  auto* flow = new FlowLayout{this};
  flow->setContentsMargins(0, 0, 0, 0);
  for (QPushButton* button : {map_, calculator_, history_, call_, smaller_, larger_, contrast_, keys_})
    flow->addWidget(button), set_role(*button, "tool");
  QSizePolicy policy{QSizePolicy::Preferred, QSizePolicy::Minimum};
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  connect(map_, &QPushButton::clicked, this, &ToolBar::map_wanted);
  connect(calculator_, &QPushButton::clicked, this, &ToolBar::calculator_wanted);
  connect(history_, &QPushButton::clicked, this, &ToolBar::messages_wanted);
  connect(keys_, &QPushButton::clicked, this, &ToolBar::keys_wanted);
  connect(smaller_, &QPushButton::clicked, this, &smaller_text);
  connect(larger_, &QPushButton::clicked, this, &larger_text);
  connect(contrast_, &QPushButton::clicked, this, &switch_scheme);
  connect(&messages_, &Messages::changed, this, &ToolBar::refresh);
  retranslate();
}

QPushButton* ToolBar::make(const char* name) {
  auto* button = new QPushButton{this};
  button->setObjectName(name);
  return button;
}

// Large text leaves no room for the key, nor for long words; the tool tip and the page of keys say both.
void ToolBar::name(QPushButton& button, const QString& words, const QString& key, const QString& brief) {
  const QString both = words + " (" + key + ")";
  button.setText(look().percent <= 125 ? both : brief.isEmpty() ? words : brief);
  button.setAccessibleName(words);
  button.setToolTip(both);
}

void ToolBar::retranslate() {
  name(*map_, tr("Questions"), "F2");
  name(*calculator_, tr("Calculator"), "F6");
  smaller_->setText("A−");
  smaller_->setAccessibleName(tr("Smaller text"));
  smaller_->setToolTip(tr("Smaller text (Ctrl −)"));
  larger_->setText("A+");
  larger_->setAccessibleName(tr("Larger text"));
  larger_->setToolTip(tr("Larger text (Ctrl +)"));
  name(*contrast_, tr("Contrast"), "F7", "◐");
  name(*keys_, tr("Keys"), "F1", "?");
  refresh();
}

void ToolBar::refresh() {
  const std::size_t count = messages_.all().size();
  history_->setText(tr("Messages: %1").arg(count));
  history_->setVisible(count > 0);
  updateGeometry();
}

void ToolBar::changeEvent(QEvent* event) {
  QFrame::changeEvent(event);
  if (event->type() == QEvent::LanguageChange || event->type() == QEvent::StyleChange) retranslate();
}

}  // namespace examhall::sheet
