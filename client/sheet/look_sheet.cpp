#include "client/sheet/look_sheet.hpp"

#include <QStyle>
#include <QVariant>

namespace examhall::sheet {
namespace {

constexpr const char* kText = R"(
* { color: @text; }
QWidget#exam_page, QScrollArea, QScrollArea > QWidget > QWidget { background: @page; }
QLabel { background: transparent; }
*[role="title"] { font-size: @22px; font-weight: bold; }
*[role="heading"] { font-size: @19px; font-weight: bold; }
*[role="question"] { font-size: @19px; }
*[role="time"] { font-size: @26px; font-weight: bold; }
*[role="time_low"] { font-size: @26px; font-weight: bold; color: @warn; }
*[role="quiet"] { color: @quiet; }
*[role="good"] { color: @good; }
*[role="warn"] { color: @warn; }
*[role="bad"] { color: @bad; font-weight: bold; }
)";

constexpr const char* kFrames = R"(
QFrame[role="bar"] { background: @surface; border: 0; border-bottom: 1px solid @line; }
QFrame[role="foot"] { background: @surface; border: 0; border-top: 1px solid @line; }
QFrame[role="card"] { background: @surface; border: 1px solid @line; border-radius: @6px; }
QFrame[role="notice"] { background: @warn_back; border: 2px solid @warn; border-radius: @6px; }
QFrame[role="alarm"] { background: @bad_back; border: 2px solid @bad; border-radius: @6px; }
QScrollArea { border: 0; }
QScrollBar:vertical { background: @page; width: @16px; }
QScrollBar:horizontal { background: @page; height: @16px; }
QScrollBar::handle { background: @line; border-radius: @4px; min-height: @30px; min-width: @30px; margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
)";

constexpr const char* kControls = R"(
* { outline: 0; }
QPushButton { background: @surface; border: 2px solid @line; border-radius: @6px; padding: @5px @12px; }
QPushButton:hover { background: @hover; }
QPushButton:pressed, QPushButton:checked { background: @chosen; border-color: @accent; }
QPushButton:disabled { color: @quiet; border-style: dotted; }
QPushButton[role="primary"] { background: @accent; color: @on_accent; border-color: @accent; font-weight: bold; }
QPushButton[role="active"] { background: @warn_back; border-color: @warn; font-weight: bold; }
QPushButton[role="tool"] { padding: @3px @8px; }
QPushButton[role="active"] { padding: @3px @8px; }
QPushButton[role="row"] { text-align: left; border-width: 1px; }
QPushButton:focus { border: 3px solid @focus; padding: @4px @11px; }
QPushButton[role="tool"]:focus, QPushButton[role="active"]:focus { padding: @2px @7px; }
QPushButton[role="primary"]:focus { border: 3px solid @focus; }
QLineEdit { background: @surface; border: 2px solid @line; border-radius: @6px; padding: @5px @8px;
            selection-background-color: @accent; selection-color: @on_accent; }
QLineEdit:focus, QComboBox:focus { border: 3px solid @focus; }
QCheckBox:focus { border: 2px solid @focus; border-radius: @4px; }
QCheckBox { padding: @3px; border: 2px solid transparent; }
QCheckBox::indicator { width: @16px; height: @16px; border: 2px solid @line; border-radius: @4px; background: @surface; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; }
QToolTip { background: @surface; color: @text; border: 1px solid @line; }
)";

// "@name" is a colour, "@12px" a length at 100 %.
QString filled(QString text, const Colours& c, int percent) {
  const std::pair<const char*, QColor> names[]{
      {"@on_accent", c.on_accent}, {"@warn_back", c.warn_back}, {"@bad_back", c.bad_back},
      {"@surface", c.surface},     {"@accent", c.accent},       {"@chosen", c.chosen},
      {"@quiet", c.quiet},         {"@focus", c.focus},         {"@hover", c.hover},
      {"@page", c.page},           {"@text", c.text},           {"@line", c.line},
      {"@good", c.good},           {"@warn", c.warn},           {"@bad", c.bad}};
  for (const auto& [name, colour] : names) text.replace(name, colour.name());
  for (qsizetype at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at)) {
    const qsizetype end = text.indexOf("px", at);
    const int length = QStringView{text}.mid(at + 1, end - at - 1).toInt() * percent / 100;
    text.replace(at, end - at, QString::number(length));
  }
  return text;
}

}  // namespace

QString style_sheet(const Colours& c, int percent) {
  return filled(QString{kText} + kFrames + kControls, c, percent);
}

void set_role(QWidget& widget, const char* role) {
  if (widget.property("role").toByteArray() == role) return;
  widget.setProperty("role", QByteArray{role});
  widget.style()->unpolish(&widget);
  widget.style()->polish(&widget);
}

}  // namespace examhall::sheet
