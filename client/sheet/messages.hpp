#pragma once
// Everything that was said to the candidate during the exam, in order: by proctors, by the server about time
// and answers, by this machine. The window's thread.
#include <functional>
#include <QObject>
#include <vector>

#include "client/sheet/desk.hpp"

namespace examhall::sheet {

struct Message {
  std::function<QString()> text;  ///< asked each time, for the language may have changed
  base::Instant at{};
  std::optional<std::uint32_t> notice{};  ///< a proctor's: reading it is told to the server
  bool bad = false;
  bool read = false;
};

class Messages : public QObject {
  Q_OBJECT
 public:
  explicit Messages(Desk& desk, QObject* parent = nullptr);

  void add(std::function<QString()> text, bool bad = false);
  void minutes_left(int minutes);
  const std::vector<Message>& all() const { return all_; }
  /// The latest that was not read; null if there is none.
  const Message* unread() const;
  std::size_t unread_count() const;
  void read_latest();

 signals:
  void changed();

 private:
  void take_notices();
  void deadline_moved(const protocol::Deadline& deadline);

  Desk& desk_;
  std::vector<Message> all_;
};

}  // namespace examhall::sheet
