#include "table/xml.hpp"

#include <expat.h>
#include <fmt/format.h>

#include <memory>
#include <new>

namespace examhall::table {
namespace {

constexpr int kMaxDepth = 64;
// expat keeps an unfinished token whole and starts over on it with each piece.
constexpr std::int64_t kMaxTokenBytes = 256 * 1024;

std::string_view local_name(const char* qualified) {
  const std::string_view name{qualified};
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

struct ParserCloser {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

// Carries expat's C callbacks to the visitor and watches the bounds. A refusal of our own is kept apart from
// the visitor's.
class Parse {
 public:
  Parse(XmlVisitor& visitor, std::string_view part, const base::Place& place)
      : parser_{XML_ParserCreate(nullptr)}, visitor_{visitor}, part_{part}, place_{place} {
    if (!parser_) throw std::bad_alloc{};
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), on_open, on_close);
    XML_SetCharacterDataHandler(parser_.get(), on_text);
    XML_SetStartDoctypeDeclHandler(parser_.get(), on_doctype);
  }

  /// False: stop feeding.
  bool feed(std::string_view bytes, bool last) {
    fed_ += static_cast<std::int64_t>(bytes.size());
    const XML_Status status =
        XML_Parse(parser_.get(), bytes.data(), static_cast<int>(bytes.size()), last ? 1 : 0);
    if (status != XML_STATUS_OK) {
      if (!visitor_.stopped() && !problem_) refuse_syntax();
      return false;
    }
    if (!last && fed_ - XML_GetCurrentByteIndex(parser_.get()) > kMaxTokenBytes) refuse_bounds();
    return !problem_;
  }

  std::optional<base::Problem> take_problem() { return std::move(problem_); }

 private:
  static void XMLCALL on_open(void* self, const XML_Char* name, const XML_Char** attributes) {
    auto& parse = *static_cast<Parse*>(self);
    if (parse.ended()) return;
    if (++parse.depth_ > kMaxDepth) return parse.refuse_bounds();
    parse.visitor_.open(local_name(name), Attributes{attributes});
    parse.halt_if_stopped();
  }
  static void XMLCALL on_close(void* self, const XML_Char* name) {
    auto& parse = *static_cast<Parse*>(self);
    if (parse.ended()) return;
    --parse.depth_;
    parse.visitor_.close(local_name(name));
    parse.halt_if_stopped();
  }
  static void XMLCALL on_text(void* self, const XML_Char* text, int length) {
    auto& parse = *static_cast<Parse*>(self);
    if (parse.ended()) return;
    parse.visitor_.characters({text, static_cast<std::size_t>(length)});
    parse.halt_if_stopped();
  }
  static void XMLCALL on_doctype(void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    static_cast<Parse*>(self)->refuse_dtd();
  }

  bool ended() const { return visitor_.stopped() || problem_.has_value(); }
  void halt_if_stopped() {
    if (visitor_.stopped()) XML_StopParser(parser_.get(), XML_FALSE);
  }
  void refuse(base::Problem problem) {
    if (!problem_) problem_ = std::move(problem);
    XML_StopParser(parser_.get(), XML_FALSE);
  }
  void refuse_syntax() { problem_ = damaged_workbook(place_, part_); }
  void refuse_dtd() {
    refuse({"xlsx_dtd",
            place_,
            {"工作簿内部含有 DTD 声明，可能是攻击文件，已拒绝读取；请用 Excel 或 WPS 另存一份再导入",
             "the workbook carries a DTD, which no spreadsheet program writes, and was refused: save a fresh "
             "copy "
             "with Excel or WPS"}});
  }
  void refuse_bounds() {
    refuse(
        {"xlsx_xml_bounds",
         place_,
         {fmt::format("工作簿内部的 {} 嵌套过深或单个标记过长，已拒绝读取；请用 Excel 或 WPS 另存一份再导入",
                      part_),
          fmt::format(
              "{} in the workbook is nested too deeply or has an oversized tag: save a fresh copy with "
              "Excel or WPS",
              part_)}});
  }

  std::unique_ptr<XML_ParserStruct, ParserCloser> parser_;
  XmlVisitor& visitor_;
  std::string_view part_;
  const base::Place& place_;
  int depth_ = 0;
  std::int64_t fed_ = 0;
  std::optional<base::Problem> problem_{};
};

}  // namespace

std::string_view Attributes::value(std::string_view name) const {
  for (const char** a = raw_; *a != nullptr; a += 2) {
    if (local_name(a[0]) == name) return a[1];
  }
  return {};
}

void XmlVisitor::fail(base::Problem problem) {
  if (!problem_ && !stopped_) problem_ = std::move(problem);
  stopped_ = true;
}

std::optional<base::Problem> parse_part(Archive& archive, std::string_view part, XmlVisitor& visitor) {
  Parse parse{visitor, part, archive.place()};
  bool whole = true;
  auto problem = archive.read(part, [&](std::string_view bytes) { return whole = parse.feed(bytes, false); });
  if (whole && !problem) parse.feed({}, true);
  if (problem) return problem;
  if (auto refused = parse.take_problem()) return refused;
  return visitor.take_problem();
}

}  // namespace examhall::table
