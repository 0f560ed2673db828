#pragma once
// Is this machine fit for the exam: measured values and what they mean. The verdicts are pure; measuring
// looks at the screen, the fonts and the disk. Nothing here keeps anybody out.
#include <filesystem>
#include <optional>
#include <QSize>
#include <QString>
#include <vector>

#include "client/sheet/desk.hpp"

namespace examhall::window {

struct Measured {
  client::LineState line = client::LineState::offline;
  std::optional<base::Span> round_trip{};
  std::optional<base::Span> clock_offset{};  ///< server's minus this machine's
  QSize screen{};                            ///< in the pixels of the layout
  std::optional<std::uintmax_t> free_bytes{};
  bool chinese_glyphs = true;
};

enum class Verdict {
  good,
  fair,  ///< it will do
  poor,  ///< tell the proctor, then go on
};

struct Finding {
  const char* name;  ///< object name of its row
  Verdict verdict;
  QString value;
  QString advice;  ///< empty: nothing to do
};

/// In the order of the page: connection, round trip, clock, screen, disk, fonts.
std::vector<Finding> findings(const Measured& m);

Measured measure(const sheet::Desk& desk, const QSize& screen, const std::filesystem::path& journal_folder);

}  // namespace examhall::window
