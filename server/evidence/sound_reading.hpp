#pragma once
// Reads rows 1…last of a journal in full and in order, or says why not: nothing is signed that does not
// verify. One thread. Ids: journal_broken, journal_changed.
#include <functional>
#include <optional>

#include "base/problem.hpp"
#include "journal/chain.hpp"
#include "journal/event_store.hpp"

namespace examhall::evidence {

class SoundReading {
 public:
  using Progress = std::function<void(std::uint64_t done, std::uint64_t of)>;

  SoundReading(journal::EventReader& journal, std::uint64_t last, const Progress& progress)
      : journal_{journal}, last_{last}, progress_{progress}, check_{journal.journal_id()} {}

  std::optional<base::Problem> each(const std::function<void(const journal::Event&)>& visit);
  const journal::Head& head() const { return check_.head(); }

 private:
  journal::EventReader& journal_;
  std::uint64_t last_;
  const Progress& progress_;
  journal::ChainCheck check_;
};

}  // namespace examhall::evidence
