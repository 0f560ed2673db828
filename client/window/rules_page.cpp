#include "client/window/rules_page.hpp"

#include "client/window/room_rules.hpp"

namespace examhall::window {

RulesPage::RulesPage(QWidget* parent) : PageFrame{"rules_page", parent} {
  rules_ = add_text("rules_text");
  rules_->setTextFormat(Qt::RichText);
  accept_ = add_button("rules_accept", true);
  add_buttons({accept_});
  connect(accept_, &QPushButton::clicked, this, &RulesPage::accepted);
  retranslate();
}

void RulesPage::show_batch(const protocol::BatchCard& batch) {
  batch_ = batch;
  retranslate();
}

void RulesPage::retranslate() {
  set_title(tr("Rules of the exam room"));
  const QStringList rules = room_rules(batch_);
  QString list;
  for (const QString& rule : rules) list += "<li style='margin-bottom:6px'>" + rule.toHtmlEscaped() + "</li>";
  rules_->setText("<ol>" + list + "</ol>");
  rules_->setAccessibleName(rules.join('\n'));
  set_words(*accept_, tr("I have read the rules and &accept them"));
}

}  // namespace examhall::window
