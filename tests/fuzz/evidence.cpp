// Evidence files, which an auditor gets from people he has no reason to trust. Besides the input itself a
// second reading of it gets true sums and signatures at its end, so that a fuzzer comes further than the
// seal.
#include "evidence/format.hpp"
#include "evidence/verify.hpp"
#include "evidence_story.hpp"
#include "target.hpp"

#include <algorithm>
#include <cstdio>

namespace evidence_target {

using namespace examhall;

void look_at(std::string_view content, const evidence::VerifyOptions& options) {
  const evidence::Report report = evidence::verify(fuzz::as_file(content), options);
  for (const auto language : {base::Language::zh, base::Language::en})
    fuzz::require(base::is_utf8(evidence::to_text(report, language)), "a report can be shown");
  fuzz::require(evidence::to_json(report)["ok"] == report.ok(), "both forms of the report agree");
}

// The last line with the digest over all before it, and signed.
std::string resealed(std::string_view content) {
  const std::size_t last = content.rfind('\n', content.size() < 2 ? 0 : content.size() - 2);
  if (last == std::string_view::npos) return {};
  const std::string_view body = content.substr(0, last + 1);
  auto seal =
      base::parse_json(content.substr(last + 1), {.max_bytes = evidence::kMaxOtherLine, .max_depth = 8});
  if (!seal || !seal->is_object() || !seal->contains("checkpoint") || !(*seal)["checkpoint"].is_string())
    return {};
  const base::Digest sum = base::sha256(body);
  (*seal)["sha256"] = base::to_hex(sum);
  (*seal)["signature"] = base::to_base64(fuzz::known_key().sign(evidence::file_statement(sum)));
  (*seal)["checkpoint_signature"] =
      base::to_base64(fuzz::known_key().sign((*seal)["checkpoint"].get<std::string>()));
  seal->erase("t");
  return std::string{body} + evidence::line_of("seal", *seal) + "\n";
}

std::vector<std::string> seeds() {
  fuzz::Story story;
  for (const std::string& file : {story.batch_file(), story.candidate_file()}) {
    const auto report = evidence::verify(fuzz::as_file(file));
    if (!report.ok()) std::fputs(evidence::to_text(report, base::Language::en).c_str(), stderr);
    fuzz::require(report.ok() && resealed(file) == file, "the seeds are sound");
  }
  return {story.batch_file(), story.candidate_file()};
}

// Nobody else can sign: what verifies under the known key is a file that was exported.
void only_genuine(std::string_view input) {
  static const std::vector<std::string> genuine = seeds();
  const bool passes = evidence::verify(fuzz::as_file(input), {.key = fuzz::known_key().public_key()}).ok();
  fuzz::require(!passes || std::find(genuine.begin(), genuine.end(), input) != genuine.end(),
                "forged evidence fails");
}

void run(std::string_view input) {
  only_genuine(input);
  look_at(input, {});
  const std::string sealed = resealed(input);
  evidence::VerifyOptions options;
  options.key = fuzz::known_key().public_key();
  options.kept = {{2, {}, true}, {5, {}, false}};
  if (!sealed.empty()) look_at(sealed, options);
}

const fuzz::Registration registration{{"evidence", run, seeds}};

}  // namespace evidence_target
