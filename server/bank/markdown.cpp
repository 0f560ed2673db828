#include "bank/markdown.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace examhall::bank {
namespace {

using Findings = std::vector<MarkdownFinding>;

bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr std::string_view kNameCharacters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    lines.push_back(base::trimmed(text.substr(start, end - start)));
    start = end + 1;
  }
  return lines;
}

// Spans between back-ticks are literal: blanked out, so that =IF(A1<B1,1,0) in code is no tag.
std::string without_code(std::string_view line) {
  std::string out{line};
  for (std::size_t open = out.find('`'); open != std::string::npos; open = out.find('`', open)) {
    const std::size_t close = out.find('`', open + 1);
    if (close == std::string::npos) break;
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(open),
              out.begin() + static_cast<std::ptrdiff_t>(close) + 1, ' ');
  }
  return out;
}

// A tag as HTML knows it: "<b>", "</p>", "<br/>", "<img src=…", "<!--", "<?". "A<B", "<B1,C1>" and
// "a<b 且 c>d" are none.
bool tag_at(std::string_view s) {
  if (s.starts_with("<!") || s.starts_with("<?")) return true;
  s.remove_prefix(s.starts_with("</") ? 2 : 1);
  if (s.empty() || !letter(s[0])) return false;
  std::string_view rest = s.substr(std::min(s.find_first_not_of(kNameCharacters), s.size()));
  if (rest.find('>') == std::string_view::npos) return false;
  if (!rest.starts_with(' ')) return rest.starts_with(">") || rest.starts_with("/>") || rest.starts_with(":");
  rest = base::trimmed(rest);
  return letter(rest[0]) || rest[0] == '/' || rest[0] == '>';
}

bool has_tag(std::string_view line) {
  for (std::size_t at = line.find('<'); at != std::string_view::npos; at = line.find('<', at + 1)) {
    if (tag_at(line.substr(at))) return true;
  }
  return false;
}

struct Bracket {
  bool image = false;
  std::string_view target;
  std::size_t end = 0;
};

// The next "[…](target)" at or after `from`; target is empty and end npos if there is none.
Bracket next_bracket(std::string_view line, std::size_t from) {
  for (std::size_t mid = line.find("](", from); mid != std::string_view::npos;
       mid = line.find("](", mid + 2)) {
    const std::size_t open = line.rfind('[', mid);
    const std::size_t close = line.find(')', mid);
    if (open == std::string_view::npos || open < from || close == std::string_view::npos) continue;
    return {open > 0 && line[open - 1] == '!', line.substr(mid + 2, close - mid - 2), close + 1};
  }
  return {false, {}, std::string_view::npos};
}

template <class F>
void for_each_bracket(std::string_view line, F f) {
  for (Bracket b = next_bracket(line, 0); b.end != std::string_view::npos; b = next_bracket(line, b.end))
    f(b);
}

bool heading(std::string_view line) {
  const std::size_t marks = line.find_first_not_of('#');
  return marks > 0 && marks <= 6 && marks != std::string_view::npos && line[marks] == ' ';
}

bool rule_line(std::string_view line) {
  return line.size() >= 3 && (line[0] == '-' || line[0] == '*' || line[0] == '_') &&
         line.find_first_not_of(line[0]) == std::string_view::npos;
}

std::size_t count_of(std::string_view text, std::string_view what) {
  std::size_t n = 0;
  for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + what.size()))
    ++n;
  return n;
}

void check_block(std::string_view line, int number, Findings& out) {
  if (heading(line)) {
    out.push_back({"markdown_heading",
                   {"不支持标题（#），请改用 **加粗**", "headings (#) are not supported; use **bold**"},
                   number});
  } else if (line.starts_with("```") || line.starts_with("~~~")) {
    out.push_back(
        {"markdown_fence",
         {"不支持代码块（```），请改用 `行内代码`", "code fences (```) are not supported; use `code`"},
         number});
  } else if (line.starts_with("> ") || line == ">") {
    out.push_back({"markdown_quote",
                   {"不支持引用块（>），请删去 >", "block quotes (>) are not supported; remove the >"},
                   number});
  } else if (rule_line(line)) {
    out.push_back({"markdown_rule",
                   {"不支持分隔线（---），请改用空行", "rules (---) are not supported; use an empty line"},
                   number});
  }
}

void check_inline(std::string_view line, int number, Findings& out) {
  if (line.starts_with("```")) return;
  const std::string bare = without_code(line);
  if (has_tag(bare)) {
    out.push_back({"markdown_html",
                   {"含有 HTML 标签，请改用 Markdown；如确为内容，请放入 `行内代码`",
                    "an HTML tag; use Markdown, or put it into `code` if it is the content"},
                   number});
  }
  for_each_bracket(bare, [&](const Bracket& b) {
    if (!b.image) {
      out.push_back({"markdown_link",
                     {"不支持链接，请只写文字", "links are not supported; write the words only"},
                     number});
    }
  });
  if (count_of(bare, "**") % 2 != 0 || bare.find('`') != std::string::npos) {
    out.push_back(
        {"markdown_unclosed",
         {"有未成对的 ** 或 `，将原样显示", "a ** or ` without its partner will be shown as it stands"},
         number,
         base::Severity::warning});
  }
}

// Cells of "| a | b |"; 0 if the row does not end with a bar. "\|" is no bar.
std::size_t cells_of(std::string_view row) {
  if (row.size() < 2 || row.back() != '|' || row[row.size() - 2] == '\\') return 0;
  std::size_t bars = 0;
  for (std::size_t i = 0; i < row.size(); ++i)
    bars += row[i] == '|' && (i == 0 || row[i - 1] != '\\') ? 1 : 0;
  return bars - 1;
}

bool delimiter_row(std::string_view row) {
  return row.find('-') != std::string_view::npos && row.find_first_not_of("|-: ") == std::string_view::npos;
}

std::string_view table_fault(const std::vector<std::string_view>& rows) {
  if (rows.size() < 2 || !delimiter_row(rows[1])) return "delimiter";
  const std::size_t cells = cells_of(rows[0]);
  const bool even =
      cells > 0 && std::all_of(rows.begin(), rows.end(), [&](auto r) { return cells_of(r) == cells; });
  return even ? "" : "cells";
}

void check_table(const std::vector<std::string_view>& rows, int first_line, Findings& out) {
  const std::string_view fault = table_fault(rows);
  if (fault == "delimiter") {
    out.push_back({"markdown_table",
                   {"表格第二行应为 |---|---| 分隔行", "a table's second row must be like |---|---|"},
                   first_line});
  } else if (fault == "cells") {
    out.push_back({"markdown_table",
                   {"表格各行的单元格数不一致，或行首行尾缺少 |",
                    "the rows of this table differ in cells, or a row does not end with |"},
                   first_line});
  }
}

}  // namespace

std::vector<MarkdownFinding> check_markdown(std::string_view text) {
  Findings out;
  const auto lines = lines_of(text);
  std::vector<std::string_view> table;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const int number = static_cast<int>(i) + 1;
    if (lines[i].starts_with('|')) {
      table.push_back(lines[i]);
    } else {
      check_block(lines[i], number, out);
    }
    const bool table_ends = !table.empty() && (i + 1 == lines.size() || !lines[i + 1].starts_with('|'));
    if (table_ends) {
      check_table(table, number - static_cast<int>(table.size()) + 1, out);
      table.clear();
    }
    check_inline(lines[i], number, out);
  }
  return out;
}

void report_markdown(std::string_view text, std::string_view member, Members& members) {
  for (MarkdownFinding& f : check_markdown(text)) {
    Text where = text.find('\n') == std::string_view::npos
                     ? std::move(f.text)
                     : Text{fmt::format("文本第 {} 行：{}", f.line, f.text.zh),
                            fmt::format("line {} of the text: {}", f.line, f.text.en)};
    if (f.severity == base::Severity::error) {
      members.complain(member, std::move(f.id), std::move(where));
    } else {
      members.warn(member, std::move(f.id), std::move(where));
    }
  }
}

std::vector<std::string> image_names(std::string_view text) {
  std::vector<std::string> names;
  for (const std::string_view line : lines_of(text)) {
    for_each_bracket(without_code(line), [&](const Bracket& b) {
      std::string name{base::trimmed(b.target)};
      if (b.image && std::find(names.begin(), names.end(), name) == names.end())
        names.push_back(std::move(name));
    });
  }
  return names;
}

}  // namespace examhall::bank
