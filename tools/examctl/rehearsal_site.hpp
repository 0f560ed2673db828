#pragma once
// The stage of a rehearsal: a folder with a site of its own (authority, keys, databases), a copy of one batch
// that opens soon, its paper, and invented candidates. Nothing of the real site is written.
#include "examctl/site.hpp"

namespace examhall::examctl {

struct RehearsalPlan {
  std::filesystem::path folder;  ///< is made; must not exist
  std::size_t candidates = 0;
  base::Span opens_in{0}, lasts{0};
  std::string paper;  ///< hash of another paper to use, if the batch's own is sealed
};

struct RehearsalSite {
  std::filesystem::path config, ca, tickets;
  std::uint16_t port = 0;
};

/// Throws Stop if the paper is not there in the clear.
RehearsalSite make_rehearsal_site(Site& real, const store::Batch& batch, const RehearsalPlan& plan);

}  // namespace examhall::examctl
