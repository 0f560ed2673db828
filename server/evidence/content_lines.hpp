#pragma once
// The lines of an evidence file that are not events: header, key, papers, people, results.
#include "base/result.hpp"
#include "evidence/format.hpp"
#include "evidence/survey.hpp"
#include "store/catalogue.hpp"

namespace examhall::evidence {

class SealedFile;

/// What the file is about. `attempt` 0: the batch.
struct Subject {
  std::int64_t batch = 0;
  std::int64_t attempt = 0;
  bool unfinished = false;
  std::uint64_t events = 0;  ///< that stand in the file in full
  Scope scope() const { return attempt == 0 ? Scope::batch : Scope::candidate; }
};

std::string header_line(const Subject& subject, const Survey& survey, const journal::JournalId& journal,
                        base::Instant now, std::uint64_t last_seq, const base::Digest* merkle_root);
std::string key_line(const base::PublicKey& key);
std::string event_line(const journal::Event& event);

/// Papers, and the people that the journal knows. A problem if a paper is not in the catalogue.
std::optional<base::Problem> write_papers(const Survey& survey, store::Catalogue& catalogue,
                                          SealedFile& file);
void write_people(const Subject& subject, const Survey& survey, store::Catalogue& catalogue,
                  SealedFile& file);
/// The versions that the journal records, each with its rows.
void write_results(const Subject& subject, const Survey& survey, store::Catalogue& catalogue,
                   SealedFile& file);

}  // namespace examhall::evidence
