#pragma once
// The folder in which one examination server lives: configuration, certificates, data. Every command starts by
// opening what it needs of it.
#include <filesystem>

#include "base/signature.hpp"
#include "config/config.hpp"
#include "examctl/console.hpp"
#include "exam/batch.hpp"
#include "store/open.hpp"

namespace examhall::examctl {

class Site {
 public:
  Site(std::filesystem::path folder, const Console& console) : folder_{std::move(folder)}, console_{console} {}

  const std::filesystem::path& folder() const { return folder_; }
  const Console& console() const { return console_; }
  std::filesystem::path config_file() const { return folder_ / "examhall.toml"; }

  /// Each throws Stop if it cannot be had.
  const config::Config& config();
  store::Catalogue& catalogue();
  journal::EventReader& journal();
  base::SigningKey signing_key();

  store::Batch batch(const std::string& code);
  exam::Batch settings(const store::Batch& batch);
  /// Whether a server has shown a sign of life within the last seconds.
  bool server_is_alive();

 private:
  std::filesystem::path folder_;
  const Console& console_;
  std::optional<config::Config> config_;
  std::unique_ptr<store::Catalogue> catalogue_;
  std::unique_ptr<journal::EventReader> journal_;
};

/// Who runs this command, for the record: --by, or the login name.
std::string default_actor();
base::Instant wall_now();

}  // namespace examhall::examctl
