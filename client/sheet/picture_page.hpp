#pragma once
// A picture of the paper, enlarged. The window's thread.
#include <QImage>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

namespace examhall::sheet {

class PicturePage : public QWidget {
  Q_OBJECT
 public:
  explicit PicturePage(QWidget* parent = nullptr);
  void show_picture(const QImage& image, const QString& words);
  int percent() const { return percent_; }

 signals:
  void back();

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void zoom(int percent);
  int fitting() const;
  void retranslate();

  QImage image_;
  QString words_;
  int percent_ = 100;
  QLabel *picture_, *caption_;
  QScrollArea* scroll_;
  QPushButton *larger_, *smaller_, *back_;
};

}  // namespace examhall::sheet
