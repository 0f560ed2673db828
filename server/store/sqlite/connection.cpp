#include "store/sqlite/connection.hpp"

#include <fmt/format.h>

#include "store/sqlite/statement.hpp"

namespace examhall::store::sqlite {
namespace {

std::string_view advice_zh(int code) {
  switch (code & 0xff) {
    case SQLITE_FULL:
      return "磁盘已满，请腾出空间";
    case SQLITE_IOERR:
      return "磁盘读写失败，请检查磁盘";
    case SQLITE_BUSY:
      return "另一程序长时间占用数据库";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return "文件已损坏，请用备份恢复";
    case SQLITE_CANTOPEN:
      return "无法打开文件，请检查路径和权限";
    case SQLITE_READONLY:
      return "文件只读，请检查权限";
    default:
      return "数据库出错";
  }
}

std::string_view advice_en(int code) {
  switch (code & 0xff) {
    case SQLITE_FULL:
      return "the disk is full, make room";
    case SQLITE_IOERR:
      return "the disk failed, check it";
    case SQLITE_BUSY:
      return "another program holds the database";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return "the file is damaged, restore a backup";
    case SQLITE_CANTOPEN:
      return "cannot open the file, check path and permissions";
    case SQLITE_READONLY:
      return "the file is read-only, check permissions";
    default:
      return "the database failed";
  }
}

int flags_of(Access access) {
  constexpr int kCommon = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  switch (access) {
    case Access::read_write:
      return kCommon | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case Access::read_only:
      return kCommon | SQLITE_OPEN_READONLY;
    case Access::immutable:
      return kCommon | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
  }
  return kCommon;
}

/// "file:…?immutable=1" with the characters escaped that a URI gives a meaning.
std::string immutable_uri(const std::filesystem::path& file) {
  std::string uri = "file:";
  for (const char c : std::filesystem::absolute(file).string()) {
    if (c == '?' || c == '#' || c == '%') {
      uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    } else {
      uri += c;
    }
  }
  return uri + "?immutable=1";
}

}  // namespace

SqliteError::SqliteError(int code, const std::string& file, std::string_view message)
    : StorageError{{fmt::format("{}：{}（{}，{}）", file, advice_zh(code), message, code),
                    fmt::format("{}: {} ({}, {})", file, advice_en(code), message, code)}},
      extended_{code} {}

Connection::Connection(const std::filesystem::path& file, Access access, const char* vfs)
    : name_{file.filename().string()} {
  const std::string name = access == Access::immutable ? immutable_uri(file) : file.string();
  sqlite3* db = nullptr;
  const int code = sqlite3_open_v2(name.c_str(), &db, flags_of(access), vfs);
  db_.reset(db);
  if (code != SQLITE_OK) throw SqliteError{code, name_, db == nullptr ? "no memory" : sqlite3_errmsg(db)};
  sqlite3_busy_timeout(db, 10'000);
}

void Connection::run(const char* sql) {
  const int code = sqlite3_exec(raw(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code);
}

std::int64_t Connection::integer(const char* sql) {
  Statement statement{*this, sql};
  return statement.step() ? statement.integer(0) : 0;
}

std::string Connection::text(const char* sql) {
  Statement statement{*this, sql};
  return statement.step() ? statement.text(0) : std::string{};
}

void Connection::checkpoint_on_close(bool wanted) {
  sqlite3_db_config(raw(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, wanted ? 0 : 1, nullptr);
}

void Connection::fail(int code) const { throw SqliteError{code, name_, sqlite3_errmsg(raw())}; }

}  // namespace examhall::store::sqlite
