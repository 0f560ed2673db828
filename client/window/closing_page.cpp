#include "client/window/closing_page.hpp"

#include "client/window/language.hpp"

namespace examhall::window {

using client::StopReason;

ClosingPage::ClosingPage(QWidget* parent) : PageFrame{"closing_page", parent} {
  words_ = add_text("closing_words", "heading");
  advice_ = add_text("closing_advice");
  unconfirmed_ = add_text("closing_unconfirmed", "bad");
  back_ = add_button("closing_back", true);
  add_buttons({back_});
  connect(back_, &QPushButton::clicked, this, &ClosingPage::back);
  retranslate();
}

void ClosingPage::show_stop(const client::Stop& stop) {
  stop_ = stop;
  retranslate();
}

void ClosingPage::retranslate() {
  set_words(*words_, words(stop_.text));
  set_words(*back_, tr("&Back to the login"));
  set_words(*unconfirmed_, unconfirmed_words(stop_.unconfirmed.size()));
  unconfirmed_->setVisible(!stop_.unconfirmed.empty());
  switch (stop_.reason) {
    case StopReason::taken_over:
      set_title(tr("Your seat is on another machine now"));
      set_words(*advice_, tr("Somebody logged in with your ticket and code elsewhere. If that was you, go on "
                             "there: every confirmed "
                             "answer is there. If it was not you, raise your hand at once."));
      break;
    case StopReason::too_late:
      set_title(tr("No entry any more"));
      set_words(*advice_, tr("Speak to the proctor. Only exam staff can decide about a later sitting."));
      break;
    case StopReason::terminated:
      set_title(tr("Your attempt was terminated"));
      set_words(*advice_,
                tr("Staff ended your attempt. Speak to the proctor; what you answered is kept as evidence."));
      break;
    case StopReason::incompatible:
      set_title(tr("This program does not fit the server"));
      set_words(*advice_, tr("The program on this machine must be updated. Ask for another machine."));
      break;
    case StopReason::attempt_ended:
      set_title(tr("Your attempt has ended"));
      set_words(*advice_, tr("It was handed in or collected. Log in again to see the receipt."));
      break;
    case StopReason::ended:
    case StopReason::left:
    case StopReason::refused:
      set_title(tr("Not logged in"));
      set_words(*advice_, {});
      break;
  }
}

QString unconfirmed_words(std::size_t count) {
  if (count == 0) return {};
  return ClosingPage::tr(
             "Answers that the server never confirmed: %1. They stay on this machine, sealed. Do not switch "
             "it off and tell "
             "the proctor: logging in again here sends them if that is still possible.")
      .arg(count);
}

}  // namespace examhall::window
