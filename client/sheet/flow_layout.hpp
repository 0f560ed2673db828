#pragma once
// Controls side by side, in as many rows as the width makes necessary: at 200 % a row of buttons is wider
// than a small screen. The window's thread.
#include <memory>
#include <QLayout>
#include <vector>

namespace examhall::sheet {

class FlowLayout final : public QLayout {
 public:
  explicit FlowLayout(QWidget* parent = nullptr) : QLayout{parent} {}
  ~FlowLayout() override;
  FlowLayout(const FlowLayout&) = delete;
  FlowLayout& operator=(const FlowLayout&) = delete;

  void addItem(QLayoutItem* item) override { items_.push_back(item); }
  int count() const override { return static_cast<int>(items_.size()); }
  QLayoutItem* itemAt(int index) const override;
  QLayoutItem* takeAt(int index) override;
  Qt::Orientations expandingDirections() const override { return {}; }
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override { return arrange({0, 0, width, 0}, false); }
  QSize sizeHint() const override;
  QSize minimumSize() const override;
  void setGeometry(const QRect& place) override;

 private:
  int arrange(const QRect& place, bool move) const;
  std::vector<QLayoutItem*> items_;
};

}  // namespace examhall::sheet
