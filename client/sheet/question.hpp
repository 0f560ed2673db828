#pragma once
// One item as this candidate sees it: the body that the server sent, read with care, and the order of its
// options. Pure; the window's thread.
#include <optional>
#include <QString>
#include <vector>

#include "client/core/exam_state.hpp"

namespace examhall::sheet {

struct Option {
  char letter = 'A';  ///< the stored one: what a response says
  QString text;       ///< Markdown
};
struct PictureName {
  QString name;
  std::string hash;
};
struct Question {
  std::uint32_t item = 0, number = 0;  ///< the paper's index; the place at which it is seen, from 1
  QString section, points, type, text;
  std::vector<Option> options;  ///< in the order of display
  QString unit;
  std::vector<PictureName> pictures;
  /// Null if the body does not name it.
  const PictureName* picture(const QString& name) const;
};

/// nullopt while the item has not arrived.
std::optional<Question> question_of(const client::ExamState& state, std::uint32_t item);

/// The section that holds an item; null before the outline.
const protocol::SectionCard* section_of(const client::ExamState& state, std::uint32_t item);

/// The letter that stands before the option shown at this place, from 0.
inline QChar shown_letter(std::size_t place) { return QChar{static_cast<char16_t>(u'A' + place)}; }

/// A response as people say it: the letters as shown, 对, or what was typed. Empty for null.
QString response_in_words(const Question& question, const base::Json& response, const QString& yes,
                          const QString& no);

/// Null, "" and [] answer nothing.
bool answers_nothing(const base::Json& response);

}  // namespace examhall::sheet
