#include "client/window/header.hpp"

#include <QEvent>
#include <QHBoxLayout>

#include "client/sheet/look.hpp"
#include "client/sheet/look_sheet.hpp"
#include "client/window/language.hpp"
#include "client/window/page.hpp"

namespace examhall::window {

Header::Header(QWidget* parent) : QFrame{parent} {
  setObjectName("header");
  sheet::set_role(*this, "bar");
  auto* row = new QHBoxLayout{this};
  name_ = new QLabel;
  name_->setObjectName("header_name");
  sheet::set_role(*name_, "heading");
  row->addWidget(name_, 1);
  language_ = button("header_language");
  smaller_ = button("header_smaller");
  bigger_ = button("header_bigger");
  contrast_ = button("header_contrast");
  for (QPushButton* b : {language_, smaller_, bigger_, contrast_}) row->addWidget(b);
  connect(language_, &QPushButton::clicked, this,
          [] { set_language(language() == base::Language::zh ? base::Language::en : base::Language::zh); });
  connect(smaller_, &QPushButton::clicked, this,
          [] { sheet::apply_look(*qApp, sheet::smaller(sheet::look())); });
  connect(bigger_, &QPushButton::clicked, this,
          [] { sheet::apply_look(*qApp, sheet::bigger(sheet::look())); });
  connect(contrast_, &QPushButton::clicked, this,
          [] { sheet::apply_look(*qApp, sheet::other_scheme(sheet::look())); });
  retranslate();
}

QPushButton* Header::button(const char* name) {
  auto* b = new QPushButton;
  b->setObjectName(name);
  return b;
}

void Header::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QFrame::changeEvent(event);
}

void Header::retranslate() {
  set_words(*name_, tr("Examhall · Examination"));
  // Each language is named in itself: whoever cannot read the page can read this.
  language_->setText(language() == base::Language::zh ? "English" : "中文");
  language_->setAccessibleName(language_->text());
  smaller_->setText("A−");
  smaller_->setAccessibleName(tr("Smaller text"));
  bigger_->setText("A+");
  bigger_->setAccessibleName(tr("Bigger text"));
  set_words(*contrast_, tr("Contrast"));
  for (QPushButton* b : {smaller_, bigger_}) b->setToolTip(b->accessibleName());
}

}  // namespace examhall::window
