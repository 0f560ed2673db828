#include "client/sheet/picture.hpp"

#include <QEvent>
#include <QPainter>

#include "client/sheet/look.hpp"

namespace examhall::sheet {

Picture::Picture(Desk& desk, std::string hash, QString words, QWidget* parent)
    : QPushButton{parent}, desk_{desk}, hash_{std::move(hash)}, words_{std::move(words)} {
  setObjectName("picture");
  QSizePolicy policy{QSizePolicy::Preferred, QSizePolicy::Minimum};
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  setCursor(Qt::PointingHandCursor);
  connect(&desk_, &Desk::image_arrived, this, [this](const QString& arrived) {
    if (arrived.toStdString() == hash_) fetch();
  });
  connect(this, &QPushButton::clicked, this, [this] {
    if (!image_.isNull()) emit wanted(image_, words_);
  });
  fetch();
}

void Picture::fetch() {
  if (image_.isNull() && !hash_.empty()) image_ = desk_.image(hash_);
  retranslate();
  updateGeometry();
  update();
}

void Picture::retranslate() {
  const QString words = words_.isEmpty() ? tr("Picture") : tr("Picture: %1").arg(words_);
  setAccessibleName(image_.isNull() ? words : words + ". " + tr("Enter enlarges it."));
  setToolTip(image_.isNull() ? QString{} : tr("Click or press Enter to enlarge"));
}

// Small pictures keep their size, scaled like the text; large ones take the width there is.
QSize Picture::size_for(int width) const {
  const int frame = 2 * scaled(8);
  if (image_.isNull()) return {width, 2 * fontMetrics().lineSpacing() + frame};
  const QSize full = image_.size() * look().percent / 100;
  const QSize room{std::max(1, width - frame), scaled(420)};
  const QSize drawn = full.width() > room.width() || full.height() > room.height()
                          ? full.scaled(room, Qt::KeepAspectRatio)
                          : full;
  return {drawn.width() + frame, drawn.height() + frame};
}

int Picture::heightForWidth(int width) const { return size_for(width).height(); }
QSize Picture::sizeHint() const { return size_for(scaled(640)); }
QSize Picture::minimumSizeHint() const { return {scaled(80), scaled(40)}; }

void Picture::paintEvent(QPaintEvent*) {
  const Colours& c = colours();
  QPainter painter{this};
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  const QSize outer = size_for(width());
  const QRect frame{0, 0, std::min(width(), outer.width()), std::min(height(), outer.height())};
  painter.setPen(QPen{hasFocus() ? c.focus : c.line, hasFocus() ? 3.0 : 1.0});
  // Scans are black on white: their ground stays white in every scheme.
  painter.setBrush(image_.isNull() ? c.surface : QColor{Qt::white});
  painter.drawRect(frame.adjusted(1, 1, -2, -2));
  const QRect inner = frame.adjusted(scaled(8), scaled(8), -scaled(8), -scaled(8));
  if (!image_.isNull()) return painter.drawImage(inner, image_);
  painter.setPen(c.quiet);
  const QString state = hash_.empty() ? tr("This picture is missing. Please call the proctor.")
                                      : tr("The picture is on its way…");
  painter.drawText(inner, Qt::AlignCenter | Qt::TextWordWrap,
                   words_.isEmpty() ? state : words_ + "\n" + state);
}

void Picture::changeEvent(QEvent* event) {
  QPushButton::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
  if (event->type() == QEvent::StyleChange) updateGeometry();
}

}  // namespace examhall::sheet
