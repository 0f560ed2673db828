#pragma once
// Sentences that more than one page says. The window's thread.
#include <QCoreApplication>
#include <QString>
#include <QStringList>

#include "client/sheet/paper.hpp"

namespace examhall::sheet {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(examhall::sheet::Words)
 public:
  /// That of the translation in use, for sentences that the server sends in both.
  static base::Language language();
  static QString of(const base::Text& text);
  /// One after the other: Chinese puts no space between them.
  static QString sentences(const QStringList& texts);
  /// "10:02:31" in the batch's zone.
  static QString time_of_day(const client::ExamState& state, base::Instant server_time);
  /// "1:05:09"; never rounded up, so that it never promises a second that is not there.
  static QString span(base::Span left);
  /// The server's sentence for an error id.
  static QString reason(const std::string& id);
};

/// A state and the role in which it is shown; see look_sheet.hpp.
struct Told {
  QString text;
  const char* role = "quiet";
};
Told answer_in_words(const Paper& paper, std::uint32_t item);

}  // namespace examhall::sheet
