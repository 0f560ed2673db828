#include "examctl/console.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>

#include "examctl/one_line.hpp"

namespace examhall::examctl {
namespace {

std::string padded(const std::string& text, std::size_t width) {
  const std::size_t shown = base::display_width(text);
  return text + std::string(width > shown ? width - shown : 0, ' ');
}

base::Json to_json(const base::Problem& p) {
  return {{"id", p.id},
          {"severity", p.severity == base::Severity::error ? "error" : "warning"},
          {"file", p.place.file},
          {"sheet", p.place.sheet},
          {"row", p.place.row},
          {"column", p.place.column},
          {"text", {{"zh", p.text.zh}, {"en", p.text.en}}}};
}

}  // namespace

void Console::say(const base::Text& text) const {
  if (!json_) std::cout << text.in(language_) << std::endl;
}

void Console::raw(const std::string& text) const {
  if (!json_) std::cout << text << std::flush;
}

void Console::answer(const base::Json& object) const {
  if (json_) std::cout << object.dump(2, ' ', false, base::Json::error_handler_t::replace) << std::endl;
}

void Console::table(const std::vector<base::Text>& headings, std::vector<std::vector<std::string>> rows) const {
  if (json_) return;
  std::vector<std::size_t> widths;
  for (const base::Text& h : headings) widths.push_back(base::display_width(h.in(language_)));
  for (auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      row[i] = one_line(row[i]);
      widths[i] = std::max(widths[i], base::display_width(row[i]));
    }
  }
  const auto cell = [&](const std::string& text, std::size_t i) {
    return i + 1 == widths.size() ? text : padded(text, widths[i]) + "  ";
  };
  std::string line;
  for (std::size_t i = 0; i < headings.size(); ++i) line += cell(headings[i].in(language_), i);
  std::cout << line << '\n';
  for (const auto& row : rows) {
    line.clear();
    for (std::size_t i = 0; i < row.size(); ++i) line += cell(row[i], i);
    std::cout << line << '\n';
  }
  std::cout << std::flush;
}

void Console::problems(const base::Problems& problems) const {
  if (problems.empty()) return;
  if (json_) {
    base::Json list = base::Json::array();
    for (const base::Problem& p : problems) list.push_back(to_json(p));
    std::cerr << base::Json{{"problems", list}}.dump(2, ' ', false, base::Json::error_handler_t::replace) << std::endl;
    return;
  }
  for (const base::Problem& p : problems) std::cerr << base::to_line(p, language_) << '\n';
}

void Console::stop_on(const base::Problems& list, const base::Text& summary) const {
  problems(list);
  if (!base::has_errors(list)) return;
  const auto errors = std::count_if(list.begin(), list.end(),
                                    [](const base::Problem& p) { return p.severity == base::Severity::error; });
  throw Stop{Exit::refused, "refused",
             {fmt::format("{}：共 {} 处错误，什么都没有改动", summary.zh, errors),
              fmt::format("{}: {} errors in all; nothing was changed", summary.en, errors)}};
}

std::function<void(std::uint64_t, std::uint64_t)> Console::progress(const base::Text& what) const {
  if (json_ || ::isatty(STDERR_FILENO) == 0) return [](std::uint64_t, std::uint64_t) {};
  return [label = what.in(language_), last = -1](std::uint64_t done, std::uint64_t total) mutable {
    const int percent = total == 0 ? 100 : static_cast<int>(done * 100 / total);
    if (percent == last) return;
    last = percent;
    const auto filled = static_cast<std::size_t>(percent / 4);
    std::cerr << fmt::format("\r{} [{}{}] {:3}%", label, std::string(filled, '#'), std::string(25 - filled, '.'), percent);
    if (percent == 100) std::cerr << '\n';
    std::cerr << std::flush;
  };
}

}  // namespace examhall::examctl
