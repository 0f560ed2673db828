#pragma once
// A page of text with a way back: the keys, the messages so far. The window's thread.
#include <functional>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

namespace examhall::sheet {

class ReadingPage : public QWidget {
  Q_OBJECT
 public:
  /// Both are asked again when the language changes and with refresh(). The text is HTML of our own making.
  ReadingPage(const char* name, std::function<QString()> title, std::function<QString()> html,
              QWidget* parent = nullptr);
  void opened();
  void refresh();

 signals:
  void back();

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  std::function<QString()> title_text_, html_;
  QLabel *title_, *text_;
  QScrollArea* scroll_;
  QPushButton* back_;
};

}  // namespace examhall::sheet
