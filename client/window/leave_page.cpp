#include "client/window/leave_page.hpp"

namespace examhall::window {

LeavePage::LeavePage(QWidget* parent) : PageFrame{"leave_page", parent} {
  words_ = add_text("leave_words");
  unconfirmed_label_ = add_text("leave_unconfirmed", "bad");
  sure_ = new QCheckBox;
  sure_->setObjectName("leave_sure");
  column()->addWidget(sure_);
  stay_ = add_button("leave_stay", true);
  leave_ = add_button("leave_leave");
  leave_->setAutoDefault(false);
  add_buttons({stay_, leave_});
  connect(sure_, &QCheckBox::toggled, leave_, &QPushButton::setEnabled);
  connect(stay_, &QPushButton::clicked, this, &LeavePage::stay);
  connect(leave_, &QPushButton::clicked, this, &LeavePage::leave);
  retranslate();
}

void LeavePage::show_waiting(std::size_t unconfirmed) {
  unconfirmed_ = unconfirmed;
  sure_->setChecked(false);
  leave_->setEnabled(false);
  retranslate();
}

void LeavePage::retranslate() {
  set_title(tr("For staff: leave this machine"));
  set_words(*words_, tr("The attempt is not handed in and the time goes on. Every confirmed answer is at the "
                        "server: the candidate logs in "
                        "on another machine, or here again, and goes on with the paper."));
  set_words(*unconfirmed_label_, tr("Answers that the server has not confirmed yet: %1. They stay on this "
                                    "machine only and are sent when the "
                                    "same candidate logs in here again.")
                                     .arg(unconfirmed_));
  unconfirmed_label_->setVisible(unconfirmed_ > 0);
  sure_->setText(tr("&Free this machine although the attempt is still open"));
  sure_->setAccessibleName(tr("Free this machine although the attempt is still open"));
  set_words(*stay_, tr("&Back to the exam"));
  set_words(*leave_, tr("&Leave this machine"));
}

}  // namespace examhall::window
