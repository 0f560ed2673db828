#include "client/sheet/calculator.hpp"

#include <QEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QPainter>

#include "client/sheet/clipboard.hpp"
#include "client/sheet/look_sheet.hpp"

namespace examhall::sheet {
namespace {

struct Key {
  const char *id, *face;
};
// Four columns; an id is what the keyboard types, or a word.
constexpr Key kKeys[]{{"mc", "MC"}, {"mr", "MR"}, {"m-", "M−"},  {"m+", "M+"}, {"clear", "C"}, {"erase", "⌫"},
                      {"%", "%"},   {"/", "÷"},   {"7", "7"},    {"8", "8"},   {"9", "9"},     {"*", "×"},
                      {"4", "4"},   {"5", "5"},   {"6", "6"},    {"-", "−"},   {"1", "1"},     {"2", "2"},
                      {"3", "3"},   {"+", "+"},   {"sign", "±"}, {"0", "0"},   {".", "."},     {"=", "="}};

QString object_name(const QString& id) {
  static const QMap<QString, QString> kWords{{"/", "divide"}, {"*", "times"},         {"-", "minus"},
                                             {"+", "plus"},   {"=", "equals"},        {"%", "percent"},
                                             {".", "point"},  {"m-", "memory_minus"}, {"m+", "memory_plus"}};
  return "calculator_" + kWords.value(id, id);
}

QString key_of(const QKeyEvent& event) {
  switch (event.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
      return "=";
    case Qt::Key_Backspace:
      return "erase";
    case Qt::Key_Delete:
      return "clear";
    case Qt::Key_N:
      return "sign";
    default:
      return event.text() == "," ? "." : event.text();
  }
}

}  // namespace

Calculator::Calculator(QWidget* parent)
    : QFrame{parent},
      title_{new QLabel{this}},
      pending_{new QLabel{this}},
      display_{new QLabel{this}},
      use_{new QPushButton{this}},
      close_{new QPushButton{this}} {
  setObjectName("calculator");
  setFocusPolicy(Qt::StrongFocus);
  set_role(*this, "card");
  auto* grid = new QGridLayout{this};
  grid->setSpacing(scaled(3));
  grid->setContentsMargins(scaled(6), scaled(4), scaled(6), scaled(6));
  grid->addWidget(title_, 0, 0, 1, 3);
  grid->addWidget(close_, 0, 3);
  grid->addWidget(pending_, 1, 0, 1, 4);
  grid->addWidget(display_, 2, 0, 1, 4);
  for (std::size_t i = 0; i < std::size(kKeys); ++i) {
    auto* button = new QPushButton{kKeys[i].face, this};
    button->setObjectName(object_name(kKeys[i].id));
    button->setFocusPolicy(Qt::TabFocus);
    set_role(*button, "tool");
    connect(button, &QPushButton::clicked, this, [this, id = QString{kKeys[i].id}] { press(id); });
    grid->addWidget(button, 3 + static_cast<int>(i / 4), static_cast<int>(i % 4));
    keys_.push_back(button);
  }
  grid->addWidget(use_, 9, 0, 1, 4);
  display_->setObjectName("calculator_display");
  pending_->setObjectName("calculator_pending");
  use_->setObjectName("calculator_use");
  close_->setObjectName("calculator_close");
  for (QLabel* label : {pending_, display_}) label->setAlignment(Qt::AlignRight);
  set_role(*display_, "time");
  set_role(*pending_, "quiet");
  set_role(*use_, "tool");
  set_role(*close_, "tool");
  connect(use_, &QPushButton::clicked, this,
          [this] { emit result_wanted(QString::fromStdString(calculation_.display())); });
  connect(close_, &QPushButton::clicked, this, &Calculator::closed);
  retranslate();
}

void Calculator::set_target(bool there) {
  use_->setEnabled(there && !calculation_.failed());
  use_->setProperty("target", there);
}

void Calculator::press(const QString& key) {
  if (press_memory(key)) return refresh();
  const char c = key.size() == 1 ? key[0].toLatin1() : '\0';
  if (key == "clear") calculation_.clear();
  if (key == "erase") calculation_.erase();
  if (key == "sign") calculation_.change_sign();
  if ((c >= '0' && c <= '9') || c == '.') calculation_.digit(c);
  if (c == '+' || c == '-' || c == '*' || c == '/') calculation_.operate(c);
  if (c == '=') calculation_.equals();
  if (c == '%') calculation_.percent();
  refresh();
}

bool Calculator::press_memory(const QString& key) {
  if (key == "mc") return calculation_.memory_clear(), true;
  if (key == "mr") return calculation_.memory_recall(), true;
  if (key == "m+" || key == "m-") return calculation_.memory_add(key == "m-"), true;
  return false;
}

void Calculator::copy() { clipboard_of_paper() = QString::fromStdString(calculation_.display()); }

void Calculator::paste() {
  const std::string text = QString{clipboard_of_paper()}.remove(',').trimmed().toStdString();
  if (const auto figure = Figure::parse(text)) calculation_.take(*figure);
  refresh();
}

void Calculator::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) return emit closed();
  if (event->matches(QKeySequence::Copy)) return copy();
  if (event->matches(QKeySequence::Paste)) return paste();
  if ((event->modifiers() & (Qt::ControlModifier | Qt::AltModifier)) != 0)
    return QFrame::keyPressEvent(event);
  // What the calculator does not know must not reach the answer behind it.
  press(key_of(*event));
}

void Calculator::refresh() {
  const QString memory = calculation_.memory_used() ? "M  " : "";
  pending_->setText(memory + QString::fromStdString(calculation_.pending()));
  display_->setText(calculation_.failed() ? tr("Not possible")
                                          : QString::fromStdString(calculation_.display()));
  // A long figure gets smaller rather than wider.
  set_role(*display_, display_->text().size() > 12 ? "heading" : "time");
  set_target(use_->property("target").toBool());
}

void Calculator::retranslate() {
  setAccessibleName(tr("Calculator"));
  title_->setText(tr("Calculator"));
  use_->setText(tr("Into the answer"));
  close_->setText("×");
  close_->setAccessibleName(tr("Close the calculator"));
  display_->setAccessibleDescription(tr("Result"));
  const QMap<QString, QString> names{
      {"mc", tr("Clear memory")},  {"mr", tr("Recall memory")}, {"m-", tr("Subtract from memory")},
      {"m+", tr("Add to memory")}, {"clear", tr("Clear")},      {"erase", tr("Delete the last digit")},
      {"/", tr("Divided by")},     {"*", tr("Times")},          {"-", tr("Minus")},
      {"+", tr("Plus")},           {"sign", tr("Change sign")}, {"=", tr("Equals")},
      {".", tr("Point")},          {"%", tr("Percent")}};
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    const QString id = kKeys[i].id;
    keys_[i]->setAccessibleName(names.value(id, id));
  }
  refresh();
}

void Calculator::changeEvent(QEvent* event) {
  QFrame::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

void Calculator::mousePressEvent(QMouseEvent* event) { grip_ = event->pos(); }

void Calculator::mouseMoveEvent(QMouseEvent* event) {
  const QPoint wanted = pos() + event->pos() - grip_;
  const QSize room = parentWidget()->size() - size();
  move(std::clamp(wanted.x(), 0, std::max(0, room.width())),
       std::clamp(wanted.y(), 0, std::max(0, room.height())));
  emit dragged();
}

void Calculator::paintEvent(QPaintEvent* event) {
  QFrame::paintEvent(event);
  if (!hasFocus()) return;
  QPainter painter{this};
  painter.setPen(QPen{colours().focus, 3});
  painter.drawRect(rect().adjusted(1, 1, -2, -2));
}

}  // namespace examhall::sheet
