#include "grading/correction.hpp"

#include <fmt/format.h>

#include <set>

#include "bank/json_writer.hpp"

namespace examhall::grading {
namespace {

using base::Failure;
using base::Fields;
using base::Place;

constexpr std::size_t kMaxBytes = 256 * 1024;
constexpr std::size_t kMaxReasonBytes = 2000;

Place place_of(const std::string& file, std::size_t i) {
  return {.file = file, .column = fmt::format("items[{}]", i)};
}

ItemCorrection read_item(const Json& json, const Place& place, Problems& problems) {
  Fields fields{json, place, problems};
  ItemCorrection item{fields.text("id", 200), fields.any("answer")};
  const std::string rule = fields.text_or("void", 16, "");
  item.void_full = rule == "full";
  if (!rule.empty() && !item.void_full) {
    fields.complain(
        "void", "unknown_rule",
        {"void 只能为 \"full\"（全体满分）", "\"void\" can only be \"full\" (full points for all)"});
  } else if (item.void_full != item.answer.is_null()) {
    fields.complain("answer", "answer_or_void",
                    {"每题须给出 answer 或 void 之一", "give either \"answer\" or \"void\" for an item"});
  }
  fields.finish();
  return item;
}

bank::PaperItem* find(bank::PaperContent& content, const std::string& id) {
  for (bank::PaperSection& section : content.sections) {
    for (bank::PaperItem& entry : section.items) {
      if (entry.item.id == id) return &entry;
    }
  }
  return nullptr;
}

// The item's own type reads the new answer, as it would from a bank. Only what it says of the answer counts:
// the rest was valid when the paper was frozen.
Json new_key(const bank::Item& item, const Json& answer, const Place& place, Problems& problems) {
  bank::RawItem raw{bank::to_members(item), place};
  raw.members["answer"] = answer;
  Problems found;
  bank::Members members{raw, found};
  Json key = bank::find_item_type(item.view.type)->read(members).key;
  for (base::Problem& p : found) {
    if (p.place == raw.at("answer")) problems.push_back(std::move(p));
  }
  return key;
}

void apply_item(const ItemCorrection& c, const Place& place, bank::PaperContent& content,
                Problems& problems) {
  bank::PaperItem* entry = find(content, c.id);
  if (entry == nullptr) {
    problems.push_back(
        {"unknown_item",
         place,
         {fmt::format("试卷中没有编号为“{}”的题", c.id), fmt::format("the paper has no item \"{}\"", c.id)}});
    return;
  }
  const std::size_t before = problems.size();
  const bank::PaperItem old = *entry;
  entry->void_full = c.void_full;
  if (!c.void_full) entry->item.secret.key = new_key(entry->item, c.answer, place, problems);
  if (problems.size() == before && *entry == old) {
    problems.push_back({"no_change",
                        place,
                        {fmt::format("“{}”的更正与原来相同，请核对", c.id),
                         fmt::format("the correction of \"{}\" changes nothing; check it", c.id)}});
  }
}

}  // namespace

base::Result<Correction, Problems> parse_correction(std::string_view text, const std::string& file) {
  auto json = base::parse_json(text, {.max_bytes = kMaxBytes, .max_depth = 6});
  if (!json) {
    base::Problem p = json.error();
    p.place.file = file;
    return Failure{Problems{std::move(p)}};
  }
  Problems problems;
  Fields fields{*json, {.file = file}, problems};
  if (fields.text("format", 40) != "examhall-correction/1") {
    fields.complain("format", "unknown_format",
                    {"应为 \"examhall-correction/1\"", "\"examhall-correction/1\" is expected"});
  }
  Correction out{.reason = {}, .file = file};
  const auto paper = base::digest_from_hex(fields.text("paper", 64));
  if (!paper)
    fields.complain("paper", "bad_hash",
                    {"应为试卷的 64 位哈希值", "the paper's hash of 64 digits is expected"});
  out.paper = paper.value_or(Digest{});
  out.reason = fields.text("reason", kMaxReasonBytes);
  if (base::trimmed(out.reason).empty())
    fields.complain("reason", "missing", {"须写明更正原因", "say why it is corrected"});
  std::set<std::string> ids;
  const Json& items = fields.array("items", 1000);
  for (std::size_t i = 0; i < items.size(); ++i) {
    out.items.push_back(read_item(items[i], place_of(file, i), problems));
    if (!ids.insert(out.items.back().id).second) {
      problems.push_back({"duplicate_id",
                          place_of(file, i),
                          {"同一题更正了两次，请删去一处", "the item is corrected twice; remove one"}});
    }
  }
  if (items.is_array() && items.empty())
    fields.complain("items", "missing", {"没有要更正的题", "there is nothing to correct"});
  fields.finish();
  if (!problems.empty()) return Failure{std::move(problems)};
  return out;
}

base::Result<bank::Paper, Problems> apply(const bank::Paper& paper, const Correction& correction) {
  Problems problems;
  if (correction.paper != paper.hash()) {
    problems.push_back(
        {"other_paper",
         {.file = correction.file, .column = "paper"},
         {"更正针对的是另一份试卷，请核对哈希值", "the correction is for another paper; check the hash"}});
  }
  bank::PaperContent content = paper.content();
  content.corrects = paper.hash();
  content.reason = correction.reason;
  for (std::size_t i = 0; i < correction.items.size(); ++i) {
    apply_item(correction.items[i], place_of(correction.file, i), content, problems);
  }
  if (!problems.empty()) return Failure{std::move(problems)};
  return bank::Paper{std::move(content)};
}

}  // namespace examhall::grading
