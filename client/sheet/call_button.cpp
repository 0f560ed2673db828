#include "client/sheet/call_button.hpp"

#include <QEvent>
#include <utility>

#include "client/sheet/look_sheet.hpp"

namespace examhall::sheet {

CallButton::CallButton(Desk& desk, QWidget* parent) : QPushButton{parent}, desk_{desk} {
  setObjectName("call_proctor");
  connect(this, &QPushButton::clicked, this,
          [this] { desk_.call_proctor(desk_.call_state() == CallState::none); });
  connect(&desk_, &Desk::changed, this, &CallButton::refresh);
  refresh();
}

void CallButton::refresh() {
  switch (desk_.call_state()) {
    case CallState::none:
      setText(tr("Call the proctor"));
      break;
    case CallState::calling:
      setText(tr("Calling the proctor… Take back"));
      break;
    case CallState::recorded:
      setText(tr("The proctor knows. Take back"));
      break;
  }
  set_role(*this, desk_.call_state() == CallState::none ? "tool" : "active");
  setAccessibleName(text());
  setToolTip(text() + " (F9)");
  if (look().percent <= 125) setText(toolTip());
}

void CallButton::changeEvent(QEvent* event) {
  QPushButton::changeEvent(event);
  // A role set within refresh() is a StyleChange too: only the look's own size matters.
  const bool resized =
      event->type() == QEvent::StyleChange && std::exchange(percent_, look().percent) != look().percent;
  if (event->type() == QEvent::LanguageChange || resized) refresh();
}

}  // namespace examhall::sheet
