#pragma once
// The file that anyone may have: the salted hash of every event of the journal, in order, and nothing of
// their content. Whoever holds one event, an ack, a receipt or an earlier checkpoint can hold it against this
// file, and nobody learns anything of the others. Published after a batch, it ends every later rewriting of
// history.
//
// Lines as in an evidence file: {"t":"public",…}, {"t":"leaf",…}, {"t":"seal",…}; docs/evidence.md.
#include <filesystem>

#include "base/result.hpp"
#include "evidence/report.hpp"
#include "evidence/sound_reading.hpp"
#include "evidence/verify.hpp"

namespace examhall::evidence {

inline constexpr std::string_view kPublicFormat = "examhall-public/1";

/// The whole journal up to its head; about 65 bytes an event. Blocks on disk. Ids: journal_empty, and those
/// of SoundReading. Throws std::runtime_error if the disk fails; nothing is left of the file then.
base::Result<std::uint64_t, base::Problem> export_public_chain(journal::EventReader& journal,
                                                               const base::SigningKey& key, base::Instant now,
                                                               const std::filesystem::path& path,
                                                               const SoundReading::Progress& progress);

/// Something that must stand at its place in the chain: `leaf` if its content is known, `link` if it was
/// kept.
struct Claim {
  std::uint64_t seq = 0;
  std::optional<base::Digest> leaf{};
  std::optional<base::Digest> link{};
  base::Text what;  ///< "the receipt of ticket …": for findings
};

struct PublicReport {
  Check file, signatures, chain, claims;
  std::string journal, exported_at, public_key;
  std::uint64_t events = 0;
  bool ok() const { return !file.failed() && !signatures.failed() && !chain.failed() && !claims.failed(); }
};

/// Reads the file once and checks it and every claim. A file may be anything: nothing throws, memory stays
/// bounded. `key`: the server's, from elsewhere.
PublicReport verify_public_chain(const std::filesystem::path& path, const std::optional<base::PublicKey>& key,
                                 std::vector<Claim> claims);

}  // namespace examhall::evidence
