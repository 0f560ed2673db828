#include "client/window/pause_page.hpp"

#include "client/window/language.hpp"
#include "client/window/login_words.hpp"

namespace examhall::window {

PausePage::PausePage(QWidget* parent) : PageFrame{"pause_page", parent} {
  setFocusPolicy(Qt::StrongFocus);
  notice_label_ = add_text("pause_notice", "heading");
  stands_ = add_text("pause_stands");
  left_label_ = add_text("pause_left", "time");
  line_ = add_text("pause_connection", "quiet");
  retranslate();
}

void PausePage::show_desk(const sheet::Desk& desk) {
  left_ = desk.state().remaining(desk.now());
  notice_ = desk.state().notice();
  connection_ = connection_words(desk.line(), desk.now());
  retranslate();
}

void PausePage::retranslate() {
  set_title(tr("The exam is paused"));
  set_words(*notice_label_, QString::fromStdString(notice_));
  notice_label_->setVisible(!notice_.empty());
  set_words(*stands_, tr("Your paper is covered and your time stands. Everything you answered is kept. The "
                         "paper comes back by "
                         "itself when the proctor resumes the exam."));
  set_words(*left_label_, left_ ? tr("Time left: %1").arg(length_left(*left_)) : QString{});
  set_words(*line_, connection_);
}

}  // namespace examhall::window
