#pragma once
// Ticket and access code; then, on the same page, what becomes of the login: connecting, refused, the door
// still shut, the network away. It tries on by itself until it is let in, refused, or told to stop.
#include <QCheckBox>

#include "client/core/clock_offset.hpp"
#include "client/core/observer.hpp"
#include "client/window/page.hpp"

namespace examhall::window {

class LoginPage final : public PageFrame {
  Q_OBJECT
 public:
  explicit LoginPage(QWidget* parent = nullptr);
  void retranslate() override;
  QWidget* first_control() override;

  /// For a second try: the ticket stays, the code is asked for again, and the login asks for another try.
  void set_ticket(const QString& ticket, bool next_try);
  void set_machine(const QString& machine, const QString& server);
  /// What the line says while a login is under way.
  void show_progress(const client::LineReport& line, base::Instant now, const client::ClockOffset& clock);
  /// Ready to be filled in again, with the reason if there is one.
  void show_form(const std::optional<base::Text>& reason);
  /// It was accepted: nothing of it stays on the screen.
  void forget_code() { code_->clear(); }
  QString ticket() const { return ticket_->text(); }

 signals:
  void login(const QString& ticket, const QString& code, bool next_try);
  void cancelled();
  void quit();

 private:
  void submit();
  void set_busy(bool busy);
  void show_code();

  bool next_try_ = false, busy_ = false;
  QString machine_name_, server_;
  std::optional<base::Text> reason_;
  client::LineReport trouble_;  // the last there was: said while the next try is under way
  QLabel *intro_, *ticket_label_, *code_label_, *status_, *machine_;
  QLineEdit *ticket_, *code_;
  QCheckBox* hide_;
  QPushButton *login_, *cancel_, *quit_;
};

}  // namespace examhall::window
