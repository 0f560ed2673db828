#include "client/sheet/markdown.hpp"

#include <optional>
#include <QRegularExpression>
#include <QStringList>
#include <utility>

namespace examhall::sheet {
namespace {

const QRegularExpression& marks() {
  // Code first: what is in it is literal. An image's target holds no bracket or space. 2*3*4 is a product.
  static const QRegularExpression kMarks{
      R"((`[^`]+`)|!\[([^\]]*)\]\(\s*([^()\s]+)\s*\)|(\*\*(?=\S)(.+?)(?<=\S)\*\*)|((?<![\w)])\*(?=[^\s*])([^*]+?)(?<=\S)\*(?![\w(])))"};
  return kMarks;
}

class Inline {
 public:
  explicit Inline(std::vector<Piece>* pictures) : pictures_{pictures} {}

  void add(QStringView text) {
    qsizetype from = 0;
    auto found = marks().globalMatch(text.toString());
    while (found.hasNext()) {
      const auto match = found.next();
      words(text.mid(from, match.capturedStart() - from));
      mark(match);
      from = match.capturedEnd();
    }
    words(text.mid(from));
  }
  QString html, plain;

 private:
  void words(QStringView text) {
    html += text.toString().toHtmlEscaped();
    plain += text;
  }
  void between(const char* tag, QStringView inner) {
    html += QString{"<%1>"}.arg(tag);
    add(inner);
    html += QString{"</%1>"}.arg(tag);
  }
  void mark(const QRegularExpressionMatch& m) {
    if (m.hasCaptured(1)) {
      const QString code = m.captured(1).mid(1, m.capturedLength(1) - 2);
      html += "<code>" + code.toHtmlEscaped() + "</code>";
      plain += code;
    } else if (m.hasCaptured(3)) {
      if (pictures_ != nullptr) pictures_->push_back({{}, m.captured(2), m.captured(3)});
      if (!m.captured(2).isEmpty()) words(QString{"[" + m.captured(2) + "]"});
    } else if (m.hasCaptured(4)) {
      between("b", m.capturedView(5));
    } else {
      between("i", m.capturedView(7));
    }
  }
  std::vector<Piece>* pictures_;
};

QStringList cells_of(const QString& row) {
  QStringList cells;
  QString cell;
  for (qsizetype i = 1; i < row.size(); ++i) {
    if (row[i] == '\\' && i + 1 < row.size() && row[i + 1] == '|') {
      cell += row[++i];
    } else if (row[i] == '|') {
      cells << cell.trimmed();
      cell.clear();
    } else {
      cell += row[i];
    }
  }
  return cells;
}

bool delimiter(const QString& row) {
  static const QRegularExpression kDelimiter{R"(^[|:\- ]*-[|:\- ]*$)"};
  return kDelimiter.match(row).hasMatch();
}

// The text that follows "- " or "12. "; no value if the line is no entry of a list.
std::optional<QString> entry(const QString& line, bool numbered) {
  static const QRegularExpression kBullet{R"(^[-*] +(.*)$)"}, kNumber{R"(^\d{1,4}[.)] +(.*)$)"};
  const auto match = (numbered ? kNumber : kBullet).match(line);
  return match.hasMatch() ? std::optional{match.captured(1)} : std::nullopt;
}

class Blocks {
 public:
  std::vector<Piece> read(const QString& markdown) {
    lines_ = QString{markdown}.remove('\r').split('\n');
    for (QString& line : lines_) line = line.trimmed();
    while (at_ < lines_.size()) block();
    close();
    return std::move(pieces_);
  }

 private:
  void block() {
    const QString& line = lines_[at_];
    if (line.isEmpty()) {
      ++at_;
    } else if (line.startsWith('|')) {
      table();
    } else if (entry(line, false)) {
      list(false);
    } else if (entry(line, true)) {
      list(true);
    } else {
      paragraph();
    }
  }

  void put(const QString& html, const QString& plain) {
    text_.html += html;
    text_.plain += (text_.plain.isEmpty() ? "" : "\n") + plain;
  }
  void close() {
    if (!text_.html.isEmpty()) pieces_.push_back(std::exchange(text_, {}));
  }
  void put_pictures(std::vector<Piece> pictures) {
    if (pictures.empty()) return;
    close();
    for (Piece& picture : pictures) pieces_.push_back(std::move(picture));
  }

  void paragraph() {
    QString text;
    for (; at_ < lines_.size() && !lines_[at_].isEmpty() && !lines_[at_].startsWith('|'); ++at_) {
      if (!text.isEmpty() && (entry(lines_[at_], false) || entry(lines_[at_], true))) break;
      text += (text.isEmpty() ? "" : "\n") + lines_[at_];
    }
    split_at_pictures(text);
  }
  // A picture within a paragraph stands between its halves.
  void split_at_pictures(const QString& text) {
    qsizetype from = 0;
    auto found = marks().globalMatch(text);
    while (found.hasNext()) {
      const auto match = found.next();
      if (!match.hasCaptured(3)) continue;
      put_paragraph(text.mid(from, match.capturedStart() - from));
      put_pictures({{{}, match.captured(2), match.captured(3)}});
      from = match.capturedEnd();
    }
    put_paragraph(text.mid(from));
  }
  void put_paragraph(const QString& text) {
    if (text.trimmed().isEmpty()) return;
    const Piece piece = line_of(text.trimmed());
    put("<p>" + QString{piece.html}.replace('\n', "<br/>") + "</p>", piece.plain);
  }

  void list(bool numbered) {
    std::vector<Piece> pictures;
    QString html, plain;
    for (; at_ < lines_.size(); ++at_) {
      const auto text = entry(lines_[at_], numbered);
      if (!text) break;
      const Piece line = line_of(*text, &pictures);
      html += "<li>" + line.html + "</li>";
      plain +=
          (plain.isEmpty() ? "" : "\n") + lines_[at_].left(lines_[at_].size() - text->size()) + line.plain;
    }
    put(numbered ? "<ol>" + html + "</ol>" : "<ul>" + html + "</ul>", plain);
    put_pictures(std::move(pictures));
  }

  void table() {
    std::vector<Piece> pictures;
    QString rows, plain;
    for (bool head = true; at_ < lines_.size() && lines_[at_].startsWith('|'); ++at_) {
      if (delimiter(lines_[at_])) continue;
      rows += row(lines_[at_], std::exchange(head, false) ? "th" : "td", plain, pictures);
    }
    put("<table border=\"1\" cellspacing=\"0\" cellpadding=\"6\">" + rows + "</table>", plain);
    put_pictures(std::move(pictures));
  }
  static QString row(const QString& line, const QString& tag, QString& plain, std::vector<Piece>& pictures) {
    QString html;
    QStringList words;
    for (const QString& cell : cells_of(line)) {
      const Piece piece = line_of(cell, &pictures);
      html += QString{"<%1>"}.arg(tag) + piece.html + QString{"</%1>"}.arg(tag);
      words << piece.plain;
    }
    plain += (plain.isEmpty() ? "" : "\n") + words.join(" | ");
    return "<tr>" + html + "</tr>";
  }

  QStringList lines_;
  qsizetype at_ = 0;
  Piece text_;
  std::vector<Piece> pieces_;
};

}  // namespace

std::vector<Piece> pieces_of(const QString& markdown) { return Blocks{}.read(markdown); }

Piece line_of(const QString& markdown, std::vector<Piece>* pictures) {
  Inline line{pictures};
  line.add(markdown);
  return {line.html, line.plain, {}};
}

}  // namespace examhall::sheet
