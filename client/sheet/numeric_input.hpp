#pragma once
// A number to be typed, kept as typed: the server reads it. Given after a pause in typing, on Enter, and when
// the field or the page is left. The window's thread.
#include <QLabel>
#include <QLineEdit>

#include "client/sheet/answer_input.hpp"

namespace examhall::sheet {

class NumericInput final : public AnswerInput {
  Q_OBJECT
 public:
  static constexpr base::Span kPause{600};
  static constexpr int kMaxBytes = 64;  // docs/protocol.md, `item`

  NumericInput(const Question& question, const AlarmMaker& alarms, QWidget* parent);
  ~NumericInput() override;
  void show_response(const base::Json& response) override;
  void give_now() override;
  QWidget* first_control() override { return field_; }
  /// Replaces what is in the field, as if typed.
  void take_result(const QString& number);

 protected:
  void changeEvent(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void edited();
  bool copy_or_paste(const QKeyEvent& key);
  void retranslate();

  QLineEdit* field_;
  QLabel *label_, *unit_;
  std::unique_ptr<Alarm> pause_;
  bool half_typed_ = false;
};

/// The longest beginning that is within the limit of bytes, and without what the protocol does not carry.
QString fitting(const QString& typed, int max_bytes);

}  // namespace examhall::sheet
