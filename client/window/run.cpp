#include "client/window/run.hpp"

#include <cstdio>
#include <cstdlib>
#include <QApplication>
#include <QIcon>
#include <QScreen>

#include "base/clock.hpp"
#include "client/sheet/look.hpp"
#include "client/window/exam_window.hpp"
#include "client/window/instance.hpp"
#include "client/window/language.hpp"
#include "client/window/live_desk.hpp"
#include "client/window/options.hpp"

namespace examhall::window {
namespace {

constexpr int kUsage = 2, kRunsAlready = 10;
constexpr int kLargeScreen = 1000;  // pixels high

bool has_a_screen() {
  for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return true;
  }
  return false;
}

// A large screen has room for larger text; everybody can change it.
sheet::Look first_look() {
  const QScreen* const screen = QGuiApplication::primaryScreen();
  return {sheet::Scheme::normal, screen != nullptr && screen->size().height() >= kLargeScreen ? 125 : 100};
}

int complain(const base::Text& text, base::Language language, int status) {
  std::fprintf(stderr, "examhall-client: %s\n", text.in(language).c_str());
  return status;
}

RoomFound room_of(const WindowOptions& options) {
  if (options.room) return find_room({*options.room});
  return find_room(usual_room_files(QCoreApplication::applicationDirPath().toStdString()));
}

}  // namespace

int run_window(int argc, char** argv) {
  const auto read = read_window_options(argc, argv);
  if (const int* status = std::get_if<int>(&read)) return *status;
  const auto& options = std::get<WindowOptions>(read);
  if (!has_a_screen()) {
    return complain({"没有图形界面（DISPLAY 未设置）；无窗口运行请加 --headless",
                     "There is no screen (DISPLAY is not set); --headless runs without one"},
                    options.language, kUsage);
  }
  int count = 1;  // the rest of the line is ours, not Qt's
  QApplication application{count, argv};
  QApplication::setApplicationName("examhall-client");
  QApplication::setDesktopFileName("examhall-client");
  QApplication::setQuitOnLastWindowClosed(false);
  QApplication::setWindowIcon(QIcon{":/examhall/examhall-client-128.png"});
  sheet::apply_look(application, first_look());
  set_language(options.language);

  const RoomFound found = room_of(options);
  if (options.room && !found.room && found.problems.empty())
    return complain(
        {"找不到考场设置 " + options.room->string(), "There is no file " + options.room->string()},
        options.language, kUsage);
  const QString server = found.room
                             ? QString::fromStdString(found.room->server.host + ":" + found.room->server.port)
                             : QString{};
  std::unique_ptr<QLockFile> only;
  if (!options.windowed && (only = only_instance(server)) == nullptr)
    return complain({"本机已有一个考试窗口", "An exam window runs on this machine already"}, options.language,
                    kRunsAlready);

  const base::AnchoredClock clock;
  ExamWindow window{
      found, clock, {!options.windowed, options.ticket}, [&clock](client::ClientSettings settings) {
        return std::make_unique<LiveDesk>(std::move(settings), clock);
      }};
  window.open();
  return QApplication::exec();
}

}  // namespace examhall::window
