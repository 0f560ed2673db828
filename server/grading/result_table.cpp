#include "grading/result_table.hpp"

#include <algorithm>

namespace examhall::grading {
namespace {

using base::Language;

const ScoreSheet* published(const ResultRow& row) {
  return row.status == Status::graded && row.sheet ? &*row.sheet : nullptr;
}

// In the order of first appearance: the candidates of one batch may have sat different papers.
std::vector<std::string> section_titles(const Results& results) {
  std::vector<std::string> titles;
  for (const ResultRow& row : results) {
    if (published(row) == nullptr) continue;
    for (const SectionSum& s : row.sheet->sections) {
      if (std::find(titles.begin(), titles.end(), s.title) == titles.end()) titles.push_back(s.title);
    }
  }
  return titles;
}

Cell section_cell(const ScoreSheet& sheet, const std::string& title) {
  Points sum;
  bool found = false;
  for (const SectionSum& s : sheet.sections) {
    if (s.title != title) continue;
    sum += s.earned;
    found = true;
  }
  return found ? Cell{sum.to_text(), true} : Cell{};
}

std::vector<Cell> row_of(const ResultRow& row, const std::vector<std::string>& titles, Language language) {
  std::vector<Cell> cells{{row.ticket}, {row.name}, {row.institution}, {title_of(row.status).in(language)}};
  const ScoreSheet* sheet = published(row);
  if (sheet == nullptr) {
    cells.resize(cells.size() + titles.size() + 2);
    return cells;
  }
  cells.push_back({sheet->total.to_text(), true});
  for (const std::string& title : titles) cells.push_back(section_cell(*sheet, title));
  const Text verdict = sheet->passed ? Text{"合格", "passed"} : Text{"不合格", "failed"};
  cells.push_back({verdict.in(language)});
  return cells;
}

// A name with a line break or an escape sequence must not break the table or the terminal.
std::string printable(std::string_view text) {
  std::string out = base::to_utf8_lossy(text);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  return base::has_unprintable(out) ? "?" : out;
}

void append_padded(std::string& line, const Cell& cell, std::size_t width) {
  const std::string text = printable(cell.text);
  const std::string pad(width - base::display_width(text), ' ');
  line += cell.number ? pad + text : text + pad;
}

std::string terminal_line(const std::vector<Cell>& cells, const std::vector<std::size_t>& widths) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += "  ";
    append_padded(line, cells[i], widths[i]);
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

std::vector<Cell> heading_cells(const ResultTable& table) {
  std::vector<Cell> cells;
  for (const std::string& h : table.headings) cells.push_back({h});
  return cells;
}

void append_csv(std::string& out, std::string_view text) {
  const std::string safe = neutralised(text);
  if (safe.find_first_of(",\"\r\n") == std::string::npos) {
    out += safe;
    return;
  }
  out += '"';
  for (const char c : safe) out += c == '"' ? std::string{"\"\""} : std::string{c};
  out += '"';
}

std::string csv_line(const std::vector<Cell>& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += ',';
    append_csv(line, cells[i].text);
  }
  return line + "\r\n";
}

}  // namespace

ResultTable make_table(const Results& results, Language language) {
  const std::vector<std::string> titles = section_titles(results);
  const bool zh = language == Language::zh;
  ResultTable table;
  table.headings = zh ? std::vector<std::string>{"准考证号", "姓名", "院校", "状态", "总分"}
                      : std::vector<std::string>{"ticket", "name", "institution", "status", "score"};
  table.headings.insert(table.headings.end(), titles.begin(), titles.end());
  table.headings.emplace_back(zh ? "是否合格" : "result");
  for (const ResultRow& row : results) table.rows.push_back(row_of(row, titles, language));
  return table;
}

std::string to_terminal(const ResultTable& table) {
  const std::vector<Cell> headings = heading_cells(table);
  std::vector<std::size_t> widths(headings.size());
  const auto widen = [&](const std::vector<Cell>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i)
      widths[i] = std::max(widths[i], base::display_width(printable(cells[i].text)));
  };
  widen(headings);
  for (const auto& row : table.rows) widen(row);
  std::string out = terminal_line(headings, widths);
  for (const auto& row : table.rows) out += terminal_line(row, widths);
  return out;
}

std::string neutralised(std::string_view text) {
  const std::string half = base::to_half_width(text.substr(0, 16));
  const bool risky = !half.empty() && std::string_view{"=+-@\t\r\n"}.find(half[0]) != std::string_view::npos;
  if (!risky || base::Decimal::parse(text)) return std::string{text};
  return "'" + std::string{text};
}

std::string to_csv(const ResultTable& table) {
  std::string out = "\xEF\xBB\xBF" + csv_line(heading_cells(table));
  for (const auto& row : table.rows) out += csv_line(row);
  return out;
}

Json results_summary(const Results& results) {
  Json out = Json::array();
  for (const ResultRow& row : results) {
    Json entry{{"ticket", row.ticket},
               {"name", row.name},
               {"institution", row.institution},
               {"status", name_of(row.status)}};
    if (const ScoreSheet* sheet = published(row)) {
      Json sections = Json::array();
      for (const SectionSum& s : sheet->sections) {
        sections.push_back({{"title", s.title}, {"earned", s.earned.to_text()}, {"full", s.full.to_text()}});
      }
      entry.update({{"score", sheet->total.to_text()},
                    {"full", sheet->full.to_text()},
                    {"sections", std::move(sections)},
                    {"passed", sheet->passed}});
    }
    out.push_back(std::move(entry));
  }
  return out;
}

}  // namespace examhall::grading
