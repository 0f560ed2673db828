#pragma once
// One function for each group of commands: it adds them to the command line; what a command does runs after
// parsing. A command throws Stop to end with a sentence and an exit status.
#include <CLI/CLI.hpp>

#include "examctl/site.hpp"

namespace examhall::examctl {

/// Made after the command line is parsed.
using SiteMaker = std::function<Site&()>;

void add_init(CLI::App& app, const SiteMaker& site);
void add_bank_commands(CLI::App& app, const SiteMaker& site);
void add_custodian_commands(CLI::App& app, const SiteMaker& site);
void add_paper_commands(CLI::App& app, const SiteMaker& site);
/// Into the group of the papers.
void add_sealing_commands(CLI::App& papers, const SiteMaker& site);
void add_release_command(CLI::App& papers, const SiteMaker& site);
void add_batch_commands(CLI::App& app, const SiteMaker& site);
void add_act_commands(CLI::App& app, const SiteMaker& site);
/// Into the group of the acts.
void add_outage_command(CLI::App& acts, const SiteMaker& site);
/// Messages to candidates, calls for a proctor.
void add_message_commands(CLI::App& app, const SiteMaker& site);
void add_roster_commands(CLI::App& app, const SiteMaker& site);
/// Plans of the rooms.
void add_seat_commands(CLI::App& app, const SiteMaker& site);
void add_ticket_commands(CLI::App& app, const SiteMaker& site);
void add_results_command(CLI::App& app, const SiteMaker& site);
void add_regrade_command(CLI::App& app, const SiteMaker& site);
void add_checkpoint_commands(CLI::App& app, const SiteMaker& site);
/// Within `evidence`.
void add_proof_commands(CLI::App& group, const SiteMaker& site);
void add_timeline_command(CLI::App& group, const SiteMaker& site);
void add_evidence_commands(CLI::App& app, const SiteMaker& site);
void add_backup_commands(CLI::App& app, const SiteMaker& site);
/// Accounts of proctors and other staff: who they are, what they may do, who is signed in.
void add_account_commands(CLI::App& app, const SiteMaker& site);
/// Into the group of the accounts.
void add_grant_commands(CLI::App& accounts, const SiteMaker& site);
void add_session_commands(CLI::App& accounts, const SiteMaker& site);
void add_log_command(CLI::App& accounts, const SiteMaker& site);
void add_rehearse(CLI::App& app, const SiteMaker& site);
void add_doctor(CLI::App& app, const SiteMaker& site);

}  // namespace examhall::examctl
