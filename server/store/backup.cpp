#include "store/backup.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "base/file.hpp"
#include "journal/chain.hpp"
#include "store/manifest.hpp"
#include "store/open.hpp"
#include "store/sqlite/copy.hpp"
#include "store/sqlite/event_reader.hpp"
#include "store/sqlite/rewrite.hpp"

namespace examhall::store {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& file, std::string zh, std::string en) {
  throw StorageError{{file.string() + "：" + std::move(zh), file.string() + ": " + std::move(en)}};
}

BackupFile fingerprint(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  base::Sha256 hash;
  BackupFile out{file.filename().string(), 0, {}};
  std::string block(std::size_t{1} << 20, '\0');
  while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0) {
    const auto count = static_cast<std::size_t>(in.gcount());
    hash.add(std::string_view{block.data(), count});
    out.bytes += count;
  }
  if (!in.eof()) fail(file, "无法读取", "cannot be read");
  out.sha256 = hash.finish();
  return out;
}

void make_empty_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) fail(folder, "无法创建目录：" + error.message(), "cannot be made: " + error.message());
  if (!fs::is_empty(folder)) fail(folder, "目录不为空，请换一个新目录", "is not empty: name a new folder");
  fs::permissions(folder, fs::perms::owner_all);
}

// Before there is anything in it: the folder may be open to others.
void make_private_file(const fs::path& file) {
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) {
    const std::string why = std::strerror(errno);
    fail(file, "无法创建：" + why, "cannot be made: " + why);
  }
  ::close(fd);
}

base::Problem problem(const fs::path& file, const char* id, std::string zh, std::string en) {
  return {id, base::Place{.file = file.string()}, {std::move(zh), std::move(en)}};
}

void check_file(const fs::path& file, const BackupFile& expected, base::Problems& problems) {
  if (!fs::is_regular_file(file)) {
    problems.push_back(
        problem(file, "backup_incomplete", "备份缺少此文件", "this file of the backup is missing"));
    return;
  }
  const BackupFile found = fingerprint(file);
  if (found.bytes == expected.bytes && found.sha256 == expected.sha256) return;
  problems.push_back(problem(file, "backup_altered", "文件与备份清单不符，请换用另一份备份",
                             "the file is not the one in the manifest: use another backup"));
}

void check_integrity(const fs::path& file, base::Problems& problems) {
  try {
    const std::string verdict =
        sqlite::Connection{file, sqlite::Access::immutable}.text("PRAGMA integrity_check(1)");
    if (verdict == "ok") return;
    problems.push_back(
        problem(file, "backup_damaged", "数据库已损坏：" + verdict, "the database is damaged: " + verdict));
  } catch (const StorageError& error) {
    problems.push_back(problem(file, "backup_damaged", error.text().zh, error.text().en));
  }
}

void check_chain(const fs::path& file, const Manifest& manifest, base::Problems& problems) {
  try {
    sqlite::SqliteEventReader reader{file, sqlite::Access::immutable};
    journal::ChainCheck chain{reader.journal_id()};
    chain.expect({manifest.journal, manifest.head.seq, manifest.head.link, manifest.made_at, {}});
    reader.read_all([&](const journal::Event& event) { return chain.feed(event); });
    if (const auto broken = chain.finish()) {
      problems.push_back(problem(file, "backup_chain_broken", broken->text.zh, broken->text.en));
    }
  } catch (const StorageError& error) {
    problems.push_back(problem(file, "backup_damaged", error.text().zh, error.text().en));
  }
}

/// Exactly the two databases: a manifest is no way to name other files.
bool names_both(const Manifest& manifest) {
  return manifest.files.size() == 2 && manifest.files[0].name == kJournalFile &&
         manifest.files[1].name == kCatalogueFile;
}

}  // namespace

Manifest make_backup(const fs::path& data, const fs::path& target, base::Instant now,
                     const BackupProgress& progress) {
  make_empty_folder(target);
  Manifest manifest;
  manifest.made_at = now;
  for (const char* name : {kJournalFile, kCatalogueFile}) {
    if (!fs::exists(data / name)) fail(data / name, "没有此文件", "there is no such file");
    sqlite::copy_database(data / name, sqlite::Access::read_only, target / name, [&](int done, int total) {
      if (progress) progress(name, done, total);
    });
    manifest.files.push_back(fingerprint(target / name));
  }
  sqlite::SqliteEventReader copy{target / kJournalFile, sqlite::Access::immutable};
  manifest.journal = copy.journal_id();
  manifest.head = copy.head();
  base::write_file_atomically(target / kManifestFile, to_text(manifest), 0600);
  return manifest;
}

base::Result<Manifest, base::Problems> check_backup(const fs::path& backup) {
  const auto text = base::read_file(backup / kManifestFile, 16 * 1024);
  if (!text) return base::Failure{base::Problems{text.error()}};
  auto manifest = manifest_from_text(*text);
  if (!manifest) return manifest;
  base::Problems problems;
  if (!names_both(*manifest)) {
    problems.push_back(problem(backup / kManifestFile, "backup_incomplete", "备份清单应恰好列出日志和考务库",
                               "the manifest must name the journal and the catalogue, and nothing else"));
    return base::Failure{problems};
  }
  for (const BackupFile& file : manifest->files) check_file(backup / file.name, file, problems);
  if (!problems.empty()) return base::Failure{problems};
  for (const BackupFile& file : manifest->files) check_integrity(backup / file.name, problems);
  if (problems.empty()) check_chain(backup / kJournalFile, *manifest, problems);
  if (!problems.empty()) return base::Failure{problems};
  return manifest;
}

base::Result<Manifest, base::Problems> restore_backup(const fs::path& backup, const fs::path& data) {
  auto manifest = check_backup(backup);
  if (!manifest) return manifest;
  for (const char* name : {kJournalFile, kCatalogueFile}) {
    for (const char* suffix : {"", "-wal", "-shm"}) {
      const fs::path file = data / (std::string{name} + suffix);
      if (!fs::exists(file)) continue;
      return base::Failure{base::Problems{problem(
          file, "restore_would_overwrite", "数据目录中已有此文件：恢复只能进入空目录，请先把旧数据移走",
          "this file is there already: restore into an empty folder, move the old data away first")}};
    }
  }
  if (!fs::exists(data)) make_empty_folder(data);
  for (const BackupFile& file : manifest->files) {
    make_private_file(data / file.name);
    sqlite::copy_database(backup / file.name, sqlite::Access::immutable, data / file.name, {});
  }
  sqlite::sync_folder(data);
  return manifest;
}

}  // namespace examhall::store
