#pragma once
// What helps while answering: palette, calculator, messages, calling, look, keys. The window's thread.
#include <QFrame>
#include <QPushButton>

#include "client/sheet/messages.hpp"

namespace examhall::sheet {

class ToolBar : public QFrame {
  Q_OBJECT
 public:
  ToolBar(Desk& desk, Messages& messages, QWidget* parent = nullptr);
  void call() { call_->click(); }

 signals:
  void map_wanted();
  void calculator_wanted();
  void messages_wanted();
  void keys_wanted();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  QPushButton* make(const char* name);
  static void name(QPushButton& button, const QString& words, const QString& key, const QString& brief = {});
  void retranslate();
  void refresh();

  Messages& messages_;
  QPushButton *map_, *calculator_, *history_, *call_, *smaller_, *larger_, *contrast_, *keys_;
};

/// Larger or smaller text and the other scheme, for the whole program.
void larger_text();
void smaller_text();
void switch_scheme();

}  // namespace examhall::sheet
