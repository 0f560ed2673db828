#include "client/window/page.hpp"

#include <QEvent>
#include <QRegularExpression>
#include <QScrollArea>
#include <QTimer>

#include "client/sheet/look_sheet.hpp"

namespace examhall::window {
namespace {

constexpr int kColumnEms = 44;

}  // namespace

PageFrame::PageFrame(const char* name, QWidget* parent)
    : QWidget{parent}, middle_{new QFrame}, column_{new QVBoxLayout{middle_}}, title_{new QLabel} {
  setObjectName(name);
  auto* whole = new QVBoxLayout{this};
  whole->setContentsMargins(0, 0, 0, 0);
  auto* scroll = new QScrollArea;
  scroll->setObjectName(QString{name} + "_scroll");
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setFocusPolicy(Qt::NoFocus);
  whole->addWidget(scroll);

  auto* inside = new QWidget;
  auto* beside = new QGridLayout{inside};
  beside->setColumnStretch(0, 1);
  beside->setColumnStretch(1, 100);
  beside->setColumnStretch(2, 1);
  beside->setRowMinimumHeight(0, 12);
  beside->addWidget(middle_, 1, 1);
  beside->setRowStretch(2, 1);
  sheet::set_role(*middle_, "card");
  column_->setContentsMargins(32, 24, 32, 24);
  scroll->setWidget(inside);
  title_->setObjectName(QString{name} + "_title");
  title_->setWordWrap(true);
  sheet::set_role(*title_, "title");
  column_->setSpacing(14);
  column_->addWidget(title_);
  fit_width();
}

void PageFrame::fit_width() { middle_->setMaximumWidth(fontMetrics().averageCharWidth() * kColumnEms * 2); }

void PageFrame::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) {
    retranslate();
    setWindowTitle(title_->text());
  }
  if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) fit_width();
  QWidget::changeEvent(event);
}

void PageFrame::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  QTimer::singleShot(0, this, [this] {
    QWidget* const first = first_control();
    if (first != nullptr && isVisible()) first->setFocus(Qt::OtherFocusReason);
  });
}

void PageFrame::set_title(const QString& words) {
  set_words(*title_, words);
  setAccessibleName(words);
}

QLineEdit* PageFrame::add_line(const char* name, QLabel* label) {
  auto* line = new QLineEdit;
  line->setObjectName(name);
  label->setBuddy(line);
  column_->addWidget(line);
  return line;
}

QLabel* PageFrame::add_text(const char* name, const char* role) {
  auto* label = new QLabel;
  label->setObjectName(name);
  label->setWordWrap(true);
  label->setTextFormat(Qt::PlainText);
  if (role != nullptr) sheet::set_role(*label, role);
  column_->addWidget(label);
  return label;
}

QPushButton* PageFrame::add_button(const char* name, bool primary) {
  auto* button = new QPushButton;
  button->setObjectName(name);
  button->setAutoDefault(true);
  if (primary) sheet::set_role(*button, "primary");
  return button;
}

void PageFrame::add_buttons(std::initializer_list<QPushButton*> buttons) {
  auto* row = new QHBoxLayout;
  row->setSpacing(12);
  for (QPushButton* button : buttons) row->addWidget(button);
  row->addStretch(1);
  column_->addSpacing(8);
  column_->addLayout(row);
}

namespace {

// "登录(&L)" and "&Log in" without the access key, which is no part of a name.
QString spoken(const QString& words) {
  static const QRegularExpression key{"\\(&\\w\\)"};
  return QString{words}.remove(key).remove('&');
}

}  // namespace

void set_words(QLabel& label, const QString& words) {
  if (label.text() == words) return;
  label.setText(words);
  label.setAccessibleName(label.buddy() != nullptr ? spoken(words) : words);
}

void set_words(QPushButton& button, const QString& words) {
  button.setText(words);
  button.setAccessibleName(spoken(words));
}

Facts::Facts(QWidget* parent) : QWidget{parent}, rows_{new QFormLayout{this}} {
  rows_->setContentsMargins(0, 0, 0, 0);
  rows_->setHorizontalSpacing(24);
  rows_->setVerticalSpacing(8);
  rows_->setRowWrapPolicy(QFormLayout::WrapLongRows);
  rows_->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
}

void Facts::add(const char* name) {
  auto* caption = new QLabel;
  caption->setObjectName(QString{name} + "_caption");
  sheet::set_role(*caption, "quiet");
  auto* value = new QLabel;
  value->setObjectName(name);
  value->setTextFormat(Qt::PlainText);
  value->setWordWrap(true);
  caption->setBuddy(value);
  rows_->addRow(caption, value);
}

QLabel* Facts::caption(const char* name) const { return findChild<QLabel*>(QString{name} + "_caption"); }
QLabel* Facts::label(const char* name) const { return findChild<QLabel*>(QString{name}); }

void Facts::set_caption(const char* name, const QString& words) {
  set_words(*caption(name), words);
  label(name)->setAccessibleName(words + " " + label(name)->text());
}

void Facts::set_value(const char* name, const QString& words, const char* role) {
  QLabel* const value = label(name);
  if (role != nullptr) sheet::set_role(*value, role);
  if (value->text() == words) return;
  value->setText(words);
  value->setAccessibleName(caption(name)->text() + " " + words);
}

void Facts::show_row(const char* name, bool visible) { rows_->setRowVisible(label(name), visible); }

}  // namespace examhall::window
