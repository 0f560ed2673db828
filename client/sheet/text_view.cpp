#include "client/sheet/text_view.hpp"

#include <cmath>
#include <QAbstractTextDocumentLayout>
#include <QEvent>
#include <QPainter>
#include <QTextTable>

#include "client/sheet/look.hpp"

namespace examhall::sheet {
namespace {

// The lines of a table come from the look, for a document knows no palette of borders.
void paint_tables(QTextFrame& frame) {
  for (QTextFrame* child : frame.childFrames()) {
    if (auto* table = qobject_cast<QTextTable*>(child)) {
      QTextTableFormat format = table->format();
      format.setBorderBrush(colours().line);
      format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
      format.setBorderCollapse(true);
      format.setCellPadding(scaled(6));
      format.setTopMargin(scaled(6));
      format.setBottomMargin(scaled(10));
      table->setFormat(format);
    }
    paint_tables(*child);
  }
}

}  // namespace

TextLayout::TextLayout() : document_{std::make_unique<QTextDocument>()} {
  document_->setDocumentMargin(0);
  document_->setUndoRedoEnabled(false);
  QTextOption option;
  option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  document_->setDefaultTextOption(option);
}

void TextLayout::set(const QString& html, const QFont& font) {
  document_->setDefaultFont(font);
  document_->setDefaultStyleSheet(QString{
      "p { margin: 0 0 %1px 0; } th { text-align: left; font-weight: bold; } li { margin-bottom: %2px; }"
      "code { font-family: 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace; }"}
                                      .arg(scaled(10))
                                      .arg(scaled(3)));
  document_->setHtml(html);
  paint_tables(*document_->rootFrame());
}

int TextLayout::height_for(int width) const {
  document_->setTextWidth(width);
  return static_cast<int>(std::ceil(document_->size().height()));
}

int TextLayout::natural_width() const {
  document_->setTextWidth(-1);
  return static_cast<int>(std::ceil(document_->idealWidth()));
}

void TextLayout::draw(QPainter& painter, const QRect& place, const QColor& colour) const {
  document_->setTextWidth(place.width());
  QAbstractTextDocumentLayout::PaintContext context;
  context.palette.setColor(QPalette::Text, colour);
  painter.save();
  painter.translate(place.topLeft());
  document_->documentLayout()->draw(&painter, context);
  painter.restore();
}

TextView::TextView(QWidget* parent) : QLabel{parent} {
  setTextFormat(Qt::PlainText);
  setTextInteractionFlags(Qt::NoTextInteraction);
  QSizePolicy policy{QSizePolicy::Preferred, QSizePolicy::Minimum};
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
}

void TextView::show_piece(const Piece& piece) {
  html_ = piece.html;
  setText(piece.plain);
  setAccessibleName(piece.plain);
  layout_.set(html_, font());
  updateGeometry();
  update();
}

int TextView::heightForWidth(int width) const { return layout_.height_for(width); }
QSize TextView::sizeHint() const {
  const int width = std::min(layout_.natural_width(), scaled(700));
  return {width, layout_.height_for(width)};
}
QSize TextView::minimumSizeHint() const { return {scaled(80), fontMetrics().height()}; }

void TextView::paintEvent(QPaintEvent*) {
  QPainter painter{this};
  layout_.draw(painter, rect(), colours().text);
}

void TextView::changeEvent(QEvent* event) {
  QLabel::changeEvent(event);
  if (event->type() != QEvent::StyleChange && event->type() != QEvent::FontChange) return;
  layout_.set(html_, font());
  updateGeometry();
}

}  // namespace examhall::sheet
