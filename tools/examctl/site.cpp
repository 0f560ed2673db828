#include "examctl/site.hpp"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include "exam/settings_json.hpp"

namespace examhall::examctl {

const config::Config& Site::config() {
  if (config_) return *config_;
  auto read = config::read_config(config_file());
  if (!read) {
    console_.problems(read.error());
    throw Stop{Exit::environment, "no_site",
               {fmt::format("{} 不是可用的考试目录；先运行 examctl init", folder_.string()),
                fmt::format("{} is not a usable site; run examctl init first", folder_.string())}};
  }
  config_ = *std::move(read);
  return *config_;
}

store::Catalogue& Site::catalogue() {
  if (!catalogue_) catalogue_ = store::open_catalogue(config().data);
  return *catalogue_;
}

journal::EventReader& Site::journal() {
  if (!journal_) journal_ = store::open_journal_reader(config().data);
  return *journal_;
}

base::SigningKey Site::signing_key() { return base::SigningKey::load(config().signing_key()); }

store::Batch Site::batch(const std::string& code) {
  auto found = catalogue().batch_by_code(code);
  if (found) return *std::move(found);
  throw Stop{Exit::not_found, "no_such_batch",
             {fmt::format("没有代码为 {} 的批次；用 examctl batch list 查看", code),
              fmt::format("there is no batch {}; see examctl batch list", code)}};
}

exam::Batch Site::settings(const store::Batch& batch) {
  const auto json = base::parse_json(batch.settings);
  base::Problems problems;
  exam::Batch settings;
  if (json) settings = exam::batch_from_json(*json, {.file = batch.code}, problems);
  if (!json || base::has_errors(problems)) {
    console_.problems(problems);
    throw Stop{Exit::environment, "settings_unreadable",
               {fmt::format("批次 {} 的设置无法读取", batch.code),
                fmt::format("the settings of batch {} cannot be read", batch.code)}};
  }
  settings.id = batch.id;
  return settings;
}

bool Site::server_is_alive() {
  std::error_code error;
  if (!std::filesystem::exists(config().data / "journal.db", error)) return false;
  const auto beat = journal().last_beat();
  // Exam time and wall time may differ after a step of the wall clock; then the server is taken to be away and
  // a request merely waits longer for its answer.
  return beat && wall_now() - *beat < std::chrono::seconds{5} && *beat - wall_now() < std::chrono::seconds{5};
}

std::string default_actor() {
  const passwd* user = ::getpwuid(::getuid());
  return user != nullptr ? user->pw_name : "examctl";
}

base::Instant wall_now() { return std::chrono::time_point_cast<base::Span>(std::chrono::system_clock::now()); }

}  // namespace examhall::examctl
