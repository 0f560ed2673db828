#include <algorithm>

#include "grading/sheet.hpp"

namespace examhall::grading {
namespace {

// Most texts of a sheet need no escape; the others take the library's way.
void append_text(std::string& out, const std::string& text) {
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\' && c != 0x7F;
  });
  if (plain && base::is_utf8(text)) {
    out.append(1, '"').append(text).append(1, '"');
  } else {
    out += base::canonical(Json(text));
  }
}

void append_member(std::string& out, std::string_view name_and_colon, const std::string& text) {
  out += name_and_colon;
  append_text(out, text);
}

// Members in the order of their names, as everywhere in a canonical form.
void append_line(std::string& out, const SheetLine& l) {
  out.append("{\"correct\":").append(base::canonical(l.correct));
  out.append(",\"detail\":").append(base::canonical(l.detail));
  append_member(out, ",\"earned\":", l.earned.to_text());
  append_member(out, ",\"full\":", l.full.to_text());
  append_member(out, ",\"hash\":", base::to_hex(l.item_hash));
  append_member(out, ",\"id\":", l.item_id);
  out.append(",\"response\":").append(base::canonical(l.response));
  append_member(out, ",\"rule\":", l.rule);
  out.append(",\"section\":").append(std::to_string(l.section));
  append_member(out, ",\"why\":{\"en\":", l.why.en);
  append_member(out, ",\"zh\":", l.why.zh);
  out += "}}";
}

void append_section(std::string& out, const SectionSum& s) {
  append_member(out, "{\"earned\":", s.earned.to_text());
  append_member(out, ",\"full\":", s.full.to_text());
  append_member(out, ",\"title\":", s.title);
  out += '}';
}

template <class Range, class F>
void append_array(std::string& out, const Range& range, F append) {
  out += '[';
  for (std::size_t i = 0; i < range.size(); ++i) {
    if (i > 0) out += ',';
    append(out, range[i]);
  }
  out += ']';
}

}  // namespace

std::string canonical(const ScoreSheet& sheet) {
  std::string out;
  out.reserve(512 * (sheet.lines.size() + 1));
  append_member(out, "{\"full\":", sheet.full.to_text());
  append_array(out.append(",\"lines\":"), sheet.lines, append_line);
  append_member(out, ",\"paper\":", base::to_hex(sheet.paper));
  append_member(out, ",\"pass\":", sheet.pass.to_text());
  out.append(",\"passed\":").append(sheet.passed ? "true" : "false");
  append_array(out.append(",\"sections\":"), sheet.sections, append_section);
  append_member(out, ",\"total\":", sheet.total.to_text());
  out += '}';
  return out;
}

}  // namespace examhall::grading
