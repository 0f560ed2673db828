#include "load/tickets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "base/file.hpp"

namespace examhall::load {
namespace {

using base::Problem;
using base::Problems;

// One record (RFC 4180); `at` moves behind its end of line.
std::vector<std::string> take_record(std::string_view csv, std::size_t& at) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (; at < csv.size(); ++at) {
    const char c = csv[at];
    if (quoted) {
      if (c != '"')
        fields.back() += c;
      else if (at + 1 < csv.size() && csv[at + 1] == '"')
        fields.back() += csv[++at];
      else
        quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      fields.emplace_back();
    } else if (c == '\n') {
      ++at;
      break;
    } else if (c != '\r') {
      fields.back() += c;
    }
  }
  return fields;
}

std::string folded(std::string_view heading) {
  std::string out;
  for (const char c : base::trimmed(heading)) {
    if (c == ' ' || c == '-' || c == '_') continue;
    out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return out;
}

std::size_t column_of(const std::vector<std::string>& heading, std::string_view chinese,
                      std::string_view english) {
  const auto found = std::find_if(heading.begin(), heading.end(), [&](const std::string& h) {
    const std::string name = folded(h);
    return name == chinese || name == english;
  });
  return static_cast<std::size_t>(found - heading.begin());
}

Problem missing_column(const std::string& file, std::string_view chinese, std::string_view english) {
  return {"column_missing",
          {file, "", 1},
          {fmt::format("缺少“{}”（或 {}）一列", chinese, english),
           fmt::format("a column {} (or {}) is missing", english, chinese)}};
}

}  // namespace

base::Result<std::vector<Ticket>, Problems> parse_tickets(std::string_view csv, const std::string& file) {
  if (csv.starts_with("\xEF\xBB\xBF")) csv.remove_prefix(3);
  std::size_t at = 0;
  const auto heading = take_record(csv, at);
  const std::size_t ticket = column_of(heading, "准考证号", "ticket");
  const std::size_t code = column_of(heading, "登录码", "accesscode");
  Problems problems;
  if (ticket == heading.size()) problems.push_back(missing_column(file, "准考证号", "ticket"));
  if (code == heading.size()) problems.push_back(missing_column(file, "登录码", "access_code"));
  if (!problems.empty()) return base::Failure{std::move(problems)};
  std::vector<Ticket> out;
  for (int row = 2; at < csv.size(); ++row) {
    const auto fields = take_record(csv, at);
    if (fields.size() == 1 && base::trimmed(fields[0]).empty()) continue;
    const std::string number{ticket < fields.size() ? base::trimmed(fields[ticket]) : ""};
    const std::string secret{code < fields.size() ? base::trimmed(fields[code]) : ""};
    if (number.empty() || secret.empty()) {
      problems.push_back(
          {"cell_empty", {file, "", row}, {"准考证号或登录码为空", "ticket or access code is empty"}});
      continue;
    }
    out.push_back({number, secret});
  }
  if (!problems.empty()) return base::Failure{std::move(problems)};
  return out;
}

base::Result<std::vector<Ticket>, Problems> read_tickets(const std::filesystem::path& file) {
  const auto content = base::read_file(file, 256U << 20U);
  if (!content) return base::Failure{Problems{content.error()}};
  return parse_tickets(*content, file.string());
}

}  // namespace examhall::load
