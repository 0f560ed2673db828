#include "client/sheet/numeric_input.hpp"

#include <algorithm>
#include <QEvent>
#include <QHBoxLayout>
#include <QMouseEvent>

#include "base/text.hpp"
#include "client/sheet/clipboard.hpp"
#include "client/sheet/look.hpp"

namespace examhall::sheet {

QString fitting(const QString& typed, int max_bytes) {
  QString out;
  qsizetype bytes = 0;
  for (const char32_t point : typed.toUcs4()) {
    const QString one = QString::fromUcs4(&point, 1);
    const QByteArray utf8 = one.toUtf8();
    if (base::has_unprintable(utf8.toStdString()) || !base::is_utf8(utf8.toStdString())) continue;
    bytes += utf8.size();
    if (bytes > max_bytes) break;
    out += one;
  }
  return out;
}

NumericInput::NumericInput(const Question& question, const AlarmMaker& alarms, QWidget* parent)
    : AnswerInput{parent},
      field_{new QLineEdit{this}},
      label_{new QLabel{this}},
      unit_{new QLabel{question.unit, this}},
      pause_{alarms([this] { give_now(); })} {
  auto* row = new QHBoxLayout{this};
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(label_);
  row->addWidget(field_, 1);
  row->addWidget(unit_);
  row->addStretch(1);
  field_->setObjectName("answer_number");
  field_->setContextMenuPolicy(Qt::NoContextMenu);
  field_->setDragEnabled(false);
  field_->setAcceptDrops(false);
  field_->setMinimumWidth(scaled(160));
  field_->installEventFilter(this);
  unit_->setObjectName("answer_unit");
  unit_->setTextFormat(Qt::PlainText);
  label_->setBuddy(field_);
  connect(field_, &QLineEdit::textEdited, this, [this] { edited(); });
  connect(field_, &QLineEdit::returnPressed, this, [this] { give_now(); });
  connect(field_, &QLineEdit::editingFinished, this, [this] { give_now(); });
  retranslate();
}

// The field loses the keyboard while it is destroyed, after us.
NumericInput::~NumericInput() {
  field_->disconnect(this);
  field_->removeEventFilter(this);
}

void NumericInput::edited() {
  const QString fits = fitting(field_->text(), kMaxBytes);
  if (fits != field_->text()) {
    const int cursor = field_->cursorPosition();
    field_->setText(fits);
    field_->setCursorPosition(std::min(cursor, static_cast<int>(fits.size())));
  }
  half_typed_ = true;
  emit typed();
  pause_->set(kPause);
}

void NumericInput::give_now() {
  if (!half_typed_) return;
  half_typed_ = false;
  pause_->cancel();
  const bool blank = field_->text().trimmed().isEmpty();
  emit answered(blank ? base::Json(nullptr) : base::Json(field_->text().toStdString()));
}

void NumericInput::show_response(const base::Json& response) {
  if (half_typed_) return;
  const QString text =
      response.is_string() ? QString::fromStdString(response.get_ref<const std::string&>()) : QString{};
  if (field_->text() != text) field_->setText(text);
}

void NumericInput::take_result(const QString& number) {
  field_->setText(number);
  field_->setFocus(Qt::OtherFocusReason);
  edited();
}

// Nothing comes from the system's clipboard and nothing goes there: copies stay within the paper.
bool NumericInput::eventFilter(QObject* watched, QEvent* event) {
  if (watched == field_ && event->type() == QEvent::KeyPress) {
    if (copy_or_paste(static_cast<const QKeyEvent&>(*event))) return true;
  }
  const bool press = event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonRelease;
  if (watched == field_ && press && static_cast<const QMouseEvent*>(event)->button() == Qt::MiddleButton)
    return true;
  return AnswerInput::eventFilter(watched, event);
}

bool NumericInput::copy_or_paste(const QKeyEvent& key) {
  const bool cut = key.matches(QKeySequence::Cut);
  if (cut || key.matches(QKeySequence::Copy)) {
    if (field_->hasSelectedText()) clipboard_of_paper() = field_->selectedText();
    if (!cut || !field_->hasSelectedText()) return true;
    field_->del();
  } else if (key.matches(QKeySequence::Paste)) {
    field_->insert(clipboard_of_paper());
  } else {
    return false;
  }
  edited();
  return true;
}

void NumericInput::retranslate() {
  label_->setText(tr("Your answer"));
  field_->setAccessibleName(unit_->text().isEmpty() ? tr("Your answer, a number")
                                                    : tr("Your answer, a number in %1").arg(unit_->text()));
}

void NumericInput::changeEvent(QEvent* event) {
  AnswerInput::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

}  // namespace examhall::sheet
