#include "client/window/server_page.hpp"

#include "client/window/language.hpp"

namespace examhall::window {
namespace {

QString lines(const base::Problems& problems) {
  QStringList out;
  for (const base::Problem& p : problems) {
    out << (p.place.file.empty() ? words(p.text) : QString::fromStdString(base::to_line(p, language())));
  }
  return out.join('\n');
}

}  // namespace

ServerPage::ServerPage(RoomFound found, QWidget* parent)
    : PageFrame{"server_page", parent}, found_{std::move(found)} {
  why_ = add_text("server_why");
  places_ = add_text("server_places", "quiet");
  address_label_ = add_text("server_address_label");
  address_ = add_line("server_address", address_label_);
  authority_label_ = add_text("server_authority_label");
  authority_ = add_line("server_authority", authority_label_);
  problems_ = add_text("server_problems", "bad");
  continue_ = add_button("server_continue", true);
  quit_ = add_button("server_quit");
  add_buttons({continue_, quit_});
  connect(continue_, &QPushButton::clicked, this, &ServerPage::go_on);
  connect(address_, &QLineEdit::returnPressed, authority_, [this] { authority_->setFocus(); });
  connect(authority_, &QLineEdit::returnPressed, this, &ServerPage::go_on);
  connect(quit_, &QPushButton::clicked, this, &ServerPage::quit);
  retranslate();
}

void ServerPage::retranslate() {
  set_title(tr("Which server?"));
  set_words(
      *why_,
      found_.problems.empty()
          ? tr("No settings of this exam room were found on this machine. Exam staff enter the server here.")
          : tr("The settings of this exam room are wrong. Call the exam staff.") + "\n" +
                lines(found_.problems));
  QStringList places;
  for (const auto& file : found_.looked_at) places << QString::fromStdString(file.string());
  set_words(*places_, tr("Looked for: %1").arg(places.join(tr(", "))));
  set_words(*address_label_, tr("&Server (host:port)"));
  address_->setAccessibleName(tr("Server (host:port)"));
  set_words(*authority_label_, tr("&Certificate authority of the exam (file ca.pem)"));
  authority_->setAccessibleName(tr("Certificate authority of the exam (file ca.pem)"));
  set_words(*problems_, lines(typed_problems_));
  problems_->setVisible(!typed_problems_.empty());
  set_words(*continue_, tr("C&ontinue"));
  set_words(*quit_, tr("&Quit"));
}

void ServerPage::go_on() {
  auto room = typed_room(address_->text().toStdString(), authority_->text().toStdString());
  typed_problems_ = room ? base::Problems{} : room.error();
  retranslate();
  if (room) emit chosen(*room);
}

}  // namespace examhall::window
