#include "client/window/login_page.hpp"

#include "client/sheet/look_sheet.hpp"
#include "client/window/language.hpp"
#include "client/window/login_words.hpp"

namespace examhall::window {

LoginPage::LoginPage(QWidget* parent) : PageFrame{"login_page", parent} {
  intro_ = add_text("login_intro");
  ticket_label_ = add_text("login_ticket_label");
  ticket_ = add_line("login_ticket", ticket_label_);
  ticket_->setMaxLength(64);
  ticket_->setInputMethodHints(Qt::ImhLatinOnly | Qt::ImhNoPredictiveText);
  code_label_ = add_text("login_code_label");
  code_ = add_line("login_code", code_label_);
  code_->setMaxLength(128);
  code_->setInputMethodHints(Qt::ImhLatinOnly | Qt::ImhNoPredictiveText | Qt::ImhSensitiveData);
  hide_ = new QCheckBox;
  hide_->setObjectName("login_hide");
  column()->addWidget(hide_);
  status_ = add_text("login_status");
  login_ = add_button("login_button", true);
  cancel_ = add_button("login_cancel");
  quit_ = add_button("login_quit");
  add_buttons({login_, cancel_, quit_});
  machine_ = add_text("login_machine", "quiet");
  connect(ticket_, &QLineEdit::returnPressed, code_, [this] { code_->setFocus(); });
  connect(code_, &QLineEdit::returnPressed, this, &LoginPage::submit);
  connect(login_, &QPushButton::clicked, this, &LoginPage::submit);
  connect(cancel_, &QPushButton::clicked, this, &LoginPage::cancelled);
  connect(quit_, &QPushButton::clicked, this, &LoginPage::quit);
  connect(hide_, &QCheckBox::toggled, this, &LoginPage::show_code);
  set_busy(false);
  retranslate();
}

QWidget* LoginPage::first_control() {
  if (busy_) return cancel_;
  return ticket_->text().isEmpty() ? ticket_ : code_;
}

void LoginPage::retranslate() {
  set_title(next_try_ ? tr("Log in for another try") : tr("Log in"));
  set_words(*intro_, tr("Ticket number and access code are printed on your admission ticket. Spaces, hyphens "
                        "and capitals make no difference in the code."));
  set_words(*ticket_label_, tr("&Ticket number"));
  ticket_->setAccessibleName(tr("Ticket number"));
  set_words(*code_label_, tr("&Access code"));
  code_->setAccessibleName(tr("Access code"));
  hide_->setText(tr("&Hide the code while typing"));
  hide_->setAccessibleName(tr("Hide the code while typing"));
  set_words(*login_, tr("&Log in"));
  set_words(*cancel_, tr("&Cancel"));
  set_words(*quit_, tr("&Quit"));
  set_words(*machine_, tr("This machine: %1. Server: %2.").arg(machine_name_, server_));
  if (!busy_) set_words(*status_, reason_ ? words(*reason_) : QString{});
}

void LoginPage::set_ticket(const QString& ticket, bool next_try) {
  ticket_->setText(ticket);
  next_try_ = next_try;
  retranslate();
}

void LoginPage::set_machine(const QString& machine, const QString& server) {
  machine_name_ = machine;
  server_ = server;
  retranslate();
}

// Where a door stays shut for long, neighbours would have the time to read it.
void LoginPage::show_code() {
  const bool hidden = busy_ || hide_->isChecked();
  code_->setEchoMode(hidden ? QLineEdit::Password : QLineEdit::Normal);
}

void LoginPage::set_busy(bool busy) {
  busy_ = busy;
  show_code();
  for (QWidget* w : std::initializer_list<QWidget*>{ticket_, code_, hide_, login_}) w->setEnabled(!busy);
  login_->setVisible(!busy);
  cancel_->setVisible(busy);
  quit_->setVisible(!busy);
}

void LoginPage::show_progress(const client::LineReport& line, base::Instant now,
                              const client::ClockOffset& clock) {
  if (!busy_) {
    set_busy(true);
    cancel_->setFocus();
  }
  if (line.loss || line.refusal) trouble_ = line;
  sheet::set_role(*status_, trouble_.loss ? "warn" : "text");
  set_words(*status_, login_progress(line, trouble_, now, clock));
}

void LoginPage::show_form(const std::optional<base::Text>& reason) {
  reason_ = reason;
  trouble_ = {};
  set_busy(false);
  code_->clear();
  sheet::set_role(*status_, "bad");
  set_words(*status_, reason ? words(*reason) : QString{});
  if (isVisible()) first_control()->setFocus();
}

void LoginPage::submit() {
  const QString ticket = ticket_->text().trimmed();
  const QString code = code_->text().trimmed();
  if (ticket.isEmpty() || code.isEmpty()) {
    reason_ = base::Text{"请填写准考证号和登录码", "Fill in the ticket number and the access code"};
    sheet::set_role(*status_, "bad");
    set_words(*status_, words(*reason_));
    return (ticket.isEmpty() ? ticket_ : code_)->setFocus();
  }
  reason_.reset();
  emit login(ticket, code, next_try_);
}

}  // namespace examhall::window
