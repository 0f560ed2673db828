#pragma once
// The private certificate authority of one site. Clients trust this authority and no other, so no public one
// has to know of a computer room that is not on the Internet. P-256 keys; the server's certificate names every
// address under which the room reaches it.
#include <filesystem>
#include <string>
#include <vector>

namespace examhall::examctl {

struct NewCertificates {
  std::filesystem::path folder;    ///< gets ca.pem, ca.key, server.pem, server.key; keys with mode 0600
  std::vector<std::string> hosts;  ///< DNS names and IP addresses
  int days = 825;
};

/// Throws std::runtime_error. Refuses to overwrite any of the four files.
void make_certificates(const NewCertificates& wanted);

}  // namespace examhall::examctl
