#include "client/sheet/look.hpp"

#include <algorithm>
#include <cmath>
#include <QFont>
#include <QPalette>
#include <QStyle>

#include "client/sheet/look_sheet.hpp"

namespace examhall::sheet {
namespace {

constexpr int kTextPixels = 17, kStep = 25, kSmallest = 100, kBiggest = 200;

const Colours kNormal{"#f3f5f7", "#ffffff", "#17222d", "#4a5663", "#76828f", "#17222d", "#0b5cad", "#ffffff",
                      "#dcebfa", "#eceff2", "#1b6632", "#744600", "#a3161e", "#fff3d1", "#fdebeb"};
const Colours kHighContrast{"#000000", "#000000", "#ffffff", "#f0f0f0", "#ffffff",
                            "#00e5ff", "#ffe600", "#000000", "#333000", "#262626",
                            "#7dff9b", "#ffd24a", "#ffa0a0", "#2b2200", "#330a0a"};

Look& current() {
  static Look look;
  return look;
}

double linear(double channel) {
  return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}
double luminance(const QColor& c) {
  return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

QPalette palette_of(const Colours& c) {
  QPalette p{c.surface, c.page};
  p.setColor(QPalette::Window, c.page);
  p.setColor(QPalette::Base, c.surface);
  p.setColor(QPalette::AlternateBase, c.page);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
    p.setColor(role, c.text);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    p.setColor(QPalette::Disabled, role, c.quiet);
  p.setColor(QPalette::PlaceholderText, c.quiet);
  p.setColor(QPalette::Highlight, c.accent);
  p.setColor(QPalette::HighlightedText, c.on_accent);
  p.setColor(QPalette::ToolTipBase, c.surface);
  return p;
}

QFont font_of(const Look& look) {
  QFont font;
  font.setFamilies({"Noto Sans CJK SC", "WenQuanYi Micro Hei", "Source Han Sans SC", "sans-serif"});
  font.setPixelSize(kTextPixels * look.percent / 100);
  return font;
}

}  // namespace

const Colours& colours(Scheme scheme) { return scheme == Scheme::normal ? kNormal : kHighContrast; }

std::vector<Pair> text_pairs(const Colours& c) {
  std::vector<Pair> pairs{{c.on_accent, c.accent}, {c.warn, c.warn_back}, {c.bad, c.bad_back},
                          {c.text, c.warn_back},   {c.text, c.bad_back},  {c.text, c.chosen},
                          {c.text, c.hover}};
  for (const QColor& back : {c.page, c.surface}) {
    for (const QColor& front : {c.text, c.quiet, c.good, c.warn, c.bad, c.accent})
      pairs.push_back({front, back});
  }
  return pairs;
}

std::vector<Pair> shape_pairs(const Colours& c) {
  return {{c.line, c.page},     {c.line, c.surface},  {c.focus, c.page},
          {c.focus, c.surface}, {c.accent, c.chosen}, {c.line, c.hover}};
}

double contrast(const QColor& a, const QColor& b) {
  const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
  return (light + 0.05) / (dark + 0.05);
}

const Look& look() { return current(); }

void apply_look(QApplication& application, Look wanted) {
  wanted.percent = std::clamp(wanted.percent, kSmallest, kBiggest);
  current() = wanted;
  if (application.style()->objectName().compare("fusion", Qt::CaseInsensitive) != 0 &&
      application.styleSheet().isEmpty())
    QApplication::setStyle("Fusion");
  QApplication::setPalette(palette_of(colours()));
  QApplication::setFont(font_of(wanted));
  application.setStyleSheet(style_sheet(colours(), wanted.percent));
}

Look bigger(Look look) { return {look.scheme, std::min(look.percent + kStep, kBiggest)}; }
Look smaller(Look look) { return {look.scheme, std::max(look.percent - kStep, kSmallest)}; }
Look other_scheme(Look look) {
  return {look.scheme == Scheme::normal ? Scheme::high_contrast : Scheme::normal, look.percent};
}

int scaled(int pixels_at_100) { return pixels_at_100 * look().percent / 100; }

}  // namespace examhall::sheet
