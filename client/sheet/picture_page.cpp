#include "client/sheet/picture_page.hpp"

#include <algorithm>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace examhall::sheet {
namespace {
constexpr int kStep = 25, kLeast = 25, kMost = 400;
constexpr qint64 kMostPixels = 40'000'000;  // what a drawn copy may cost: 160 MB
}  // namespace

PicturePage::PicturePage(QWidget* parent)
    : QWidget{parent},
      picture_{new QLabel},
      caption_{new QLabel{this}},
      scroll_{new QScrollArea{this}},
      larger_{new QPushButton{this}},
      smaller_{new QPushButton{this}},
      back_{new QPushButton{this}} {
  setObjectName("picture_page");
  auto* column = new QVBoxLayout{this};
  auto* row = new QHBoxLayout;
  for (QPushButton* button : {back_, smaller_, larger_}) row->addWidget(button);
  row->addWidget(caption_, 1);
  column->addLayout(row);
  column->addWidget(scroll_, 1);
  scroll_->setWidget(picture_);
  scroll_->setAlignment(Qt::AlignCenter);
  picture_->setScaledContents(true);
  picture_->setObjectName("picture_large");
  scroll_->setObjectName("picture_scroll");
  caption_->setObjectName("picture_words");
  caption_->setTextFormat(Qt::PlainText);
  caption_->setWordWrap(true);
  larger_->setObjectName("picture_larger");
  smaller_->setObjectName("picture_smaller");
  back_->setObjectName("picture_back");
  connect(larger_, &QPushButton::clicked, this, [this] { zoom(percent_ + kStep); });
  connect(smaller_, &QPushButton::clicked, this, [this] { zoom(percent_ - kStep); });
  connect(back_, &QPushButton::clicked, this, &PicturePage::back);
  retranslate();
}

void PicturePage::show_picture(const QImage& image, const QString& words) {
  image_ = image;
  words_ = words;
  picture_->setPixmap(QPixmap::fromImage(image_));
  retranslate();
  zoom(fitting());
  scroll_->setFocus(Qt::OtherFocusReason);
}

// As large as the page allows, at least its own size.
int PicturePage::fitting() const {
  const QSize room = scroll_->viewport()->size();
  const int fits = std::min(room.width() * 100 / std::max(1, image_.width()),
                            room.height() * 100 / std::max(1, image_.height()));
  return std::max(100, fits / kStep * kStep);
}

void PicturePage::zoom(int percent) {
  percent = std::clamp(percent, kLeast, kMost);
  const QSize size = image_.size() * percent / 100;
  if (percent > 100 && qint64{size.width()} * size.height() > kMostPixels) return;
  percent_ = percent;
  picture_->resize(size.expandedTo({1, 1}));
}

void PicturePage::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Escape:
    case Qt::Key_Return:
      return emit back();
    case Qt::Key_Plus:
    case Qt::Key_Equal:
      return zoom(percent_ + kStep);
    case Qt::Key_Minus:
      return zoom(percent_ - kStep);
    default:
      QWidget::keyPressEvent(event);
  }
}

void PicturePage::retranslate() {
  larger_->setText(tr("Larger (+)"));
  smaller_->setText(tr("Smaller (−)"));
  back_->setText(tr("Back (Esc)"));
  caption_->setText(words_);
  scroll_->setAccessibleName(words_.isEmpty() ? tr("Picture") : tr("Picture: %1").arg(words_));
  picture_->setAccessibleName(scroll_->accessibleName());
}

void PicturePage::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

}  // namespace examhall::sheet
