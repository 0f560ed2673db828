#include "client/sheet/option_button.hpp"

#include <QPainter>

#include "client/sheet/look.hpp"

namespace examhall::sheet {
namespace {

struct Measures {
  int pad = scaled(11), sign = scaled(22), letter, gap = scaled(10);
  explicit Measures(bool lettered) : letter{lettered ? scaled(24) : 0} {}
  int text_left() const { return pad + sign + gap + letter; }
  int width_left(int width) const { return std::max(scaled(40), width - text_left() - pad); }
};

void draw_sign(QPainter& painter, const QRectF& place, bool round, bool chosen, const Colours& c) {
  painter.setPen(QPen{chosen ? c.accent : c.line, place.width() / 10});
  painter.setBrush(chosen && !round ? c.accent : c.surface);
  if (round) {
    painter.drawEllipse(place);
    if (!chosen) return;
    painter.setBrush(c.accent);
    painter.setPen(Qt::NoPen);
    const double inset = place.width() * 0.25;
    painter.drawEllipse(place.adjusted(inset, inset, -inset, -inset));
    return;
  }
  painter.drawRoundedRect(place, place.width() / 8, place.width() / 8);
  if (!chosen) return;
  painter.setPen(QPen{c.on_accent, place.width() / 7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
  const auto at = [&](double x, double y) {
    return place.topLeft() + QPointF{place.width() * x, place.height() * y};
  };
  const QPointF tick[]{at(0.22, 0.52), at(0.43, 0.73), at(0.80, 0.30)};
  painter.drawPolyline(tick, 3);
}

void draw_frame(QPainter& painter, const QWidget& widget, bool chosen, const Colours& c) {
  const bool focused = widget.hasFocus();
  const double pen = focused ? 3 : chosen ? 2 : 1;
  painter.setPen(QPen{focused ? c.focus : chosen ? c.accent : c.line, pen});
  painter.setBrush(chosen ? c.chosen : widget.underMouse() ? c.hover : c.surface);
  const double inset = pen / 2;
  painter.drawRoundedRect(QRectF{widget.rect()}.adjusted(inset, inset, -inset, -inset), scaled(6), scaled(6));
}

}  // namespace

int OptionFace::height_for(int width) const {
  const Measures m{!letter.isEmpty()};
  return std::max(text.height_for(m.width_left(width)), m.sign) + 2 * m.pad;
}

QSize OptionFace::size_hint() const {
  const Measures m{!letter.isEmpty()};
  const int width = std::min(text.natural_width(), scaled(600)) + m.text_left() + m.pad;
  return {width, height_for(width)};
}

void OptionFace::draw(QWidget& widget, bool chosen) const {
  const Measures m{!letter.isEmpty()};
  const Colours& c = colours();
  QPainter painter{&widget};
  painter.setRenderHint(QPainter::Antialiasing);
  draw_frame(painter, widget, chosen, c);
  const int line = std::max(m.sign, widget.fontMetrics().height());
  draw_sign(painter, {double(m.pad), m.pad + (line - m.sign) / 2.0, double(m.sign), double(m.sign)}, round,
            chosen, c);
  const QColor ink = widget.isEnabled() ? c.text : c.quiet;
  painter.setPen(ink);
  QFont bold = widget.font();
  bold.setBold(true);
  painter.setFont(bold);
  painter.drawText(QRect{m.pad + m.sign + m.gap, m.pad, m.letter, line}, Qt::AlignLeft | Qt::AlignVCenter,
                   letter);
  const int width = m.width_left(widget.width());
  const int slack = std::max(0, line - text.height_for(width));
  text.draw(painter, {m.text_left(), m.pad + slack / 2, width, widget.height()}, ink);
}

}  // namespace examhall::sheet
