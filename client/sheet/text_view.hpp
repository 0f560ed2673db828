#pragma once
// Text of a paper on the screen: wraps anywhere rather than run out of the page, cannot be selected, dragged
// or copied, and tells a screen reader what it says. The window's thread.
#include <memory>
#include <QLabel>
#include <QTextDocument>

#include "client/sheet/markdown.hpp"

namespace examhall::sheet {

/// Lays out a piece for a width; used by everything that draws text of a paper.
class TextLayout {
 public:
  TextLayout();
  void set(const QString& html, const QFont& font);
  int height_for(int width) const;
  /// Width that the text would take on one line, for a size hint.
  int natural_width() const;
  void draw(QPainter& painter, const QRect& place, const QColor& colour) const;

 private:
  std::unique_ptr<QTextDocument> document_;
};

class TextView : public QLabel {
  Q_OBJECT
 public:
  explicit TextView(QWidget* parent = nullptr);
  void show_piece(const Piece& piece);

  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent*) override;
  void changeEvent(QEvent* event) override;

 private:
  TextLayout layout_;
  QString html_;
};

}  // namespace examhall::sheet
