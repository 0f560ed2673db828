#pragma once
// One option of a choice: a radio button or check box that is as large as its text, so that a click anywhere
// on it counts. Chosen and focused are told by shape as well as colour. The window's thread.
#include <QCheckBox>
#include <QEvent>
#include <QRadioButton>

#include "client/sheet/option_access.hpp"
#include "client/sheet/text_view.hpp"

namespace examhall::sheet {

/// What both kinds draw.
struct OptionFace {
  QString letter;
  TextLayout text;
  QString html;
  bool round = true;

  int height_for(int width) const;
  QSize size_hint() const;
  void set_font(const QFont& font) { text.set(html, font); }
  void draw(QWidget& widget, bool chosen) const;
};

/// Base: QRadioButton or QCheckBox, and a screen reader is told which of the two it is (option_access.hpp).
template <class Base>
class OptionButton : public Base {
 public:
  OptionButton(const QString& letter, const Piece& text, QWidget* parent) : Base{parent} {
    install_option_access();
    this->setAutoExclusive(false);
    face_.letter = letter;
    face_.html = text.html;
    face_.round = std::is_same_v<Base, QRadioButton>;
    face_.set_font(this->font());
    this->setAccessibleName(letter.isEmpty() ? text.plain : letter + ". " + text.plain);
    this->setFocusPolicy(Qt::StrongFocus);
    QSizePolicy policy{QSizePolicy::Preferred, QSizePolicy::Minimum};
    policy.setHeightForWidth(true);
    this->setSizePolicy(policy);
    this->setAttribute(Qt::WA_Hover);
  }

  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override { return face_.height_for(width); }
  QSize sizeHint() const override { return face_.size_hint(); }
  QSize minimumSizeHint() const override { return {scaled_width(), this->fontMetrics().height()}; }

 protected:
  void paintEvent(QPaintEvent*) override { face_.draw(*this, this->isChecked()); }
  bool hitButton(const QPoint& at) const override { return this->rect().contains(at); }
  void changeEvent(QEvent* event) override {
    Base::changeEvent(event);
    if (event->type() != QEvent::StyleChange && event->type() != QEvent::FontChange) return;
    face_.set_font(this->font());
    this->updateGeometry();
  }

 private:
  int scaled_width() const { return this->fontMetrics().height() * 6; }
  OptionFace face_;
};

using RadioOption = OptionButton<QRadioButton>;
using CheckOption = OptionButton<QCheckBox>;

}  // namespace examhall::sheet
