#pragma once
// The folder of a new server: authority and certificates, keys, configuration, empty databases. `init` makes
// a real one with it, a rehearsal one that is thrown away.
#include "base/signature.hpp"
#include "config/config.hpp"

namespace examhall::examctl {

/// Throws std::runtime_error if the disk fails or a key is there already. Returns the public half of its
/// signing key.
base::PublicKey make_site_folder(const std::filesystem::path& folder, const config::NewConfig& values);

}  // namespace examhall::examctl
