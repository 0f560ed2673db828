#pragma once
// Holds what custodians have released of the keys of sealed papers, in locked memory and nowhere else, and
// opens a paper when the hall asks for it. It works on a thread of its own with a catalogue of its own: an
// opening waits for nobody's grading.
#include <map>
#include <set>

#include "exam/schedule.hpp"
#include "hall/paper_view.hpp"
#include "office/errands.hpp"
#include "sealing/sealed_paper.hpp"
#include "store/catalogue.hpp"

namespace examhall::office {

/// Ways into the hall. Each is called on the vault's thread and does its work on the hall's executor.
struct VaultLine {
  std::function<void(std::int64_t batch, const exam::PaperReleased&,
                     std::function<void(std::string_view why)>)>
      release;
  /// Without a paper: it could not be opened.
  std::function<void(std::int64_t batch, std::shared_ptr<const hall::PaperView>,
                     std::vector<exam::Custodian>)>
      opened;
};

/// What a custodian hands over.
struct Release {
  std::int64_t batch = 0;
  std::string key;      ///< hash of the public key: who it is
  base::Instant start;  ///< of the batch, as the custodian saw it
  std::vector<base::LockedKey> halves{};
};

class Vault {
 public:
  Vault(std::unique_ptr<store::Catalogue> catalogue, VaultLine line);

  /// Any thread. `done` is called on any: with nothing once the release is on disk and its halves are held,
  /// else with the reason: no_such_batch, not_sealed, not_a_custodian, wrong_halves, unavailable, or the
  /// hall's.
  void release(Release release, std::function<void(std::string_view why)> done);
  /// Any thread; answered through VaultLine::opened. Any two of `able` open it.
  void open(std::int64_t batch, std::vector<exam::Custodian> able);
  void stop() { errands_.stop(); }

 private:
  using Done = std::function<void(std::string_view why)>;
  /// Of one batch.
  struct Holding {
    std::string header_text;  ///< the halves are of this one
    sealing::Header header;
    std::map<std::uint32_t, std::vector<base::LockedKey>> halves;  ///< by custodian
  };
  struct Opened {
    std::shared_ptr<const hall::PaperView> view;
    std::vector<exam::Custodian> by;
  };

  std::string take(const std::shared_ptr<Release>& release, const Done& done);
  void keep(Release& release, const std::string& header_text, const sealing::Header& header,
            std::uint32_t custodian);
  Opened open_now(std::int64_t batch, const std::vector<exam::Custodian>& able);

  std::unique_ptr<store::Catalogue> catalogue_;
  VaultLine line_;
  std::map<std::int64_t, Holding> holdings_;  // by batch
  Errands errands_;                           // last: its thread uses all of the above
};

}  // namespace examhall::office
