#include "client/window/waiting_page.hpp"

#include "client/sheet/look_sheet.hpp"
#include "client/sheet/words.hpp"
#include "client/window/language.hpp"
#include "client/window/login_words.hpp"

namespace examhall::window {

WaitingPage::WaitingPage(QWidget* parent) : PageFrame{"waiting_page", parent} {
  countdown_ = add_text("waiting_countdown", "time");
  starts_ = add_text("waiting_starts");
  note_ = add_text("waiting_note", "warn");
  person_ = add_text("waiting_person");
  line_ = add_text("waiting_connection", "quiet");
  advice_ = add_text("waiting_advice", "quiet");
  practice_ = add_button("waiting_practice", true);
  add_buttons({practice_});
  connect(practice_, &QPushButton::clicked, this, &WaitingPage::practise);
  retranslate();
}

void WaitingPage::show_desk(const sheet::Desk& desk) {
  welcome_ = desk.state().welcome();
  if (welcome_) left_ = welcome_->batch.start - desk.server_time();
  connected_ = desk.line().state == client::LineState::online;
  connection_ = connection_words(desk.line(), desk.now());
  update_words();
}

void WaitingPage::note_reschedule(const protocol::Deadline& deadline, const std::string& zone) {
  if (!deadline.starts_at) return;
  moved_ = tr("The start was moved to %1.").arg(date_and_time(*deadline.starts_at, zone));
  if (!deadline.text.empty())
    moved_ = sheet::Words::sentences({moved_, QString::fromStdString(deadline.text)});
  update_words();
}

void WaitingPage::forget_notes() {
  moved_.clear();
  update_words();
}

void WaitingPage::retranslate() {
  set_title(tr("Waiting room"));
  set_words(*advice_, tr("Stay here: the paper opens by itself. You may try the controls with a practice "
                         "paper meanwhile; it does "
                         "not count, and the exam begins on time from there too."));
  set_words(*practice_, tr("&Practice paper"));
  update_words();
}

void WaitingPage::update_words() {
  set_words(*note_, moved_);
  note_->setVisible(!moved_.isEmpty());
  set_words(*line_, connection_);
  sheet::set_role(*line_, connected_ ? "quiet" : "bad");
  if (!welcome_ || !left_) return;
  const protocol::BatchCard& batch = welcome_->batch;
  set_words(*countdown_,
            left_->count() > 0 ? tr("Begins in %1").arg(length(*left_)) : tr("The paper is about to open"));
  set_words(*starts_, tr("%1 begins at %2 by the server's clock.")
                          .arg(QString::fromStdString(batch.title), date_and_time(batch.start, batch.zone)));
  const protocol::Person& person = welcome_->person;
  set_words(*person_,
            tr("%1, seat %2").arg(QString::fromStdString(person.name), QString::fromStdString(person.seat)));
}

}  // namespace examhall::window
