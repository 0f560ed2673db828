#pragma once
// The seeds of all targets that read evidence: one small exam with one candidate and one stranger's events,
// under a key and a journal that are the same in every process. One thread.
#include <string>

#include "bank/paper.hpp"
#include "base/signature.hpp"
#include "evidence_catalogue.hpp"
#include "exam/fold.hpp"
#include "journal_memory_store.hpp"

namespace examhall::fuzz {

/// Of nobody: anyone can compute it.
const base::SigningKey& known_key();

class Story {
 public:
  Story();
  std::string batch_file();
  std::string candidate_file();
  std::string proof();
  std::string public_chain();
  const journal::Event& last() const { return events_.back(); }

 private:
  void put(std::int64_t batch, std::int64_t attempt, std::string_view kind, std::string body);
  void put(const exam::Event& event);
  void put(const exam::BatchEvent& event);
  void sit();
  void grade(const bank::Paper& paper);

  journal::MemoryEventStore journal_;
  test::MemoryCatalogue catalogue_;
  exam::Fold fold_;
  std::vector<journal::Event> events_;
};

}  // namespace examhall::fuzz
