#pragma once
// A picture of the paper within a question: as wide as there is room, enlarged by click or Enter. The
// window's thread.
#include <QPushButton>

#include "client/sheet/desk.hpp"

namespace examhall::sheet {

class Picture : public QPushButton {
  Q_OBJECT
 public:
  /// An empty hash: the question names a picture that it does not bring.
  Picture(Desk& desk, std::string hash, QString words, QWidget* parent = nullptr);

  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  void wanted(const QImage& image, const QString& words);

 protected:
  void paintEvent(QPaintEvent*) override;
  void changeEvent(QEvent* event) override;

 private:
  void fetch();
  void retranslate();
  QSize size_for(int width) const;

  Desk& desk_;
  std::string hash_;
  QString words_;
  QImage image_;
};

}  // namespace examhall::sheet
