#include "client/window/login_words.hpp"

#include <QCoreApplication>

#include "client/sheet/words.hpp"
#include "client/window/language.hpp"

namespace examhall::window {
namespace {

using client::LineState;

struct Login {
  Q_DECLARE_TR_FUNCTIONS(Login)
};

QString retry_words(const client::LineReport& line, base::Instant now) {
  if (!line.retry_at) return {};
  const qint64 seconds = std::max<qint64>(0, (*line.retry_at - now).count() + 999) / 1000;
  return Login::tr("Trying again by itself in %1 s.").arg(seconds);
}

QString refusal_words(const client::LineReport& line, base::Instant now, const client::ClockOffset& clock) {
  const protocol::Error& refusal = *line.refusal;
  QStringList out{words(refusal.text)};
  if (refusal.id == "not_open_yet" && refusal.when) {
    out.clear();
    out << Login::tr("The door is not open yet. It opens at %1.").arg(date_and_time(*refusal.when, {}));
    if (clock.known())
      out << Login::tr("That is in %1 by the server's clock.")
                 .arg(length(*refusal.when - clock.server_time(now)));
    out << Login::tr(
        "You need not type anything again: this page goes on by itself as soon as the door opens.");
    return out.join('\n');
  }
  out << retry_words(line, now);
  return out.join('\n');
}

}  // namespace

QString login_progress(const client::LineReport& line, const client::LineReport& before, base::Instant now,
                       const client::ClockOffset& clock) {
  if (line.state == LineState::stopped) return {};
  if (line.state == LineState::offline && line.refusal) return refusal_words(line, now, clock);
  if (line.state == LineState::offline && line.loss)
    return words(line.loss->text) + "\n" + retry_words(line, now);
  const QString trying = line.state == LineState::logging_in ? Login::tr("Connected. Logging in…")
                                                             : Login::tr("Connecting to the server…");
  if (before.refusal) return words(before.refusal->text) + "\n" + trying;
  if (before.loss) return words(before.loss->text) + "\n" + trying;
  return trying;
}

QString connection_words(const client::LineReport& line, base::Instant now) {
  switch (line.state) {
    case LineState::online:
      return Login::tr("Connected to the server.");
    case LineState::stopped:
      return Login::tr("Not connected.");
    case LineState::connecting:
    case LineState::logging_in:
      return Login::tr("The connection was lost. Connecting again…");
    case LineState::offline:
      break;
  }
  return sheet::Words::sentences(
      {line.loss ? words(line.loss->text) : Login::tr("The connection was lost."), retry_words(line, now)});
}

}  // namespace examhall::window
