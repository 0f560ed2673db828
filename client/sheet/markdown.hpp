#pragma once
// The Markdown of items (docs/question-banks.md) for the screen. Everything that is not one of its few marks
// is shown as it stands: whatever looks like HTML is text. Pure; any thread.
#include <QString>
#include <vector>

namespace examhall::sheet {

/// A stretch of text, or a picture between two of them.
struct Piece {
  QString html;   ///< the subset that QTextDocument draws, all from outside escaped
  QString plain;  ///< the same for a screen reader
  QString image;  ///< name of a picture of the bank; then html is empty and plain holds its words
  bool is_image() const { return !image.isEmpty(); }
};

/// Pictures within a list or a table follow it; their words stand in their place.
std::vector<Piece> pieces_of(const QString& markdown);

/// One line without blocks: an option or a cell.
Piece line_of(const QString& markdown, std::vector<Piece>* pictures = nullptr);

}  // namespace examhall::sheet
