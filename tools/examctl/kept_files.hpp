#pragma once
// What an auditor brings along: acks as SEQ:LINK, receipts as clients save them, checkpoints as the server
// and examctl hand them out. Each throws Stop with Exit::usage and the option's name if it is not that.
#include <CLI/CLI.hpp>

#include "evidence/verify.hpp"
#include "journal/signed_checkpoint.hpp"

namespace examhall::examctl {

std::optional<base::PublicKey> key_option(const std::string& text);
evidence::Kept kept_option(const std::string& text);
protocol::SignedReceipt receipt_option(const std::string& file);
/// One checkpoint a line; empty lines are passed over.
std::vector<journal::SignedCheckpoint> checkpoint_option(const std::string& file);

/// All of it, as options of a command that verifies an evidence file.
struct KeptOptions {
  std::string key;                    // the server's public key, base64
  std::vector<std::string> kept;      // "seq:link" of acks and checkpoints
  std::vector<std::string> receipts;  // files as clients save them
  std::vector<std::string> checkpoints;
};
void add_kept_options(CLI::App& command, KeptOptions& o);
evidence::VerifyOptions verify_options(const KeptOptions& o);

}  // namespace examhall::examctl
