#pragma once
// One plain line about the connection, and one more while the server cannot save. The window's thread.
#include <QFrame>
#include <QLabel>

#include "client/sheet/words.hpp"

namespace examhall::sheet {

/// `since`: server's time at which the line was last seen up.
Told line_in_words(const Paper& paper, std::optional<base::Instant> since);

class LineBar : public QFrame {
  Q_OBJECT
 public:
  explicit LineBar(Paper& paper, QWidget* parent = nullptr);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void refresh();

  Paper& paper_;
  QLabel *line_, *storage_;
  std::optional<base::Instant> down_since_;
};

}  // namespace examhall::sheet
