#pragma once
// Banks and papers between bank/'s types and the catalogue's rows.
#include "bank/paper.hpp"
#include "examctl/site.hpp"

namespace examhall::examctl {

store::Bank to_stored(const bank::Bank& bank, base::Instant at);
/// Throws Stop (not_found), or std::runtime_error if an item no longer reads.
bank::Bank load_bank(Site& site, const std::string& id, std::int64_t version);

store::Paper to_stored(const bank::Paper& paper, base::Instant at);
/// By its whole hash or the first characters of it. Throws Stop.
bank::Paper load_paper(Site& site, const std::string& hash);

}  // namespace examhall::examctl
