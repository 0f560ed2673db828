#include "client/window/machine_check.hpp"

#include <QCoreApplication>
#include <QFontDatabase>

#include "client/window/login_words.hpp"

namespace examhall::window {
namespace {

using namespace std::chrono_literals;

struct MachineCheck {
  Q_DECLARE_TR_FUNCTIONS(MachineCheck)
};

constexpr std::uintmax_t kMegabyte = 1'000'000;

Finding connection(const Measured& m) {
  if (m.line == client::LineState::online)
    return {"check_connection", Verdict::good, MachineCheck::tr("connected"), {}};
  return {"check_connection", Verdict::poor, MachineCheck::tr("not connected"),
          MachineCheck::tr("It is being tried again. Tell the proctor if this stays.")};
}

Finding round_trip(const Measured& m) {
  if (!m.round_trip) return {"check_round_trip", Verdict::fair, MachineCheck::tr("being measured"), {}};
  const QString value = MachineCheck::tr("%1 ms").arg(m.round_trip->count());
  if (*m.round_trip <= 200ms) return {"check_round_trip", Verdict::good, value, {}};
  if (*m.round_trip <= 1s)
    return {"check_round_trip", Verdict::fair, value,
            MachineCheck::tr("Slow, but enough: answers are confirmed a little later.")};
  return {"check_round_trip", Verdict::poor, value,
          MachineCheck::tr("The network is very slow. Nothing is lost by that; tell the proctor.")};
}

Finding clock(const Measured& m) {
  if (!m.clock_offset) return {"check_clock", Verdict::fair, MachineCheck::tr("being measured"), {}};
  // Tenths; a few milliseconds behind are no "-0.0".
  const double seconds = static_cast<double>(m.clock_offset->count() / 100) / 10;
  const QString value = MachineCheck::tr("%1 s").arg(seconds, 0, 'f', 1);
  if (std::chrono::abs(*m.clock_offset) <= 5s) return {"check_clock", Verdict::good, value, {}};
  return {"check_clock", Verdict::fair, value,
          MachineCheck::tr(
              "This machine's clock is wrong. It does no harm: the exam goes by the server's clock.")};
}

Finding screen(const Measured& m) {
  const QString value = QString{"%1 × %2"}.arg(m.screen.width()).arg(m.screen.height());
  if (m.screen.width() >= 1280 && m.screen.height() >= 720) return {"check_screen", Verdict::good, value, {}};
  if (m.screen.width() >= 1024 && m.screen.height() >= 600)
    return {"check_screen", Verdict::fair, value, MachineCheck::tr("Small: you will have to scroll.")};
  return {"check_screen", Verdict::poor, value,
          MachineCheck::tr("Too small to work well. Ask for another machine.")};
}

Finding disk(const Measured& m) {
  if (!m.free_bytes)
    return {"check_disk", Verdict::poor, MachineCheck::tr("cannot be read"),
            MachineCheck::tr(
                "Answers cannot be kept on this machine while the network is away. Tell the proctor.")};
  const QString value = MachineCheck::tr("%1 MB free").arg(*m.free_bytes / kMegabyte);
  if (*m.free_bytes >= 50 * kMegabyte) return {"check_disk", Verdict::good, value, {}};
  if (*m.free_bytes >= 5 * kMegabyte)
    return {"check_disk", Verdict::fair, value, MachineCheck::tr("Little, but enough.")};
  return {"check_disk", Verdict::poor, value,
          MachineCheck::tr(
              "Answers cannot be kept on this machine while the network is away. Tell the proctor.")};
}

Finding fonts(const Measured& m) {
  if (m.chinese_glyphs) return {"check_fonts", Verdict::good, MachineCheck::tr("Chinese is shown"), {}};
  return {"check_fonts", Verdict::poor, MachineCheck::tr("no Chinese font"),
          MachineCheck::tr("Questions may be unreadable. Ask for another machine.")};
}

// The folder may not be there yet: its nearest parent lies on the same disk.
std::optional<std::uintmax_t> free_space(std::filesystem::path folder) {
  std::error_code error;
  while (!std::filesystem::exists(folder, error) && folder.has_relative_path()) folder = folder.parent_path();
  const auto space = std::filesystem::space(folder, error);
  if (error) return std::nullopt;
  return space.available;
}

}  // namespace

std::vector<Finding> findings(const Measured& m) {
  return {connection(m), round_trip(m), clock(m), screen(m), disk(m), fonts(m)};
}

Measured measure(const sheet::Desk& desk, const QSize& screen, const std::filesystem::path& journal_folder) {
  const client::ClockOffset& clock = desk.state().clock();
  Measured m;
  m.line = desk.line().state;
  m.round_trip = clock.round_trip();
  if (clock.known()) m.clock_offset = clock.offset();
  m.screen = screen;
  m.free_bytes = free_space(journal_folder);
  m.chinese_glyphs = !QFontDatabase::families(QFontDatabase::SimplifiedChinese).isEmpty();
  return m;
}

}  // namespace examhall::window
