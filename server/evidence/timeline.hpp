#pragma once
// What happened, from an evidence file alone: one candidate's events as the console shows them, or the
// batch's own with every act of staff. The file is verified in the same reading, so that nothing can be put
// in between; what did not pass must not be shown. Blocks on the disk. Any thread.
#include <vector>

#include "evidence/verify.hpp"
#include "exam/entry.hpp"

namespace examhall::evidence {

/// No more than these are held, whatever a file claims to be.
inline constexpr std::size_t kMostEntries = 300'000;

struct Timeline {
  Report report;                           ///< nothing below holds unless this is ok()
  std::string zone;                        ///< of the batch; empty if the file does not say
  bool found = false;                      ///< the candidate that was asked for is in the file
  std::vector<exam::Entry> events;  ///< of the candidate, and of the batch what concerns them; ascending
  std::vector<exam::BatchEntry> of_batch;  ///< if no candidate was asked for, ascending
  std::uint64_t more = 0;                  ///< that are not held
};

/// `ticket`: of the candidate; empty: the batch as a whole.
Timeline read_timeline(const std::filesystem::path& path, const std::string& ticket,
                       VerifyOptions options = {});

}  // namespace examhall::evidence
