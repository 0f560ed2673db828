#pragma once
// What staff do leaves a trace: a row in the catalogue, in one transaction with the change itself, which the server
// copies into the journal (docs/decisions/0014). What only leaves the house is written down before it does.
#include <CLI/CLI.hpp>

#include "examctl/site.hpp"

namespace examhall::examctl {

void add_by_option(CLI::App& command, std::string& by);

/// `detail` holds counts, hashes, tickets and ids; no names, codes, questions or answers.
store::Deed deed(const std::string& by, std::string what, const std::string& batch, const base::Json& detail);

/// For what is read or written to a file: before that happens.
void put_on_record(Site& site, const store::Deed& deed);

}  // namespace examhall::examctl
