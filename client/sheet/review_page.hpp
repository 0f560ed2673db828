#pragma once
// Before handing in: every question with what became of its answer, when handing in is possible, and the last
// confirmation. The server decides; this page only says. The window's thread.
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <vector>

#include "client/sheet/words.hpp"

namespace examhall::sheet {

/// The early-hand-in rule as it stands now: from when, until when, or that there is none.
QString hand_in_rule(const client::ExamState& state, base::Instant server_time);

class ReviewPage : public QWidget {
  Q_OBJECT
 public:
  explicit ReviewPage(Paper& paper, QWidget* parent = nullptr);
  void opened();
  /// With each second: the rule's times come and go.
  void tick();

 signals:
  void chosen(std::uint32_t item);
  void back();
  void hand_in_wanted();

 protected:
  void changeEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  enum class Filter { all, unanswered, flagged };
  struct Row {
    QPushButton* button;
    std::uint32_t item;
    QLabel* heading;
  };
  void lay_out();
  void lay_out_list();
  void build();
  void add_row(std::uint32_t number, QLabel* heading);
  void set_filter(Filter filter);
  void refresh();
  void refresh_rows();
  void refresh_foot();
  void retranslate();
  bool wanted(const Standing& standing) const;

  Paper& paper_;
  QLabel *title_, *counts_, *rule_, *state_;
  QPushButton *all_, *unanswered_, *flagged_, *back_, *hand_in_;
  QScrollArea* scroll_;
  QWidget* list_;
  std::vector<Row> rows_;
  std::string built_for_;
  Filter filter_ = Filter::all;
  std::optional<protocol::Error> refusal_;
};

}  // namespace examhall::sheet
