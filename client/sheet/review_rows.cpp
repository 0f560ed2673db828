// The list of the review page and the words around it.
#include <QVBoxLayout>

#include "client/sheet/item_button.hpp"
#include "client/sheet/look_sheet.hpp"
#include "client/sheet/review_page.hpp"

namespace examhall::sheet {

void ReviewPage::build() {
  rows_.clear();
  qDeleteAll(list_->findChildren<QWidget*>(QString{}, Qt::FindDirectChildrenOnly));
  list_->layout()->setSpacing(scaled(4));
  std::uint32_t number = 1;
  for (const protocol::SectionCard& section : paper_.state().outline()->sections) {
    auto* heading = new QLabel{QString::fromStdString(section.title), list_};
    heading->setTextFormat(Qt::PlainText);
    set_role(*heading, "heading");
    list_->layout()->addWidget(heading);
    for (std::uint32_t i = 0; i < section.count && number <= paper_.size(); ++i, ++number)
      add_row(number, heading);
  }
}

void ReviewPage::add_row(std::uint32_t number, QLabel* heading) {
  const std::uint32_t item = *paper_.state().item_at(number);
  auto* button = new QPushButton{list_};
  button->setObjectName(QString{"review_item_%1"}.arg(number));
  // A long state is cut off at its end rather than widening the page.
  button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  set_role(*button, "row");
  connect(button, &QPushButton::clicked, this, [this, item] { emit chosen(item); });
  list_->layout()->addWidget(button);
  rows_.push_back({button, item, heading});
}

bool ReviewPage::wanted(const Standing& standing) const {
  if (filter_ == Filter::unanswered) return !standing.answered;
  return filter_ == Filter::all || standing.flagged;
}

void ReviewPage::set_filter(Filter filter) {
  filter_ = filter;
  refresh();
}

void ReviewPage::refresh() {
  if (!isVisible() || !paper_.state().outline()) return;
  if (std::exchange(built_for_, paper_.state().outline()->paper) != paper_.state().outline()->paper) build();
  refresh_rows();
  refresh_foot();
}

void ReviewPage::refresh_rows() {
  std::set<QLabel*> headings;
  for (const Row& row : rows_) {
    const Standing standing = paper_.standing(row.item);
    const bool shown = wanted(standing);
    if (shown) headings.insert(row.heading);
    const Told told = answer_in_words(paper_, row.item);
    row.button->setText(standing_in_words(paper_.state().display_number(row.item), standing) + "  ·  " +
                        told.text);
    row.button->setToolTip(told.text);
    row.button->setEnabled(!standing.behind);
    row.button->setVisible(shown);
  }
  for (const Row& row : rows_) row.heading->setVisible(headings.contains(row.heading));
}

void ReviewPage::refresh_foot() {
  const std::uint32_t empty = paper_.unanswered(), waiting = paper_.waiting();
  counts_->setText(tr("Answered: %1. Not answered: %2. Flagged: %3. Not yet confirmed by the server: %4.")
                       .arg(paper_.size() - empty)
                       .arg(empty)
                       .arg(paper_.flagged())
                       .arg(waiting));
  all_->setChecked(filter_ == Filter::all);
  unanswered_->setChecked(filter_ == Filter::unanswered);
  flagged_->setChecked(filter_ == Filter::flagged);
  const bool handing_in = paper_.desk().handing_in();
  hand_in_->setEnabled(!handing_in && paper_.state().phase() == client::Phase::sitting);
  rule_->setText(hand_in_rule(paper_.state(), paper_.desk().server_time()));
  state_->setVisible(handing_in || refusal_);
  if (handing_in) {
    state_->setText(
        tr("You have handed in. The paper goes once the server has confirmed every answer; still waiting "
           "for: %1. Please stay at this machine.")
            .arg(waiting));
    set_role(*state_, "warn");
  } else if (refusal_) {
    QString text = Words::of(refusal_->text);
    if (refusal_->when) text += " (" + Words::time_of_day(paper_.state(), *refusal_->when) + ")";
    state_->setText(tr("Not handed in: %1").arg(text));
    set_role(*state_, "bad");
  }
}

void ReviewPage::retranslate() {
  title_->setText(tr("Review before handing in"));
  all_->setText(tr("All questions"));
  unanswered_->setText(tr("Not answered"));
  flagged_->setText(tr("Flagged"));
  back_->setText(tr("Back to the questions (Esc)"));
  hand_in_->setText(tr("Hand in…"));
  refresh();
}

}  // namespace examhall::sheet
