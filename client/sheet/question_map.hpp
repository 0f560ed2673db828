#pragma once
// The palette: all questions by section, chosen by click or with the arrow keys. The window's thread.
#include <QLabel>
#include <QScrollArea>
#include <vector>

#include "client/sheet/item_button.hpp"

namespace examhall::sheet {

class QuestionMap : public QWidget {
  Q_OBJECT
 public:
  explicit QuestionMap(Paper& paper, QWidget* parent = nullptr);
  void focus_current();
  /// Leaves this much of its foot to something that lies over it; the rest scrolls.
  void keep_clear(int height);

 signals:
  void chosen(std::uint32_t item);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void build();
  void refresh();
  ItemButton* current() const;
  void show_current();
  void add_section(const QString& title, std::uint32_t first, std::uint32_t end);
  bool move_focus(QObject* from, int key);
  ItemButton* nearest_in_row(const ItemButton& from, bool down) const;

  Paper& paper_;
  QScrollArea* scroll_;
  QLabel* legend_;
  std::string built_for_;
  std::optional<std::uint32_t> shown_;
  std::vector<ItemButton*> buttons_;  // by place
};

}  // namespace examhall::sheet
