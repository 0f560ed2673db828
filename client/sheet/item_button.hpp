#pragma once
// One question of the palette. Answered: filled; not yet seen: dashed; open: a second ring; flagged: a
// corner; not accepted: a cross. The window's thread.
#include <QPushButton>

#include "client/sheet/paper.hpp"

namespace examhall::sheet {

/// "Question 12, answered, flagged", for screen readers and the review.
QString standing_in_words(std::uint32_t number, const Standing& standing);

class ItemButton : public QPushButton {
  Q_OBJECT
 public:
  ItemButton(std::uint32_t number, QWidget* parent = nullptr);
  void show_standing(const Standing& standing);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent*) override;

 private:
  std::uint32_t number_;
  Standing standing_;
};

}  // namespace examhall::sheet
