#pragma once
// How the window looks: named colours in two schemes and a size for all text. Pages name a colour by what it
// says ("good", "bad"), never by its value, so that high contrast reaches every corner. The window's thread.
#include <QApplication>
#include <QColor>
#include <vector>

namespace examhall::sheet {

enum class Scheme { normal, high_contrast };

/// `percent` of the plain size: 100, 125, 150, 175 or 200.
struct Look {
  Scheme scheme = Scheme::normal;
  int percent = 100;
  bool operator==(const Look&) const = default;
};

struct Colours {
  QColor page, surface;        ///< behind everything; behind what is read or typed into
  QColor text, quiet;          ///< what is read; what may be overlooked
  QColor line, focus;          ///< borders; the ring around what the keyboard acts on
  QColor accent, on_accent;    ///< chosen, and the one button that goes on; text on it
  QColor chosen, hover;        ///< behind what is chosen; behind what only has the mouse over it
  QColor good, warn, bad;      ///< text of a state
  QColor warn_back, bad_back;  ///< behind a warning or a fault
};
const Colours& colours(Scheme scheme);

struct Pair {
  QColor front, back;
};
/// Every pair in which text is drawn.
std::vector<Pair> text_pairs(const Colours& c);
/// Pairs of a border or a shape and what is behind it.
std::vector<Pair> shape_pairs(const Colours& c);
/// WCAG 2.1, relative luminance: 1 to 21.
double contrast(const QColor& a, const QColor& b);

const Look& look();
inline const Colours& colours() { return colours(look().scheme); }
/// Colours, fonts and style sheet of the whole program. Widgets hear of it by StyleChange.
void apply_look(QApplication& application, Look wanted);
Look bigger(Look look);
Look smaller(Look look);
Look other_scheme(Look look);

/// A length that grows with the text.
int scaled(int pixels_at_100);

}  // namespace examhall::sheet
