#pragma once
// A certificate for 127.0.0.1 that exists only while a test runs: no key lies in the repository.
#include <filesystem>

namespace examhall::support {

class Certificate {
 public:
  /// A new P-256 key and a self-signed certificate, as PEM files in a directory of their own. Throws.
  Certificate();
  ~Certificate();
  Certificate(const Certificate&) = delete;
  Certificate& operator=(const Certificate&) = delete;

  std::filesystem::path chain() const { return directory_ / "chain.pem"; }
  std::filesystem::path key() const { return directory_ / "key.pem"; }

 private:
  std::filesystem::path directory_;
};

}  // namespace examhall::support
