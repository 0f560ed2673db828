#include "client/sheet/line_bar.hpp"

#include <QEvent>
#include <QVBoxLayout>

#include "client/sheet/look_sheet.hpp"

namespace examhall::sheet {
namespace {

using client::LineState;

// Nothing waits. That is not the same as "all is stored" where something was not accepted.
QString settled(const Paper& paper) {
  const std::uint32_t refused = paper.refused();
  return refused == 0 ? Words::tr("All answers are stored at the server.")
                      : Words::tr("Nothing waits to be sent. Answers not accepted: %1.").arg(refused);
}

QString kept(const Paper& paper) {
  const std::uint32_t waiting = paper.waiting();
  return waiting == 0 ? settled(paper)
                      : Words::tr("Answers kept on this machine: %1. They will be sent.").arg(waiting);
}

Told online(const Paper& paper) {
  const std::uint32_t waiting = paper.waiting();
  if (paper.desk().handing_in())
    return {Words::tr("Handing in; waiting for confirmations: %1").arg(waiting), "quiet"};
  if (waiting == 0) return {Words::sentences({Words::tr("Connected."), settled(paper)}), "good"};
  return {Words::sentences({Words::tr("Connected."), Words::tr("Answers on their way: %1").arg(waiting)}),
          "quiet"};
}

}  // namespace

Told line_in_words(const Paper& paper, std::optional<base::Instant> since) {
  switch (paper.desk().line().state) {
    case LineState::online:
      return online(paper);
    case LineState::connecting:
    case LineState::logging_in:
      return {Words::sentences({Words::tr("Connecting to the server… Go on answering."), kept(paper)}),
              "warn"};
    case LineState::stopped:
      return {Words::sentences({Words::tr("The connection has ended."), kept(paper)}), "warn"};
    case LineState::offline:
      break;
  }
  const QString down = since ? Words::tr("No connection since %1. Go on answering.")
                                   .arg(Words::time_of_day(paper.state(), *since))
                             : Words::tr("No connection. Go on answering.");
  return {Words::sentences({down, kept(paper)}), "warn"};
}

LineBar::LineBar(Paper& paper, QWidget* parent)
    : QFrame{parent}, paper_{paper}, line_{new QLabel{this}}, storage_{new QLabel{this}} {
  set_role(*this, "foot");
  auto* column = new QVBoxLayout{this};
  column->setContentsMargins(scaled(12), scaled(4), scaled(12), scaled(4));
  column->setSpacing(0);
  column->addWidget(storage_);
  column->addWidget(line_);
  line_->setObjectName("line_state");
  storage_->setObjectName("storage_state");
  for (QLabel* label : {line_, storage_}) label->setWordWrap(true);
  set_role(*storage_, "bad");
  connect(&paper_, &Paper::changed, this, &LineBar::refresh);
  refresh();
}

void LineBar::refresh() {
  if (paper_.desk().line().state == LineState::online) {
    down_since_.reset();
  } else if (!down_since_) {
    down_since_ = paper_.desk().server_time();
  }
  const Told told = line_in_words(paper_, down_since_);
  line_->setText(told.text);
  set_role(*line_, told.role);
  storage_->setText(tr("The server cannot save at the moment. Your answers stay on this machine; go on."));
  storage_->setVisible(!paper_.state().storage_ok());
}

void LineBar::changeEvent(QEvent* event) {
  QFrame::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) refresh();
}

}  // namespace examhall::sheet
