#pragma once
// From the catalogue's rows to what the hall is given. The thread that owns the catalogue.
#include <map>

#include "bank/paper.hpp"
#include "hall/hall.hpp"
#include "store/catalogue.hpp"

namespace examhall::office {

/// Words of store::Batch::status.
inline constexpr std::string_view kScheduled = "scheduled";  ///< the hall runs it
inline constexpr std::string_view kGraded = "graded";        ///< collected and graded; still shown, never run again

/// Remembers what was published, so that only what changed is published again.
class Publisher {
 public:
  explicit Publisher(store::Catalogue& catalogue) : catalogue_{catalogue} {}

  /// New batches, and new or changed candidates of known ones. Batches whose settings or paper cannot be read
  /// are logged and left out: they must not keep the others from opening. Throws what the catalogue throws;
  /// all of it is new again then.
  std::vector<hall::Publication> changes();
  /// Null if there is none, or while it is sealed.
  std::shared_ptr<const bank::Paper> paper(const base::Digest& hash);

 private:
  std::optional<hall::Publication> publish(const store::Batch& row);
  void remember_staged();
  bool add_paper(const store::Batch& row, hall::Publication& out);
  hall::Enrolled enrolled(const store::Candidate& c) const;

  store::Catalogue& catalogue_;
  std::map<std::string, std::string, std::less<>> institutions_;
  std::map<std::int64_t, std::map<std::int64_t, store::Candidate>> published_;
  std::map<std::int64_t, std::vector<store::Candidate>> staged_;  // what one call of changes() finds
  std::map<base::Digest, std::shared_ptr<const bank::Paper>> papers_;
};

}  // namespace examhall::office
