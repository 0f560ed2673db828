#pragma once
// One prepared statement. run(a, b, …) binds, executes and resets; select(a, b, …) binds, then step() row by
// row.
#include <chrono>
#include <concepts>

#include "base/digest.hpp"
#include "base/time.hpp"
#include "store/sqlite/connection.hpp"

namespace examhall::store::sqlite {

/// A string that is bytes and not text.
struct Blob {
  std::string_view bytes;
};

class Statement {
 public:
  Statement(Connection& connection, std::string_view sql);

  /// What it binds must live until it returns, and does: temporaries last as long as the call.
  template <class... Values>
  void run(const Values&... values) {
    rewind();
    int index = 0;
    (bind(++index, values, SQLITE_STATIC), ...);
    finish();
  }
  template <class... Values>
  Statement& select(const Values&... values) {
    rewind();
    int index = 0;
    (bind(++index, values, SQLITE_TRANSIENT), ...);
    return *this;
  }
  /// True if there is a row. After the last one the statement holds no snapshot.
  bool step();
  /// Gives up the rest of the rows.
  void rewind() { sqlite3_reset(raw()); }

  std::int64_t integer(int column) const { return sqlite3_column_int64(raw(), column); }
  bool is_null(int column) const { return sqlite3_column_type(raw(), column) == SQLITE_NULL; }
  std::string_view view(int column) const;
  std::string text(int column) const { return std::string{view(column)}; }
  base::Instant time(int column) const { return base::from_millis(integer(column)); }
  /// Throws StorageError unless the column holds exactly that many bytes.
  template <std::size_t N>
  std::array<std::uint8_t, N> bytes(int column) const {
    std::array<std::uint8_t, N> out{};
    copy_bytes(column, out);
    return out;
  }
  base::Digest digest(int column) const { return bytes<32>(column); }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
  };
  using Lifetime = sqlite3_destructor_type;

  sqlite3_stmt* raw() const { return statement_.get(); }
  void finish();
  void check(int code) const;
  void copy_bytes(int column, std::span<std::uint8_t> out) const;

  void bind(int index, std::int64_t value, Lifetime);
  void bind(int index, std::string_view text, Lifetime lifetime);
  void bind(int index, const Blob& blob, Lifetime lifetime);
  void bind(int index, std::nullptr_t, Lifetime);
  void bind(int index, base::Instant at, Lifetime lifetime) { bind(index, base::to_millis(at), lifetime); }
  template <std::size_t N>
  void bind(int index, const std::array<std::uint8_t, N>& bytes, Lifetime lifetime) {
    bind(index, Blob{{reinterpret_cast<const char*>(bytes.data()), N}}, lifetime);
  }
  template <class T>
  void bind(int index, const std::optional<T>& value, Lifetime lifetime) {
    value ? bind(index, *value, lifetime) : bind(index, nullptr, lifetime);
  }

  const Connection& connection_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

}  // namespace examhall::store::sqlite
