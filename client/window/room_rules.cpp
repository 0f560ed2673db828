#include "client/window/room_rules.hpp"

#include <QCoreApplication>

#include "client/window/language.hpp"

namespace examhall::window {
namespace {

struct RoomRules {
  Q_DECLARE_TR_FUNCTIONS(RoomRules)
};

qint64 minutes(base::Span span) { return span.count() / 60'000; }

QStringList rules_of(const protocol::BatchCard& batch) {
  const auto at = [&](base::Instant t) { return clock_time(t, batch.zone).left(5); };
  QStringList out{
      RoomRules::tr("The exam runs from %1 to %2. The server's clock counts, not that of this machine.")
          .arg(at(batch.start), at(batch.end))};
  if (batch.late_entry_after_ms)
    out << RoomRules::tr("Nobody new is let in after %1.").arg(at(batch.start + *batch.late_entry_after_ms));
  if (batch.attempt_time_ms)
    out << RoomRules::tr("You have %1 minutes from your start.").arg(minutes(*batch.attempt_time_ms));
  if (batch.hand_in_after_ms)
    out << RoomRules::tr("You may hand in from %1 on.").arg(at(batch.start + *batch.hand_in_after_ms));
  if (batch.no_hand_in_last_ms)
    out << RoomRules::tr("There is no hand-in in the last %1 minutes.")
               .arg(minutes(*batch.no_hand_in_last_ms));
  if (batch.forward_only)
    out << RoomRules::tr("The paper goes forward only: you cannot return to an earlier question.");
  return out;
}

}  // namespace

QStringList room_rules(const protocol::BatchCard& batch) {
  return rules_of(batch)
         << RoomRules::tr(
                "At the end the paper is collected by itself, with every answer that is there. You need not "
                "confirm anything.")
         << RoomRules::tr(
                "Each answer shows its state. It is safe once it says that the server has stored it.")
         << RoomRules::tr(
                "If the network fails, go on answering: answers are kept on this machine and sent later. Do "
                "not switch "
                "the machine off, and tell the proctor.")
         << RoomRules::tr(
                "If this machine fails, raise your hand at once. Lost time is claimed on the spot, not "
                "afterwards.")
         << RoomRules::tr(
                "Work alone. Phones, watches that connect, notes and other programs are not allowed; a "
                "calculator is in "
                "the window.")
         << RoomRules::tr(
                "Leaving the exam window is reported to the proctors. Copy and paste work within the paper "
                "only.")
         << RoomRules::tr("Questions may not be photographed, copied or passed on.")
         << RoomRules::tr(
                "To speak to a proctor, raise your hand or call from the window. Follow the proctors' "
                "instructions.");
}

}  // namespace examhall::window
