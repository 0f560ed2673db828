#pragma once
// What makes the window an exam's: the whole screen, on top, other screens covered, a clipboard of its own,
// leaving reported. A program can only ask the window system for this; docs/kiosk.md says what it takes to
// hold it. The window's thread.
#include <functional>
#include <memory>
#include <QTimer>
#include <QWidget>
#include <vector>

#include "base/clock.hpp"
#include "client/window/focus_watch.hpp"
#include "client/window/paper_clipboard.hpp"

class QScreen;

namespace examhall::window {

class ExamMode final : public QObject {
  Q_OBJECT
 public:
  using Report = std::function<void(const FocusReport&)>;
  /// Takes the whole screen for `window` when it is shown.
  ExamMode(QWidget& window, const base::Clock& clock, Report report);
  void show();
  /// Whether leaving the window concerns the proctors now.
  void set_watched(bool watched);

 private:
  void cover_screens();
  void state_changed(Qt::ApplicationState state);
  void arm();
  void tell(const std::optional<FocusReport>& report);

  QWidget& window_;
  const base::Clock& clock_;
  Report report_;
  PaperClipboard clipboard_;
  FocusWatch focus_;
  QTimer timer_;
  bool watched_ = false;
  std::vector<std::unique_ptr<QWidget>> covers_;
};

}  // namespace examhall::window
