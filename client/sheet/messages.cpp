#include "client/sheet/messages.hpp"

#include <algorithm>

#include "client/sheet/words.hpp"

namespace examhall::sheet {
namespace {

QString minutes(base::Span by) {
  const auto seconds = std::abs(by.count()) / 1000;
  return seconds % 60 == 0 ? Messages::tr("%1 min").arg(seconds / 60)
                           : Messages::tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
}

QString what_moved(const protocol::Deadline& d) {
  if (d.reason == "resumed") return Messages::tr("The exam goes on.");
  if (d.by_ms.count() < 0) return Messages::tr("Your time was shortened by %1.").arg(minutes(d.by_ms));
  if (d.by_ms.count() == 0) return Messages::tr("The exam's times were changed.");
  if (d.reason == "compensated")
    return Messages::tr("You get %1 more, for time that was lost.").arg(minutes(d.by_ms));
  if (d.reason == "rescheduled")
    return Messages::tr("The exam's end was moved: you get %1 more.").arg(minutes(d.by_ms));
  return Messages::tr("You get %1 more.").arg(minutes(d.by_ms));
}

}  // namespace

Messages::Messages(Desk& desk, QObject* parent) : QObject{parent}, desk_{desk} {
  connect(&desk_, &Desk::changed, this, &Messages::take_notices);
  connect(&desk_, &Desk::notice_arrived, this, &Messages::take_notices);
  connect(&desk_, &Desk::deadline_changed, this, &Messages::deadline_moved);
  connect(&desk_, &Desk::answer_refused, this,
          [this](const protocol::Error& error, const client::KeptAnswer& answer) {
            const std::uint32_t number = desk_.state().display_number(answer.item);
            add(
                [number, text = error.text] {
                  return tr("Question %1: not accepted. %2").arg(number).arg(Words::of(text));
                },
                true);
          });
  connect(&desk_, &Desk::superseded, this, [this](const client::KeptAnswer& answer) {
    const std::uint32_t number = desk_.state().display_number(answer.item);
    add([number] {
      return tr("Question %1: the server holds a later answer that was given on another machine.")
          .arg(number);
    });
  });
  connect(&desk_, &Desk::local_problem, this, [this](const base::Problem& problem) {
    add([text = problem.text] { return Words::of(text); }, problem.severity == base::Severity::error);
  });
  take_notices();
}

void Messages::add(std::function<QString()> text, bool bad) {
  all_.push_back({.text = std::move(text), .at = desk_.server_time(), .bad = bad});
  emit changed();
}

void Messages::minutes_left(int minutes_left) {
  add([minutes_left] {
    return tr("%1 minutes are left. What you have answered is kept; there is no need to hurry.")
        .arg(minutes_left);
  });
}

void Messages::deadline_moved(const protocol::Deadline& d) {
  const QString ends = Words::time_of_day(desk_.state(), d.ends_at);
  add([d, ends] {
    QStringList text{what_moved(d), tr("Your exam now ends at %1.").arg(ends)};
    if (!d.text.empty()) text << tr("Reason: %1").arg(QString::fromStdString(d.text));
    return Words::sentences(text);
  });
}

void Messages::take_notices() {
  bool news = false;
  for (const Notice& notice : desk_.notices()) {
    const auto known =
        std::find_if(all_.begin(), all_.end(), [&](const Message& m) { return m.notice == notice.id; });
    if (known == all_.end()) {
      const QString text = QString::fromStdString(notice.text);
      all_.push_back({.text = [text] { return tr("From the proctor: %1").arg(text); },
                      .at = notice.at,
                      .notice = notice.id,
                      .read = notice.read});
      news = true;
    } else if (notice.read && !known->read) {
      news = known->read = true;
    }
  }
  if (news) emit changed();
}

const Message* Messages::unread() const {
  const auto found = std::find_if(all_.rbegin(), all_.rend(), [](const Message& m) { return !m.read; });
  return found == all_.rend() ? nullptr : &*found;
}

std::size_t Messages::unread_count() const {
  return static_cast<std::size_t>(
      std::count_if(all_.begin(), all_.end(), [](const Message& m) { return !m.read; }));
}

void Messages::read_latest() {
  const auto found = std::find_if(all_.rbegin(), all_.rend(), [](const Message& m) { return !m.read; });
  if (found == all_.rend()) return;
  found->read = true;
  if (const auto notice = found->notice) desk_.read_notice(*notice);
  emit changed();
}

}  // namespace examhall::sheet
