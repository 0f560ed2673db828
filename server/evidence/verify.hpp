#pragma once
// Verifies an evidence file with nothing but the file itself and, if somebody has them, the server's public
// key and what was kept elsewhere. Reads it once, line by line; blocks on the disk. A file may be anything:
// whatever is wrong is a finding, nothing throws, and memory stays bounded. Any thread.
#include <filesystem>
#include <functional>
#include <optional>

#include "evidence/report.hpp"
#include "journal/event.hpp"
#include "protocol/receipt.hpp"

namespace examhall::evidence {

/// The journal's chain at an event, as an ack, a receipt or a published checkpoint showed it.
struct Kept {
  std::uint64_t seq = 0;
  base::Digest link{};
  /// An ack or a receipt: the event must be one of this batch's own.
  bool own = false;
};

struct VerifyOptions {
  std::optional<base::PublicKey> key;  ///< the server's, from elsewhere than the file
  std::vector<Kept> kept;
  std::vector<protocol::SignedReceipt> receipts;
  /// Every event of the batch that the chain accepts, in order. What it says holds only if the whole file
  /// passes.
  std::function<void(const journal::Event&)> witness = [](const journal::Event&) {};
  /// Lines read, now and then.
  std::function<void(std::uint64_t lines)> progress = [](std::uint64_t) {};
};

Report verify(const std::filesystem::path& path, const VerifyOptions& options = {});

}  // namespace examhall::evidence
