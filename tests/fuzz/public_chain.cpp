// The public chain, with claims against it.
#include "evidence/public_chain.hpp"
#include "evidence_story.hpp"
#include "target.hpp"

namespace public_chain_target {

using namespace examhall;

std::vector<std::string> seeds() {
  const std::string chain = fuzz::Story{}.public_chain();
  fuzz::require(evidence::verify_public_chain(fuzz::as_file(chain), std::nullopt, {}).ok(),
                "the seed is sound");
  return {chain};
}

void run(std::string_view input) {
  const std::vector<evidence::Claim> claims{{.seq = 3, .leaf = base::Digest{}, .what = {"甲", "a"}},
                                            {.seq = 5, .link = base::Digest{}, .what = {"乙", "b"}}};
  const auto report = evidence::verify_public_chain(fuzz::as_file(input), std::nullopt, {});
  const auto known = evidence::verify_public_chain(fuzz::as_file(input), fuzz::known_key().public_key(), {});
  static const std::string genuine = seeds().front();
  fuzz::require(!known.ok() || input == genuine, "a forged chain fails");
  const auto claimed =
      evidence::verify_public_chain(fuzz::as_file(input), fuzz::known_key().public_key(), claims);
  fuzz::require(!claimed.ok() || report.ok(), "claims make nothing true");
  for (const auto* check : {&claimed.file, &claimed.signatures, &claimed.chain, &claimed.claims}) {
    for (const auto& finding : check->findings())
      fuzz::require(base::is_utf8(finding.text.zh) && base::is_utf8(finding.text.en),
                    "a finding can be shown");
  }
}

const fuzz::Registration registration{{"public_chain", run, seeds}};

}  // namespace public_chain_target
