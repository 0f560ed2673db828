// The pages of the window: making them, turning to the right one, filling it.
#include <QScreen>
#include <QShortcut>
#include <QVBoxLayout>

#include "client/sheet/exam_page.hpp"
#include "client/window/checks_page.hpp"
#include "client/window/closing_page.hpp"
#include "client/window/exam_window.hpp"
#include "client/window/leave_page.hpp"
#include "client/window/login_page.hpp"
#include "client/window/pause_page.hpp"
#include "client/window/person_page.hpp"
#include "client/window/practice_desk.hpp"
#include "client/window/practice_page.hpp"
#include "client/window/receipt_page.hpp"
#include "client/window/rules_page.hpp"
#include "client/window/server_page.hpp"
#include "client/window/waiting_page.hpp"

namespace examhall::window {
namespace {

constexpr std::chrono::milliseconds kTick{250};
constexpr auto kStaffKeys = "Ctrl+Shift+F12";  // docs/kiosk.md

}  // namespace

ExamWindow::ExamWindow(RoomFound found, const base::Clock& clock, Manner manner, DeskMaker make_desk)
    : clock_{clock},
      manner_{std::move(manner)},
      make_desk_{std::move(make_desk)},
      header_{new Header},
      announcements_{new Announcements},
      stack_{new QStackedWidget} {
  setObjectName("exam_window");
  auto* whole = new QVBoxLayout{this};
  whole->setContentsMargins(0, 0, 0, 0);
  whole->setSpacing(0);
  whole->addWidget(header_);
  whole->addWidget(announcements_);
  whole->addWidget(stack_, 1);
  make_pages(found);
  connect_pages();
  auto* staff = new QShortcut{QKeySequence{kStaffKeys}, this};
  connect(staff, &QShortcut::activated, this, [this] {
    if (holds_a_seat(situation())) go([](Steps& s) { s.leaving = true; });
  });
  if (manner_.exam_mode) {
    exam_mode_ = std::make_unique<ExamMode>(*this, clock_, [this](const FocusReport& r) {
      if (desk_) desk_->report(r.kind, r.detail);
    });
  }
  connect(&ticks_, &QTimer::timeout, this, &ExamWindow::tick);
  ticks_.start(kTick);
  if (found.room) set_room(*found.room);
  login_page_->set_ticket(QString::fromStdString(manner_.ticket), false);
  turn_to(page_of(situation()));
  announce();
}

template <class T>
T* ExamWindow::add(Page page, T* widget) {
  stack_->addWidget(widget);
  pages_[page] = widget;
  return widget;
}

void ExamWindow::make_pages(const RoomFound& found) {
  server_page_ = add(Page::server, new ServerPage{found});
  login_page_ = add(Page::login, new LoginPage);
  person_page_ = add(Page::person, new PersonPage);
  rules_page_ = add(Page::rules, new RulesPage);
  checks_page_ = add(Page::checks, new ChecksPage);
  waiting_page_ = add(Page::waiting, new WaitingPage);
  pause_page_ = add(Page::paused, new PausePage);
  leave_page_ = add(Page::leaving, new LeavePage);
  closing_page_ = add(Page::closing, new ClosingPage);
  receipt_page_ = add(Page::receipt, new ReceiptPage);
}

void ExamWindow::connect_pages() {
  connect(server_page_, &ServerPage::chosen, this, &ExamWindow::set_room);
  connect(server_page_, &ServerPage::quit, this, &ExamWindow::close);
  connect(login_page_, &LoginPage::login, this, &ExamWindow::log_in);
  connect(login_page_, &LoginPage::cancelled, this, [this] { back_to_login(std::nullopt); });
  connect(login_page_, &LoginPage::quit, this, &ExamWindow::close);
  connect(person_page_, &PersonPage::confirmed, this, [this] { go([](Steps& s) { s.person = true; }); });
  connect(person_page_, &PersonPage::rejected, this, &ExamWindow::leave_seat);
  connect(rules_page_, &RulesPage::accepted, this, [this] { go([](Steps& s) { s.rules = true; }); });
  connect(checks_page_, &ChecksPage::done, this, [this] { go([](Steps& s) { s.checks = true; }); });
  connect(waiting_page_, &WaitingPage::practise, this, [this] { go([](Steps& s) { s.practising = true; }); });
  connect(leave_page_, &LeavePage::stay, this, [this] { go([](Steps& s) { s.leaving = false; }); });
  connect(leave_page_, &LeavePage::leave, this, &ExamWindow::leave_seat);
  connect(closing_page_, &ClosingPage::back, this, [this] { back_to_login(std::nullopt); });
  connect(announcements_, &Announcements::changed, this, &ExamWindow::announce);
  connect(announcements_, &Announcements::read, this, [this](std::uint32_t id) {
    if (desk_) desk_->read_notice(id);
  });
  connect(receipt_page_, &ReceiptPage::finished, this, &ExamWindow::finish);
  connect(receipt_page_, &ReceiptPage::next_try, this, &ExamWindow::next_try);
}

void ExamWindow::leave_seat() {
  if (desk_) desk_->leave();
}

void ExamWindow::go(const std::function<void(Steps&)>& step) {
  step(steps_);
  refresh();
}

void ExamWindow::refresh() {
  const Situation now = situation();
  const Page wanted = page_of(now);
  if (wanted != page_) turn_to(wanted);
  if (exam_mode_) exam_mode_->set_watched(is_watched(now));
  fill(page_);
  announce();
  if (answer_wants_keyboard_ && desk_ && desk_->state().items_here() > 0) {
    answer_wants_keyboard_ = false;
    exam_page_->focus_answer();
  }
}

// The paper shows these itself, from the moment on that it is there.
void ExamWindow::announce() {
  announcements_->show_desk(desk_.get());
  announcements_->setVisible(page_ != Page::exam && announcements_->waiting());
}

void ExamWindow::note_problem(const base::Problem& problem) {
  if (page_ != Page::exam) announcements_->add_problem(problem);
  announce();
}

void ExamWindow::turn_to(Page page) {
  if (page_ == Page::exam && exam_page_ != nullptr) exam_page_->give_now();
  if (page == Page::leaving) leave_page_->show_waiting(desk_->state().answers().pending());
  if (page == Page::practice && practice_page_ == nullptr) begin_practice();
  if (page == Page::exam && exam_page_ == nullptr) {
    exam_page_ = new sheet::ExamPage{*desk_};
    stack_->addWidget(exam_page_);
  }
  page_ = page;
  const bool paper = page == Page::exam || page == Page::practice;
  header_->setVisible(!paper);
  stack_->setCurrentWidget(page == Page::exam       ? exam_page_
                           : page == Page::practice ? practice_page_
                                                    : pages_.at(page));
  if (page != Page::practice) end_practice();
  fill(page);
  answer_wants_keyboard_ = page == Page::exam;
  if (page == Page::practice) practice_page_->paper().focus_answer();
}

void ExamWindow::fill(Page page) {
  if (!desk_) return;
  const auto& welcome = desk_->state().welcome();
  switch (page) {
    case Page::person:
      return person_page_->show_state(desk_->state());
    case Page::rules:
      return rules_page_->show_batch(welcome->batch);
    case Page::checks:
      return checks_page_->show_measured(measure(*desk_, screen()->size(), room_->journal_folder));
    case Page::waiting:
      return waiting_page_->show_desk(*desk_);
    case Page::practice:
      return practice_page_->show_left(welcome->batch.start - desk_->server_time());
    case Page::paused:
      return pause_page_->show_desk(*desk_);
    default:
      return;
  }
}

void ExamWindow::tick() {
  if (!desk_) return;
  if (page_ == Page::login && desk_->state().phase() == client::Phase::outside && !stop_)
    login_page_->show_progress(desk_->line(), desk_->now(), desk_->state().clock());
  if (page_ == Page::checks || page_ == Page::waiting || page_ == Page::practice || page_ == Page::paused)
    fill(page_);
}

void ExamWindow::show_stop(const client::Stop& stop) {
  closing_page_->show_stop(stop);
  receipt_page_->show_unconfirmed(stop.unconfirmed.size());
}

void ExamWindow::note_deadline(const protocol::Deadline& deadline) {
  if (desk_ && desk_->state().welcome())
    waiting_page_->note_reschedule(deadline, desk_->state().welcome()->batch.zone);
}

}  // namespace examhall::window
