#pragma once
// A version of a batch's results as the grading's types, names from the roster.
#include "examctl/site.hpp"
#include "grading/result.hpp"

namespace examhall::examctl {

/// Version 0: the latest. Throws Stop (not_found) if the batch has no such results.
store::ResultVersion find_version(Site& site, const store::Batch& batch, std::int64_t version);
grading::Results to_results(Site& site, std::int64_t batch, const std::vector<store::ResultRow>& rows);

}  // namespace examhall::examctl
