#include "client/window/exam_mode.hpp"

#include <QGuiApplication>
#include <QScreen>

namespace examhall::window {
namespace {

constexpr Qt::WindowFlags kOnTop = Qt::Window | Qt::FramelessWindowHint | Qt::WindowStaysOnTopHint;

std::unique_ptr<QWidget> cover_for(QScreen& screen) {
  auto cover = std::make_unique<QWidget>();
  cover->setObjectName("screen_cover");
  cover->setAttribute(Qt::WA_ShowWithoutActivating);
  cover->setAutoFillBackground(true);
  cover->setPalette(QPalette{Qt::black, Qt::black});
  cover->setWindowFlags(kOnTop | Qt::WindowDoesNotAcceptFocus);
  cover->setGeometry(screen.geometry());
  cover->showFullScreen();
  return cover;
}

}  // namespace

ExamMode::ExamMode(QWidget& window, const base::Clock& clock, Report report)
    : window_{window}, clock_{clock}, report_{std::move(report)} {
  window_.setWindowFlags(kOnTop);
  timer_.setSingleShot(true);
  connect(&timer_, &QTimer::timeout, this, [this] {
    tell(focus_.tick(clock_.now()));
    arm();
  });
  connect(qGuiApp, &QGuiApplication::applicationStateChanged, this, &ExamMode::state_changed);
  connect(qGuiApp, &QGuiApplication::screenAdded, this, &ExamMode::cover_screens);
  connect(qGuiApp, &QGuiApplication::screenRemoved, this, &ExamMode::cover_screens);
}

void ExamMode::show() {
  window_.showFullScreen();
  window_.raise();
  window_.activateWindow();
  cover_screens();
}

void ExamMode::cover_screens() {
  covers_.clear();
  for (QScreen* screen : QGuiApplication::screens()) {
    // A mirrored screen shows the exam itself.
    if (screen != window_.screen() && !screen->geometry().intersects(window_.screen()->geometry()))
      covers_.push_back(cover_for(*screen));
  }
}

void ExamMode::set_watched(bool watched) {
  if (watched_ == watched) return;
  watched_ = watched;
  focus_.reset();
  if (watched_ && QGuiApplication::applicationState() != Qt::ApplicationActive) focus_.lost(clock_.now());
  arm();
}

void ExamMode::state_changed(Qt::ApplicationState state) {
  if (!watched_) return;
  if (state == Qt::ApplicationActive)
    tell(focus_.gained(clock_.now()));
  else
    focus_.lost(clock_.now());
  arm();
}

void ExamMode::arm() {
  timer_.stop();
  if (const auto due = focus_.due()) timer_.start(std::max(*due - clock_.now(), base::Span{0}));
}

void ExamMode::tell(const std::optional<FocusReport>& report) {
  if (report) report_(*report);
}

}  // namespace examhall::window
