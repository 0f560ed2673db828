#include "store/sqlite/copy.hpp"

namespace examhall::store::sqlite {
namespace {

constexpr int kPagesAStep = 1024;

struct Finish {
  void operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }
};

}  // namespace

void copy_database(const std::filesystem::path& from, Access access, const std::filesystem::path& to,
                   const std::function<void(int done, int total)>& progress) {
  Connection source{from, access};
  Connection target{to, Access::read_write};
  // The copy is synced once, at its end; half of one is thrown away.
  target.run("PRAGMA journal_mode = OFF; PRAGMA synchronous = FULL");
  // An open read transaction keeps the snapshot: otherwise every commit of the server would start the copy
  // anew.
  source.run("BEGIN");
  source.integer("SELECT count(*) FROM sqlite_schema");
  std::unique_ptr<sqlite3_backup, Finish> backup{
      sqlite3_backup_init(target.raw(), "main", source.raw(), "main")};
  if (!backup) target.fail(sqlite3_errcode(target.raw()));
  for (;;) {
    const int code = sqlite3_backup_step(backup.get(), kPagesAStep);
    const int total = sqlite3_backup_pagecount(backup.get());
    if (progress) progress(total - sqlite3_backup_remaining(backup.get()), total);
    if (code == SQLITE_DONE) break;
    if (code != SQLITE_OK) target.fail(code);
  }
  const int code = sqlite3_backup_finish(backup.release());
  if (code != SQLITE_OK) target.fail(code);
}

}  // namespace examhall::store::sqlite
