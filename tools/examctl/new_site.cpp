#include "examctl/new_site.hpp"

#include "base/file.hpp"
#include "base/secret.hpp"
#include "examctl/certificates.hpp"
#include "store/open.hpp"

namespace examhall::examctl {

base::PublicKey make_site_folder(const std::filesystem::path& folder, const config::NewConfig& values) {
  const std::filesystem::path data = folder / "data";
  std::filesystem::create_directories(data);
  std::filesystem::permissions(data, std::filesystem::perms::owner_all);
  make_certificates({.folder = folder / "tls", .hosts = values.hosts});
  const base::SigningKey key = base::SigningKey::generate();
  key.save(data / "signing.key");
  base::write_file_atomically(data / "id-number.key", base::to_hex(base::random_bytes(32)) + "\n", 0600);
  base::write_file_atomically(folder / "examhall.toml", config::config_text(values));
  store::open_catalogue(data);
  store::open_journal(data);
  return key.public_key();
}

}  // namespace examhall::examctl
