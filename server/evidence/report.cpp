#include "evidence/report.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace examhall::evidence {
namespace {

constexpr std::size_t kKeptFindings = 200;

struct Name {
  const char* id;
  const char* zh;
  const char* en;
};
constexpr std::array<Name, kChecks> kNames{
    {{"file", "文件可读且完整", "the file can be read and is whole"},
     {"signatures", "签名", "signatures"},
     {"chain", "事件链", "chain of events"},
     {"kept", "另行保存的回执与检查点", "receipts and checkpoints kept elsewhere"},
     {"header", "文件头与内容一致", "the header says what the content is"},
     {"roster", "考生名单与登记一致", "people and registrations"},
     {"paper", "试卷", "paper"},
     {"collection", "作答与收卷符合规则", "answering and collecting by the rules"},
     {"scores", "成绩重新计算", "scores computed again"},
     {"results", "成绩总表与日志一致", "results as the journal recorded them"}}};

std::string state_word(State state, base::Language language) {
  const bool zh = language == base::Language::zh;
  switch (state) {
    case State::passed:
      return zh ? "通过" : "passed";
    case State::failed:
      return zh ? "不通过" : "FAILED";
    case State::skipped:
      return zh ? "未检查" : "not checked";
  }
  return {};
}

// What comes out of a hostile file must not steer the terminal.
std::string printable(const std::string& text) {
  std::string out = base::to_utf8_lossy(text);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  return base::has_unprintable(out) ? "?" : out;
}

std::string lines_of(const Check& check, base::Language language) {
  std::string out;
  for (const Finding& f : check.findings()) {
    const char* mark = f.severity == base::Severity::error ? "  ✗ " : "  · ";
    out += mark + printable(f.text.in(language)) + "\n";
  }
  if (check.more() > 0) {
    out += language == base::Language::zh ? fmt::format("  … 另有 {} 条\n", check.more())
                                          : fmt::format("  … and {} more\n", check.more());
  }
  return out;
}

struct Figure {
  const char* id;
  const char* zh;
  const char* en;
  std::uint64_t Summary::*value;
};
constexpr Figure kFigures[] = {{"candidates", "考生", "candidates", &Summary::candidates},
                               {"events", "事件", "events", &Summary::events},
                               {"answers", "作答", "answers", &Summary::answers},
                               {"refused", "被拒作答", "refused answers", &Summary::refused},
                               {"handed_in", "交卷", "handed in", &Summary::handed_in},
                               {"collected", "系统收卷", "collected", &Summary::collected},
                               {"absent", "缺考", "absent", &Summary::absent},
                               {"terminated", "终止", "terminated", &Summary::terminated},
                               {"graded", "有成绩", "graded", &Summary::graded},
                               {"passed", "合格", "passed", &Summary::passed},
                               {"versions", "成绩版本", "result versions", &Summary::versions}};

}  // namespace

std::string_view to_text(State state) {
  switch (state) {
    case State::passed:
      return "passed";
    case State::failed:
      return "failed";
    case State::skipped:
      return "skipped";
  }
  return {};
}

void Check::skip(std::string id, base::Text text) {
  skipped_ = true;
  note(std::move(id), std::move(text));
}

void Check::add(Finding finding) {
  failed_ = failed_ || finding.severity == base::Severity::error;
  if (findings_.size() < kKeptFindings) {
    findings_.push_back(std::move(finding));
  } else {
    ++more_;
  }
}

bool Report::ok() const {
  return std::none_of(checks.begin(), checks.end(), [](const Check& c) { return c.failed(); });
}

std::string_view name_of(CheckId id) { return kNames[static_cast<std::size_t>(id)].id; }

base::Text title_of(CheckId id) {
  const Name& name = kNames[static_cast<std::size_t>(id)];
  return {name.zh, name.en};
}

std::string to_text(const Report& report, base::Language language) {
  std::string out;
  for (std::size_t i = 0; i < kChecks; ++i) {
    const Check& check = report.checks[i];
    out += fmt::format("[{}] {}\n", state_word(check.state(), language),
                       title_of(static_cast<CheckId>(i)).in(language));
    out += lines_of(check, language);
  }
  std::string figures;
  for (const Figure& f : kFigures) {
    figures += fmt::format("{}{} {}", figures.empty() ? "" : ", ",
                           language == base::Language::zh ? f.zh : f.en, report.summary.*f.value);
  }
  return out + figures + "\n";
}

base::Json to_json(const Report& report) {
  base::Json checks = base::Json::array();
  for (std::size_t i = 0; i < kChecks; ++i) {
    base::Json findings = base::Json::array();
    for (const Finding& f : report.checks[i].findings()) {
      findings.push_back({{"id", f.id},
                          {"severity", f.severity == base::Severity::error ? "error" : "warning"},
                          {"zh", base::to_utf8_lossy(f.text.zh)},
                          {"en", base::to_utf8_lossy(f.text.en)}});
    }
    checks.push_back({{"id", name_of(static_cast<CheckId>(i))},
                      {"state", to_text(report.checks[i].state())},
                      {"findings", std::move(findings)},
                      {"more", report.checks[i].more()}});
  }
  base::Json summary = base::Json::object();
  for (const Figure& f : kFigures) summary[f.id] = report.summary.*f.value;
  return {{"ok", report.ok()},
          {"scope", report.scope},
          {"batch", report.batch},
          {"journal", report.journal},
          {"exported_at", report.exported_at},
          {"tool", report.tool},
          {"public_key", report.public_key},
          {"checks", std::move(checks)},
          {"summary", std::move(summary)}};
}

}  // namespace examhall::evidence
