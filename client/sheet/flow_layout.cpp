#include "client/sheet/flow_layout.hpp"

#include <algorithm>
#include <QWidget>

#include "client/sheet/look.hpp"

namespace examhall::sheet {

FlowLayout::~FlowLayout() {
  for (QLayoutItem* item : items_) delete item;
}

QLayoutItem* FlowLayout::itemAt(int index) const {
  return index >= 0 && index < count() ? items_[static_cast<std::size_t>(index)] : nullptr;
}

QLayoutItem* FlowLayout::takeAt(int index) {
  QLayoutItem* item = itemAt(index);
  if (item != nullptr) items_.erase(items_.begin() + index);
  return item;
}

QSize FlowLayout::sizeHint() const {
  QSize size{0, 0};
  for (const QLayoutItem* item : items_) {
    if (item->isEmpty()) continue;
    size = {size.width() + item->sizeHint().width() + scaled(6),
            std::max(size.height(), item->sizeHint().height())};
  }
  return size;
}

QSize FlowLayout::minimumSize() const {
  QSize size{0, 0};
  for (const QLayoutItem* item : items_)
    size = size.expandedTo(item->isEmpty() ? QSize{0, 0} : item->minimumSize());
  return size;
}

void FlowLayout::setGeometry(const QRect& place) {
  QLayout::setGeometry(place);
  arrange(place, true);
}

int FlowLayout::arrange(const QRect& place, bool move) const {
  const int gap = scaled(6);
  int x = place.x(), y = place.y(), row = 0;
  for (QLayoutItem* item : items_) {
    if (item->isEmpty()) continue;
    const QSize size = item->sizeHint().boundedTo({std::max(place.width(), 1), QWIDGETSIZE_MAX});
    if (x > place.x() && x + size.width() > place.right() + 1) {
      x = place.x();
      y += row + gap;
      row = 0;
    }
    if (move) item->setGeometry({{x, y}, size});
    x += size.width() + gap;
    row = std::max(row, size.height());
  }
  return y + row - place.y();
}

}  // namespace examhall::sheet
