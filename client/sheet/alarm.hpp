#pragma once
// A clock that rings once after a while: of Qt in the window, of the test in tests. The window's thread.
#include <functional>
#include <memory>
#include <QObject>
#include <QTimer>

#include "base/time.hpp"

namespace examhall::sheet {

class Alarm {
 public:
  virtual ~Alarm() = default;
  /// Replaces what was set before.
  virtual void set(base::Span after) = 0;
  virtual void cancel() = 0;
  virtual bool is_set() const = 0;
};

/// The alarm calls the function each time it rings.
using AlarmMaker = std::function<std::unique_ptr<Alarm>(std::function<void()> ring)>;

class QtAlarm final : public Alarm {
 public:
  explicit QtAlarm(std::function<void()> ring) {
    timer_.setSingleShot(true);
    timer_.setTimerType(Qt::PreciseTimer);
    QObject::connect(&timer_, &QTimer::timeout, std::move(ring));
  }
  void set(base::Span after) override { timer_.start(static_cast<int>(after.count())); }
  void cancel() override { timer_.stop(); }
  bool is_set() const override { return timer_.isActive(); }

 private:
  QTimer timer_;
};

inline std::unique_ptr<Alarm> qt_alarm(std::function<void()> ring) {
  return std::make_unique<QtAlarm>(std::move(ring));
}

}  // namespace examhall::sheet
