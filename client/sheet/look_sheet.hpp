#pragma once
// The program's style sheet. A widget says what it is by the property "role"; see set_role(). The window's
// thread.
#include <QString>
#include <QWidget>

#include "client/sheet/look.hpp"

namespace examhall::sheet {

QString style_sheet(const Colours& c, int percent);

/// Roles: title, heading, quiet, good, warn, bad, time, question; bar, card, notice, alarm (frames); primary
/// (button). Setting it anew restyles the widget.
void set_role(QWidget& widget, const char* role);

}  // namespace examhall::sheet
