// The window's life: login, desk, end. Pages are made and filled in exam_window_pages.cpp.
#include "client/window/exam_window.hpp"

#include <QApplication>
#include <QCloseEvent>

#include "client/sheet/clipboard.hpp"
#include "client/sheet/exam_page.hpp"
#include "client/window/language.hpp"
#include "client/window/login_page.hpp"
#include "client/window/practice_desk.hpp"
#include "client/window/practice_page.hpp"
#include "client/window/receipt_page.hpp"
#include "client/window/waiting_page.hpp"

namespace examhall::window {

using client::Phase;
using client::StopReason;

ExamWindow::~ExamWindow() { drop_desk(); }

void ExamWindow::open() {
  if (exam_mode_) return exam_mode_->show();
  resize(1280, 720);
  show();
}

Situation ExamWindow::situation() const {
  Situation s;
  s.server_known = room_.has_value();
  if (desk_) s.phase = desk_->state().phase();
  s.stop = stop_;
  s.steps = steps_;
  return s;
}

void ExamWindow::set_room(const client::RoomSettings& room) {
  room_ = room;
  login_page_->set_machine(QString::fromStdString(room.machine),
                           QString::fromStdString(room.server.host + ":" + room.server.port));
  refresh();
}

void ExamWindow::log_in(const QString& ticket, const QString& code, bool next_try) {
  drop_desk();
  client::ClientSettings settings;
  settings.server = room_->server;
  settings.server_key = room_->server_key;
  settings.who = {ticket.toStdString(), code.toStdString(), room_->machine, client::kProgram, next_try};
  settings.journal_folder = room_->journal_folder;
  try {
    settings.tls = std::make_shared<client::TlsClient>(room_->ca);
    desk_ = make_desk_(std::move(settings));
  } catch (const std::exception& e) {
    return login_page_->show_form(base::Text{std::string{"无法开始登录："} + e.what(),
                                             std::string{"The login cannot begin: "} + e.what()});
  }
  connect_desk();
  desk_changed();
}

// What an earlier login still had to say concerns nobody.
template <class... Told>
auto ExamWindow::queued(void (ExamWindow::*hear)(Told...)) {
  return [this, hear, login = logins_](Told... told) {
    if (login == logins_) (this->*hear)(told...);
  };
}

void ExamWindow::connect_desk() {
  ++logins_;
  // Queued: what a page does about an event must not take the desk away under whoever tells it.
  const sheet::Desk* const desk = desk_.get();
  connect(desk, &sheet::Desk::changed, this, queued(&ExamWindow::desk_changed), Qt::QueuedConnection);
  connect(desk, &sheet::Desk::stopped, this, queued(&ExamWindow::desk_stopped), Qt::QueuedConnection);
  connect(desk, &sheet::Desk::ended, this, queued(&ExamWindow::show_end), Qt::QueuedConnection);
  connect(desk, &sheet::Desk::local_problem, this, queued(&ExamWindow::note_problem), Qt::QueuedConnection);
  connect(desk, &sheet::Desk::deadline_changed, this, queued(&ExamWindow::note_deadline),
          Qt::QueuedConnection);
}

// The pages that look at the desk go first.
void ExamWindow::drop_desk() {
  end_practice();
  delete exam_page_;
  exam_page_ = nullptr;
  desk_.reset();
  ++logins_;
  announcements_->forget();
  waiting_page_->forget_notes();
  steps_ = {};
  stop_.reset();
  sheet::clipboard_of_paper().clear();
}

void ExamWindow::back_to_login(const std::optional<base::Text>& reason) {
  drop_desk();
  login_page_->show_form(reason);
  refresh();
}

void ExamWindow::desk_changed() {
  if (!desk_) return;
  if (desk_->state().phase() == Phase::outside && !stop_) {
    login_page_->show_progress(desk_->line(), desk_->now(), desk_->state().clock());
  }
  if (desk_->state().phase() != Phase::outside) login_page_->forget_code();
  refresh();
}

void ExamWindow::desk_stopped(const client::Stop& stop) {
  if (!desk_) return;
  if (stop.reason == StopReason::left) return back_to_login(std::nullopt);
  if (stop.reason == StopReason::refused) return back_to_login(stop.text);
  stop_ = stop.reason;
  show_stop(stop);
  refresh();
}

void ExamWindow::show_end(const protocol::Ended& ended,
                          const std::optional<client::CheckedReceipt>& receipt) {
  if (!desk_) return;
  const auto& welcome = desk_->state().welcome();
  receipt_page_->show_end(ended, receipt, welcome ? welcome->batch.zone : std::string{});
  refresh();
}

void ExamWindow::next_try() {
  const QString ticket = login_page_->ticket();
  back_to_login(std::nullopt);
  login_page_->set_ticket(ticket, true);
}

// The next candidate at this machine types a ticket of their own.
void ExamWindow::finish() {
  back_to_login(std::nullopt);
  login_page_->set_ticket({}, false);
}

void ExamWindow::begin_practice() {
  const client::ExamState& state = desk_->state();
  PracticeRoom room;
  room.language = language();
  room.person = state.welcome()->person;
  room.zone = state.welcome()->batch.zone;
  room.clock_offset = state.clock().offset();
  practice_desk_ = std::make_unique<PracticeDesk>(room, clock_);
  practice_page_ = new PracticePage{*practice_desk_, new sheet::ExamPage{*practice_desk_}};
  stack_->addWidget(practice_page_);
  connect(
      practice_page_, &PracticePage::back, this, [this] { go([](Steps& s) { s.practising = false; }); },
      Qt::QueuedConnection);
}

void ExamWindow::end_practice() {
  delete practice_page_;
  practice_page_ = nullptr;
  practice_desk_.reset();
}

void ExamWindow::closeEvent(QCloseEvent* event) {
  if (!holds_a_seat(situation())) {
    event->accept();
    return QApplication::quit();
  }
  event->ignore();
  // Without exam mode this is somebody trying the program: the way out is the one that staff have.
  if (!exam_mode_) go([](Steps& s) { s.leaving = true; });
}

}  // namespace examhall::window
