#include "client/window/practice_image.hpp"

#include <array>
#include <QPainter>

namespace examhall::window {
namespace {

struct Month {
  const char* zh;
  const char* en;
  int sales;
};
constexpr std::array<Month, 4> kMonths{
    {{"1 月", "Jan", 32}, {"2 月", "Feb", 21}, {"3 月", "Mar", 47}, {"4 月", "Apr", 40}}};
constexpr int kWidth = 640, kHeight = 400, kFloor = 340, kPixelsPerUnit = 6, kColumn = 80;

}  // namespace

QImage draw_sales_chart(base::Language language) {
  QImage image{kWidth, kHeight, QImage::Format_RGB32};
  image.fill(Qt::white);
  QPainter painter{&image};
  painter.setRenderHint(QPainter::Antialiasing);
  QFont font = painter.font();
  font.setPixelSize(22);
  painter.setFont(font);
  painter.setPen(QPen{Qt::black, 2});
  painter.drawLine(40, kFloor, kWidth - 40, kFloor);
  int x = 70;
  for (const Month& month : kMonths) {
    const int height = month.sales * kPixelsPerUnit;
    painter.fillRect(x, kFloor - height, kColumn, height, QColor{0x1f, 0x5f, 0x99});
    painter.drawText(QRect{x - 20, kFloor - height - 32, kColumn + 40, 28}, Qt::AlignCenter,
                     QString::number(month.sales));
    painter.drawText(QRect{x - 20, kFloor + 8, kColumn + 40, 32}, Qt::AlignCenter,
                     QString::fromUtf8(language == base::Language::zh ? month.zh : month.en));
    x += kColumn + 60;
  }
  return image;
}

}  // namespace examhall::window
