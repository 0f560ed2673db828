// One answer's proof, against a public chain and other things that were kept.
#include "evidence/answer_proof.hpp"
#include "evidence_story.hpp"
#include "target.hpp"

namespace proof_target {

using namespace examhall;

void run(std::string_view input) {
  evidence::ProofOptions options;
  options.key = fuzz::known_key().public_key();
  options.kept = {{7, {}, true}};
  for (const bool with_key : {false, true}) {
    if (!with_key) options.key.reset();
    const auto report = evidence::verify_answer(input, options);
    fuzz::require(!with_key || report.proof.failed() ||
                      (report.ticket == "T1" && report.item == 0 && report.response == "\"B\""),
                  "nothing is proven but what was answered");
    for (const auto* check : {&report.proof, &report.kept}) {
      for (const auto& finding : check->findings())
        fuzz::require(base::is_utf8(finding.text.zh) && base::is_utf8(finding.text.en),
                      "a finding can be shown");
    }
    options.public_chain = fuzz::as_file(input);
    options.key = fuzz::known_key().public_key();
  }
}

std::vector<std::string> seeds() {
  const std::string proof = fuzz::Story{}.proof();
  fuzz::require(evidence::verify_answer(proof, {.key = fuzz::known_key().public_key()}).ok(),
                "the seed is sound");
  return {proof};
}

const fuzz::Registration registration{{"proof", run, seeds}};

}  // namespace proof_target
