#include "evidence/public_chain.hpp"

#include "evidence/leaf_run.hpp"

namespace examhall::evidence {

base::Result<std::uint64_t, base::Problem> export_public_chain(journal::EventReader& journal,
                                                               const base::SigningKey& key, base::Instant now,
                                                               const std::filesystem::path& path,
                                                               const SoundReading::Progress& progress) {
  const std::uint64_t last = journal.head().seq;
  if (last == 0)
    return base::Failure{base::Problem{"journal_empty", {}, {"日志是空的", "the journal is empty"}}};
  SealedFile file{path};
  file.line(line_of("public", {{"format", kPublicFormat},
                               {"journal", base::to_hex(journal.journal_id())},
                               {"to", last},
                               {"exported_at", base::to_utc_text(now)},
                               {"public_key", base::to_base64(key.public_key())}}));
  SoundReading reading{journal, last, progress};
  journal::MerkleRoot merkle;
  LeafRun run{file};
  const auto problem = reading.each([&](const journal::Event& event) {
    const base::Digest leaf = journal::leaf_of(event);
    merkle.add(leaf);
    run.add(event, leaf);
  });
  if (problem) return base::Failure{*problem};
  run.flush();
  file.seal({journal.journal_id(), last, reading.head().link, now, merkle.root()}, key);
  return last;
}

}  // namespace examhall::evidence
