#include "store/sqlite/statement.hpp"

#include <cstring>

namespace examhall::store::sqlite {

Statement::Statement(Connection& connection, std::string_view sql) : connection_{connection} {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(connection.raw(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  statement_.reset(statement);
  check(code);
}

bool Statement::step() {
  const int code = sqlite3_step(raw());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) {
    rewind();
    return false;
  }
  // The reset comes after the message was read: it would take the message with it.
  try {
    connection_.fail(code);
  } catch (...) {
    rewind();
    throw;
  }
}

void Statement::finish() {
  while (step()) {
  }
}

std::string_view Statement::view(int column) const {
  // Asking for the bytes before the size is what SQLite's manual prescribes.
  const void* bytes = sqlite3_column_blob(raw(), column);
  const int size = sqlite3_column_bytes(raw(), column);
  return bytes == nullptr ? std::string_view{}
                          : std::string_view{static_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

void Statement::copy_bytes(int column, std::span<std::uint8_t> out) const {
  const std::string_view found = view(column);
  if (found.size() != out.size()) {
    throw journal::StorageError{{"数据库中有长度不对的字段：文件已损坏，请用备份恢复",
                                 "a field of the database has the wrong length: restore a backup"}};
  }
  std::memcpy(out.data(), found.data(), found.size());
}

void Statement::bind(int index, std::int64_t value, Lifetime) {
  check(sqlite3_bind_int64(raw(), index, value));
}

void Statement::bind(int index, std::string_view text, Lifetime lifetime) {
  // A null pointer would be bound as NULL; an empty text is a text.
  const char* data = text.data() == nullptr ? "" : text.data();
  check(sqlite3_bind_text64(raw(), index, data, text.size(), lifetime, SQLITE_UTF8));
}

void Statement::bind(int index, const Blob& blob, Lifetime lifetime) {
  const char* data = blob.bytes.data() == nullptr ? "" : blob.bytes.data();
  check(sqlite3_bind_blob64(raw(), index, data, blob.bytes.size(), lifetime));
}

void Statement::bind(int index, std::nullptr_t, Lifetime) { check(sqlite3_bind_null(raw(), index)); }

void Statement::check(int code) const {
  if (code != SQLITE_OK) connection_.fail(code);
}

}  // namespace examhall::store::sqlite
