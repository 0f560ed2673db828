#include "table/roster_cells.hpp"

#include <algorithm>

namespace examhall::table {

const HeadingSchema& roster_headings() {
  static const HeadingSchema schema{
      {
          {"name",
           {"姓名", "考生姓名", "学生姓名", "名字", "name", "fullname", "candidate", "candidatename"},
           true},
          {"id_number",
           {"身份证号", "身份证号码", "身份证", "证件号", "证件号码", "公民身份号码", "身份证件号",
            "身份证件号码", "考生身份证号", "idnumber", "id_number", "idcard", "idno", "idno."},
           true},
          {"ticket",
           {"准考证号", "准考证号码", "准考证", "考号", "考生号", "ticket", "ticketnumber", "ticketno",
            "ticketno.", "admissionticket"}},
          {"institution",
           {"院校", "学校", "单位", "院校名称", "学校名称", "单位名称", "所在院校", "所在学校", "所在单位",
            "报考院校", "报名院校", "institution", "school", "college", "university"}},
          {"id_type", {"证件类型", "证件种类", "身份证件类型", "idtype", "id_type"}},
          {"site", {"考点", "考点名称", "考核站点", "站点", "site", "testsite", "examsite"}},
          {"room", {"考场", "考场号", "考场名称", "考室", "机房", "教室", "room", "examroom"}},
          {"seat", {"座位号", "座位", "座号", "机位", "机位号", "seat", "seatnumber", "seatno", "seatno."}},
          {"extra_minutes",
           {"加时", "加时分钟", "延长时间", "额外时间", "extraminutes", "extra_minutes", "extratime"}},
      },
      {"序号", "备注", "性别", "#", "remark", "remarks", "notes", "gender", "sex"},
      false};
  return schema;
}

bool lost_digits(const Cell& cell) {
  const std::string text = base::to_half_width(base::trimmed(cell.text));
  const std::size_t e = text.find_first_of("eE");
  if (e != std::string::npos && e > 0 && e + 1 < text.size()) {
    return text.find_first_not_of("0123456789.") == e &&
           text.find_first_not_of("+0123456789", e + 1) == std::string::npos;
  }
  return cell.kind == CellKind::number && text.size() > 15 && text.ends_with("000");
}

base::Text id_number_fault_text(IdNumberFault fault) {
  switch (fault) {
    case IdNumberFault::length:
      return {"身份证号应为 18 位，请核对", "an identity card's number has 18 characters: check it"};
    case IdNumberFault::characters:
      return {"身份证号前 17 位应为数字，末位为数字或 X，请核对",
              "an identity card's number has 17 digits and a digit or X: check it"};
    case IdNumberFault::birth_date:
      return {"身份证号中的出生日期不存在，请核对",
              "the birth date in the identity card's number does not exist: check it"};
    default:
      return {"身份证号的校验码不符，可能有数字录错，请核对",
              "the check character of the identity card's number is wrong, so a digit is: check it"};
  }
}

const char* id_number_fault_name(IdNumberFault fault) {
  switch (fault) {
    case IdNumberFault::length:
      return "id_number_length";
    case IdNumberFault::characters:
      return "id_number_characters";
    case IdNumberFault::birth_date:
      return "id_number_birth_date";
    default:
      return "id_number_check";
  }
}

bool is_identity_card(std::string_view id_type) {
  const std::string folded = folded_heading(id_type);
  return folded.empty() || folded.find("身份证") != std::string::npos || folded == "idcard" ||
         folded == "identitycard";
}

bool only_holds(std::string_view text, std::string_view more) {
  return std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           more.find(c) != std::string_view::npos;
  });
}

}  // namespace examhall::table
