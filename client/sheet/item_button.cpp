#include "client/sheet/item_button.hpp"

#include <QPainter>
#include <utility>

#include "client/sheet/look.hpp"

namespace examhall::sheet {
namespace {

void draw_corner(QPainter& painter, const QRectF& box, const Colours& c) {
  const double side = box.width() * 0.36;
  const QPointF corner[]{box.topRight(), box.topRight() - QPointF{side, 0},
                         box.topRight() + QPointF{0, side}};
  painter.setPen(QPen{c.surface, 1.5});
  painter.setBrush(c.warn);
  painter.drawPolygon(corner, 3);
}

void draw_cross(QPainter& painter, const QRectF& box, const Colours& c) {
  const double side = box.width() * 0.26;
  const QRectF place{box.left() + 3, box.bottom() - side - 3, side, side};
  painter.setPen(QPen{c.bad, 2.5});
  painter.drawLine(place.topLeft(), place.bottomRight());
  painter.drawLine(place.topRight(), place.bottomLeft());
}

}  // namespace

QString standing_in_words(std::uint32_t number, const Standing& s) {
  QStringList words{ItemButton::tr("Question %1").arg(number)};
  words << (s.refused    ? ItemButton::tr("not accepted")
            : s.answered ? ItemButton::tr("answered")
            : s.seen     ? ItemButton::tr("not answered")
                         : ItemButton::tr("not yet seen"));
  if (s.flagged) words << ItemButton::tr("flagged");
  if (s.current) words << ItemButton::tr("open now");
  if (s.behind) words << ItemButton::tr("passed");
  return words.join(ItemButton::tr(", "));
}

ItemButton::ItemButton(std::uint32_t number, QWidget* parent) : QPushButton{parent}, number_{number} {
  setText(QString::number(number));
  setObjectName(QString{"item_%1"}.arg(number));
}

void ItemButton::show_standing(const Standing& standing) {
  if (std::exchange(standing_, standing) != standing) update();
  setEnabled(!standing.behind);
  const QString words = standing_in_words(number_, standing);
  if (accessibleName() != words) {
    setAccessibleName(words);
    setToolTip(words);
  }
}

QSize ItemButton::sizeHint() const {
  const int side = std::max(scaled(42), fontMetrics().horizontalAdvance(text()) + scaled(14));
  return {side, scaled(40)};
}

void ItemButton::paintEvent(QPaintEvent*) {
  const Colours& c = colours();
  const bool filled = standing_.answered && !standing_.refused;
  QPainter painter{this};
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF box = QRectF{rect()}.adjusted(4, 4, -4, -4);
  painter.setBrush(filled ? c.accent : c.surface);
  painter.setPen(QPen{standing_.refused ? c.bad
                      : filled          ? c.accent
                                        : c.line,
                      1.6, standing_.seen || filled ? Qt::SolidLine : Qt::DashLine});
  painter.drawRoundedRect(box, 4, 4);
  if (standing_.current || hasFocus()) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen{c.focus, hasFocus() ? 3.5 : 2.0});
    painter.drawRoundedRect(QRectF{rect()}.adjusted(1.5, 1.5, -1.5, -1.5), 6, 6);
  }
  QFont figure = font();
  figure.setBold(standing_.current);
  figure.setStrikeOut(standing_.behind);
  painter.setFont(figure);
  painter.setPen(filled ? c.on_accent : standing_.behind ? c.quiet : c.text);
  painter.drawText(box, Qt::AlignCenter, text());
  if (standing_.flagged) draw_corner(painter, box, c);
  if (standing_.refused) draw_cross(painter, box, c);
}

}  // namespace examhall::sheet
