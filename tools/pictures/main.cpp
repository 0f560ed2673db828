// Draws the pictures of the sample banks: draw_pictures FOLDER. Figures and names in them are invented. Not
// part of the build of all; the pictures themselves are kept in question_banks/images.
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QPainterPath>

#include <array>
#include <cstdio>

namespace {

constexpr int kTextSize = 22;

class Sheet {
 public:
  Sheet(int width, int height) : image_{width, height, QImage::Format_RGB32} {
    image_.fill(Qt::white);
    painter_.begin(&image_);
    painter_.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter_.setPen(QPen{Qt::black, 2});
    set_size(kTextSize);
  }
  void set_size(int pixels, bool bold = false) {
    QFont font{"WenQuanYi Micro Hei"};
    font.setPixelSize(pixels);
    font.setBold(bold);
    painter_.setFont(font);
  }
  void write(const QRectF& where, const QString& text, int flags = Qt::AlignCenter) {
    painter_.drawText(where, flags, text);
  }
  void box(const QRectF& where, const QString& text, double rounding = 0) {
    painter_.drawRoundedRect(where, rounding, rounding);
    write(where, text);
  }
  void question(const QRectF& where, const QString& text) {
    const QPointF middle = where.center();
    painter_.drawPolygon(QPolygonF{{middle.x(), where.top()},
                                   {where.right(), middle.y()},
                                   {middle.x(), where.bottom()},
                                   {where.left(), middle.y()}});
    write(where, text);
  }
  /// A line through these points with its head at the last; the word stands beside its first stretch.
  void arrow(const QPolygonF& points, const QString& word = {}, QPointF beside = {}) {
    painter_.drawPolyline(points);
    const QPointF to = points.last(), from = points.at(points.size() - 2);
    const QLineF back{to, from};
    for (const double turn : {25.0, -25.0}) {
      QLineF side = back;
      side.setLength(14);
      side.setAngle(back.angle() + turn);
      painter_.drawLine(side);
    }
    if (!word.isEmpty()) painter_.drawText(points.first() + beside, word);
  }
  void line(QPointF from, QPointF to) { painter_.drawLine(from, to); }
  bool save(const QString& path) {
    painter_.end();
    return image_.convertToFormat(QImage::Format_Grayscale8).save(path, "PNG", 0);
  }

 private:
  QImage image_;
  QPainter painter_;
};

constexpr std::array kColumns{40, 260, 350, 450, 650, 800};

// Three rows of goods; what they come to is the question.
bool invoice(const QString& path) {
  Sheet s{840, 360};
  s.set_size(28, true);
  s.write({40, 16, 760, 44}, "电子发票明细（金额单位：元）");
  s.set_size(kTextSize);
  const QStringList rows[]{{"货物名称", "单位", "数量", "单价（不含税）", "税率"},
                           {"A4 打印纸", "箱", "20", "150.00", "13%"},
                           {"硒鼓", "个", "6", "320.00", "13%"},
                           {"档案盒", "个", "50", "8.50", "13%"}};
  double y = 80;
  for (const QStringList& row : rows) {
    for (int i = 0; i < row.size(); ++i) {
      const auto at = static_cast<std::size_t>(i);
      s.box({static_cast<double>(kColumns[at]), y, static_cast<double>(kColumns[at + 1] - kColumns[at]), 52},
            row[i]);
    }
    y += 52;
  }
  s.write({40, y + 10, 760, 40}, "购买方：示例商贸有限公司（虚构）　　销售方：样本文具有限公司（虚构）",
          Qt::AlignLeft | Qt::AlignVCenter);
  return s.save(path);
}

// What a reconciliation robot does with each line of a bank statement.
bool flow(const QString& path) {
  Sheet s{900, 760};
  s.box({330, 20, 240, 56}, "取下一笔银行流水", 28);
  s.arrow({{450, 76}, {450, 110}});
  s.question({270, 110, 360, 120}, "金额大于 5000 元？");
  s.arrow({{450, 230}, {450, 280}}, "否", {12, 32});
  s.question({270, 280, 360, 120}, "摘要含“手续费”？");
  s.arrow({{450, 400}, {450, 450}}, "否", {12, 32});
  s.question({250, 450, 400, 130}, "企业账有未勾对的\n同日同额记录？");
  s.arrow({{450, 580}, {450, 630}}, "是", {12, 32});
  s.box({350, 630, 200, 60}, "自动勾对");
  s.arrow({{270, 340}, {140, 340}, {140, 630}}, "是", {-40, -10});
  s.box({40, 630, 200, 60}, "自动记账");
  s.arrow({{650, 515}, {760, 515}, {760, 630}}, "否", {14, -10});
  s.arrow({{630, 170}, {820, 170}, {820, 630}}, "是", {14, -10});
  s.box({670, 630, 200, 60}, "转人工处理");
  s.write({40, 700, 820, 40}, "对账机器人的处理流程（示例）");
  return s.save(path);
}

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  const QGuiApplication app{argc, argv};
  if (argc != 2) {
    std::fputs("usage: draw_pictures FOLDER\n", stderr);
    return 2;
  }
  const QString folder = QString::fromLocal8Bit(argv[1]) + "/";
  return invoice(folder + "junior-invoice.png") && flow(folder + "intermediate-flow.png") ? 0 : 1;
}
