#include "client/window/person_page.hpp"

#include "client/window/language.hpp"

namespace examhall::window {
namespace {

QString text(const std::string& s) { return s.empty() ? QString{"—"} : QString::fromStdString(s); }

}  // namespace

PersonPage::PersonPage(QWidget* parent) : PageFrame{"person_page", parent} {
  running_note_ = add_text("person_running", "warn");
  facts_ = new Facts;
  for (const char* name : {"person_name", "person_id", "person_ticket", "person_institution", "person_exam",
                           "person_time", "person_site", "person_room", "person_seat", "person_round"})
    facts_->add(name);
  column()->addWidget(facts_);
  confirm_ = add_button("person_confirm", true);
  reject_ = add_button("person_reject");
  add_buttons({confirm_, reject_});
  connect(confirm_, &QPushButton::clicked, this, &PersonPage::confirmed);
  connect(reject_, &QPushButton::clicked, this, &PersonPage::rejected);
  retranslate();
}

void PersonPage::show_state(const client::ExamState& state) {
  welcome_ = state.welcome();
  running_ = state.phase() == client::Phase::sitting || state.phase() == client::Phase::paused;
  retranslate();
}

void PersonPage::retranslate() {
  set_title(tr("Is this you?"));
  set_words(*running_note_, tr("The exam is running. Compare, confirm, and you are at your paper."));
  running_note_->setVisible(running_);
  facts_->set_caption("person_name", tr("Name"));
  facts_->set_caption("person_id", tr("ID number"));
  facts_->set_caption("person_ticket", tr("Ticket number"));
  facts_->set_caption("person_institution", tr("Institution"));
  facts_->set_caption("person_exam", tr("Exam"));
  facts_->set_caption("person_time", tr("Time"));
  facts_->set_caption("person_site", tr("Site"));
  facts_->set_caption("person_room", tr("Room"));
  facts_->set_caption("person_seat", tr("Seat"));
  facts_->set_caption("person_round", tr("Try"));
  set_words(*confirm_, tr("&Yes, this is me"));
  set_words(*reject_, tr("&No, this is not me"));
  if (!welcome_) return;
  const protocol::Person& person = welcome_->person;
  const protocol::BatchCard& batch = welcome_->batch;
  facts_->set_value("person_name", text(person.name), "heading");
  facts_->set_value("person_id", text(person.id_masked));
  facts_->set_value("person_ticket", text(person.ticket));
  facts_->set_value("person_institution", text(person.institution));
  facts_->set_value("person_exam",
                    batch.level.empty() ? text(batch.title) : text(batch.title + " · " + batch.level));
  facts_->set_value("person_time", date_and_time(batch.start, batch.zone) + " – " +
                                       clock_time(batch.end, batch.zone).left(5));
  facts_->set_value("person_site", text(person.site));
  facts_->set_value("person_room", text(person.room));
  facts_->set_value("person_seat", text(person.seat), "heading");
  facts_->set_value("person_round", QString::number(welcome_->round));
  facts_->show_row("person_round", welcome_->round > 1);
}

}  // namespace examhall::window
