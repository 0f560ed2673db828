#include "evidence/verification.hpp"

#include <fmt/format.h>

#include "base/mapping.hpp"

namespace examhall::evidence {
namespace {

using base::Json;

base::JsonLimits limits_of(std::string_view type, std::size_t bytes) {
  return {.max_bytes = bytes, .max_depth = type == "paper" ? 64 : 4};
}

std::string path_of(const base::Problem& p) { return p.place.column.empty() ? p.id : p.place.column; }

}  // namespace

void Verification::unreadable(std::uint64_t number, const base::Text& why) {
  check(CheckId::file)
      .fail("line_unreadable",
            {fmt::format("第 {} 行：{}", number, why.zh), fmt::format("line {}: {}", number, why.en)});
}

bool Verification::in_order(Part part, std::uint64_t number) {
  const bool first = part == Part::header;
  if (part < part_ || first != (number == 1) || (!first && !header_)) {
    if (!first && !header_ && number > 1) return false;  // said once, of the header
    unreadable(number, {"这一行不应出现在此处", "this line does not belong here"});
    return false;
  }
  if (part > Part::events) end_events();
  part_ = part == Part::seal || part == Part::key ? static_cast<Part>(static_cast<int>(part) + 1) : part;
  return true;
}

void Verification::line(const std::string& text, std::uint64_t number) {
  static const std::map<std::string_view, Part> kParts{
      {"header", Part::header},  {"key", Part::key},      {"paper", Part::papers},
      {"person", Part::people},  {"event", Part::events}, {"leaf", Part::events},
      {"result", Part::results}, {"row", Part::results},  {"seal", Part::seal}};
  const std::string_view type = type_of(text);
  if (type == "seal" && !content_) content_ = sha_.finish();
  if (!content_) sha_.add(text).add("\n");
  const auto part = kParts.find(type);
  if (part == kParts.end()) return unreadable(number, {"不认识这一行的类型", "the line is of no known type"});
  const auto json = base::parse_json(text, limits_of(type, text.size()));
  if (!json) return unreadable(number, json.error().text);
  if (!in_order(part->second, number)) return;
  try {
    dispatch(part->second, *json, text, number);
  } catch (const std::exception& e) {  // no kind of item, however broken, may end the verification
    unreadable(number, {fmt::format("内容无法核验（{}）", e.what()),
                        fmt::format("cannot be verified ({})", e.what())});
  }
}

void Verification::dispatch(Part part, const Json& json, const std::string& text, std::uint64_t number) {
  base::Problems problems;
  const std::string_view type = type_of(text);
  switch (part) {
    case Part::header:
      take_header(json, problems);
      break;
    case Part::key:
      take_key(json, problems);
      break;
    case Part::papers:
      take_paper(json, text.size(), problems);
      break;
    case Part::people:
      take_person(json, problems);
      break;
    case Part::events:
      if (type == "event") {
        take_event(json, number, problems);
      } else {
        take_leaves(json, number, problems);
      }
      break;
    case Part::results:
      if (type == "result") {
        take_result(json, problems);
      } else {
        take_row(json, problems);
      }
      break;
    case Part::seal:
      take_seal(json, problems);
      break;
    case Part::over:
      break;
  }
  if (problems.empty()) return;
  const base::Problem& p = problems.front();
  unreadable(number, {path_of(p) + "：" + p.text.zh, path_of(p) + ": " + p.text.en});
}

void Verification::accept(const EventRow& row, const std::optional<base::Digest>& before) {
  kept_->pass(row, before);
  if (chain_) {
    if (row.event) merkle_.add(journal::leaf_of(*row.event));
    for (const base::Digest& leaf : row.leaves) merkle_.add(leaf);
  }
  if (!row.event) return;
  ++report_.summary.events;
  const journal::Event& event = *row.event;
  if (event.batch != header_->batch ||
      (header_->scope == Scope::candidate && event.attempt != 0 && event.attempt != header_->attempt)) {
    const base::Text what = describe(event);
    return check(CheckId::header)
        .fail("event_of_others",
              {what.zh + "不属于文件所述的批次或考生", what.en + " is of another batch or candidate"});
  }
  replay_->apply(event);
  options_.witness(event);
}

void Verification::end_events() {
  if (std::exchange(events_ended_, true) || !header_) return;
  if (chain_) chain_->flush();
  if (proofs_) proofs_->flush();
  replay_->finish(header_->unfinished, report_.summary);
  report_.receipts = replay_->receipts();
  if (header_->unfinished) {
    check(CheckId::paper)
        .skip("unfinished", {"批次尚未结束，试卷不在文件中", "unfinished: the paper is left out"});
  } else {
    papers_.compare(replay_->batch());
  }
}

Report Verification::finish(std::uint64_t lines) {
  if (header_) {
    end_events();
    scores_->finish();
    check_roster();
    check_kept();
  } else {
    check(CheckId::file)
        .fail("no_header", {"文件首行不是证据文件的文件头", "the first line is no evidence header"});
  }
  if (!seal_) {
    const bool cut = part_ != Part::over;
    check(CheckId::file)
        .fail("no_seal",
              cut ? base::Text{fmt::format("文件在第 {} 行之后被截断：没有末行封印", lines),
                               fmt::format("the file was cut off after line {}: the seal is missing", lines)}
                  : base::Text{"末行封印无法读取", "the seal cannot be read"});
  }
  check_signatures();
  check_end_of_chain();
  check_header();
  return std::move(report_);
}

}  // namespace examhall::evidence
