#pragma once
// manifest.json of a backup. Internal to store/.
#include "store/backup.hpp"

namespace examhall::store {

constexpr const char* kManifestFile = "manifest.json";

std::string to_text(const Manifest& manifest);
base::Result<Manifest, base::Problems> manifest_from_text(std::string_view text);

}  // namespace examhall::store
