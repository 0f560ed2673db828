#pragma once
// The one window: holds the desk and the pages, and puts them together. Which page is up is flow.hpp's
// decision; what stands on it is the page's. The window's thread.
#include <map>
#include <QStackedWidget>
#include <QTimer>

#include "client/core/client.hpp"
#include "client/sheet/desk.hpp"
#include "client/window/announcements.hpp"
#include "client/window/exam_mode.hpp"
#include "client/window/flow.hpp"
#include "client/window/header.hpp"
#include "client/window/room.hpp"

namespace examhall::sheet {
class ExamPage;
}

namespace examhall::window {

class ChecksPage;
class ClosingPage;
class LeavePage;
class LoginPage;
class PausePage;
class PersonPage;
class PracticeDesk;
class PracticePage;
class ReceiptPage;
class RulesPage;
class ServerPage;
class WaitingPage;

class ExamWindow final : public QWidget {
  Q_OBJECT
 public:
  /// Makes the desk of a login; throws std::runtime_error if that cannot be. Tests put their own in.
  using DeskMaker = std::function<std::unique_ptr<sheet::Desk>(client::ClientSettings)>;
  struct Manner {
    bool exam_mode = true;
    std::string ticket{};
  };
  ExamWindow(RoomFound found, const base::Clock& clock, Manner manner, DeskMaker make_desk);
  ~ExamWindow() override;

  /// The whole screen, or a plain window.
  void open();
  Page page() const { return page_; }

 protected:
  void closeEvent(QCloseEvent* event) override;

 private:
  template <class T>
  T* add(Page page, T* widget);
  void make_pages(const RoomFound& found);
  void connect_pages();
  void connect_desk();
  template <class... Told>
  auto queued(void (ExamWindow::*hear)(Told...));

  void set_room(const client::RoomSettings& room);
  void log_in(const QString& ticket, const QString& code, bool next_try);
  void drop_desk();
  void back_to_login(const std::optional<base::Text>& reason);
  void desk_changed();
  void desk_stopped(const client::Stop& stop);
  void show_end(const protocol::Ended& ended, const std::optional<client::CheckedReceipt>& receipt);
  void show_stop(const client::Stop& stop);
  void note_deadline(const protocol::Deadline& deadline);
  void note_problem(const base::Problem& problem);
  void announce();
  void leave_seat();
  void next_try();
  void finish();

  Situation situation() const;
  void go(const std::function<void(Steps&)>& step);
  void refresh();
  void tick();
  void fill(Page page);
  void turn_to(Page page);
  void begin_practice();
  void end_practice();

  const base::Clock& clock_;
  Manner manner_;
  DeskMaker make_desk_;
  std::optional<client::RoomSettings> room_;

  std::unique_ptr<sheet::Desk> desk_;
  int logins_ = 0;
  std::unique_ptr<PracticeDesk> practice_desk_;
  Steps steps_;
  std::optional<client::StopReason> stop_;
  Page page_ = Page::server;
  bool answer_wants_keyboard_ = false;  // the page is up, its first question is not here yet

  Header* header_;
  Announcements* announcements_;
  QStackedWidget* stack_;
  std::map<Page, QWidget*> pages_;
  ServerPage* server_page_ = nullptr;
  LoginPage* login_page_ = nullptr;
  PersonPage* person_page_ = nullptr;
  RulesPage* rules_page_ = nullptr;
  ChecksPage* checks_page_ = nullptr;
  WaitingPage* waiting_page_ = nullptr;
  PracticePage* practice_page_ = nullptr;
  PausePage* pause_page_ = nullptr;
  LeavePage* leave_page_ = nullptr;
  ClosingPage* closing_page_ = nullptr;
  ReceiptPage* receipt_page_ = nullptr;
  sheet::ExamPage* exam_page_ = nullptr;
  QTimer ticks_;
  std::unique_ptr<ExamMode> exam_mode_;
};

}  // namespace examhall::window
