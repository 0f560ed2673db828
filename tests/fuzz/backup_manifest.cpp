// The manifest of a backup: from wherever the backup was kept.
#include "store/manifest.hpp"
#include "target.hpp"

namespace backup_manifest_target {

using namespace examhall;

void run(std::string_view input) {
  const auto manifest = store::manifest_from_text(input);
  if (!manifest) {
    fuzz::require(!manifest.error().empty(), "a refusal says why");
    for (const auto& problem : manifest.error())
      fuzz::require(base::is_utf8(base::to_line(problem, base::Language::en)), "and can be shown");
    return;
  }
  fuzz::require(manifest->files.size() <= 8, "no more files than a backup can have");
  const std::string text = store::to_text(*manifest);
  const auto again = store::manifest_from_text(text);
  fuzz::require(again && store::to_text(*again) == text, "a manifest written again is the same");
}

std::vector<std::string> seeds() {
  store::Manifest manifest;
  manifest.made_at = base::from_millis(1'684'546'200'000);
  manifest.journal = {1, 2, 3};
  manifest.head.seq = 77;
  manifest.head.link = {4, 5, 6};
  const std::string empty = store::to_text(manifest);
  manifest.files = {{"journal.db", 4096, base::sha256(std::string_view{"j"})},
                    {"catalogue.db", 8192, base::sha256(std::string_view{"c"})}};
  fuzz::require(bool{store::manifest_from_text(store::to_text(manifest))}, "the seed is sound");
  return {empty, store::to_text(manifest)};
}

const fuzz::Registration registration{{"backup_manifest", run, seeds}};

}  // namespace backup_manifest_target
