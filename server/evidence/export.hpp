#pragma once
// Writes the evidence of a batch, or of one candidate's attempt, into a file that verify() needs nothing else
// for. Blocks on disk and databases: not for the hall's thread. Streams: of a batch it holds no more than its
// roster's numbers, of a candidate's export 96 bytes for each event of the journal.
//
// Ids of refusals: batch_missing, batch_not_in_journal, batch_not_closed, attempt_missing, paper_missing,
// journal_broken, journal_changed. A dead database throws StorageError, a failing disk std::runtime_error;
// nothing is left of the file then.
#include <filesystem>
#include <functional>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/signature.hpp"
#include "journal/event_store.hpp"
#include "store/catalogue.hpp"

namespace examhall::evidence {

struct ExportOptions {
  /// Before the batch is closed: without papers and results, and marked so. For officers.
  bool unfinished = false;
  /// Rows of the journal gone through, and how many there are.
  std::function<void(std::uint64_t done, std::uint64_t of)> progress = [](std::uint64_t, std::uint64_t) {};
};

struct Exported {
  std::uint64_t events = 0;  ///< in the file, in full
  std::uint64_t leaves = 0;  ///< of others' events
  std::uint64_t last_seq = 0;
  std::uint64_t bytes = 0;
};

using ExportResult = base::Result<Exported, base::Problem>;

/// Verifiable from the journal's genesis: others' events stand in it as salted hashes of 32 bytes each, so a
/// journal of a million events adds 64 MB.
ExportResult export_batch(journal::EventReader& journal, store::Catalogue& catalogue, std::int64_t batch,
                          const base::SigningKey& key, base::Instant now, const std::filesystem::path& path,
                          const ExportOptions& options = {});

/// The attempt's own events and the batch's, each with its proof of inclusion; nothing of any other
/// candidate.
ExportResult export_candidate(journal::EventReader& journal, store::Catalogue& catalogue, std::int64_t batch,
                              std::int64_t attempt, const base::SigningKey& key, base::Instant now,
                              const std::filesystem::path& path, const ExportOptions& options = {});

}  // namespace examhall::evidence
