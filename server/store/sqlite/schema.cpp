#include "store/sqlite/schema.hpp"

#include <fmt/format.h>

namespace examhall::store::sqlite {
namespace {

std::int64_t version_of(Connection& connection) { return connection.integer("PRAGMA user_version"); }

bool is_empty(Connection& connection) {
  return connection.integer("SELECT count(*) FROM sqlite_schema") == 0;
}

[[noreturn]] void refuse(std::string zh, std::string en) {
  throw journal::StorageRefused{{std::move(zh), std::move(en)}};
}

}  // namespace

void refuse_foreign(Connection& connection, const Schema& schema) {
  const std::int64_t version = version_of(connection);
  const std::int64_t application = connection.integer("PRAGMA application_id");
  if (application != schema.application_id && !(application == 0 && is_empty(connection))) {
    refuse(fmt::format("该文件不是 Examhall 的{}", schema.zh),
           fmt::format("this file is not an Examhall {}", schema.en));
  }
  if (version > schema.newest()) {
    refuse(
        fmt::format("{}由更新版本的 Examhall 写成（格式 {}，本程序只到 {}）：请升级程序", schema.zh, version,
                    schema.newest()),
        fmt::format("the {} was written by a newer Examhall (format {}, this program knows {}): upgrade it",
                    schema.en, version, schema.newest()));
  }
}

void migrate(Connection& connection, const Schema& schema, std::int64_t target) {
  if (target == 0) target = schema.newest();
  while (version_of(connection) < target) {
    Transaction transaction{connection};
    // Read again inside the transaction: two programs may have found the same old file.
    const std::int64_t version = version_of(connection);
    if (version < target) {
      connection.run(schema.migrations[static_cast<std::size_t>(version)]);
      connection.run(fmt::format("PRAGMA application_id = {}", schema.application_id).c_str());
      connection.run(fmt::format("PRAGMA user_version = {}", version + 1).c_str());
    }
    transaction.commit();
  }
}

void require_newest(Connection& connection, const Schema& schema) {
  refuse_foreign(connection, schema);
  if (version_of(connection) == schema.newest()) return;
  refuse(
      fmt::format("{}由较旧版本写成：请先启动一次服务，让它升级文件", schema.zh),
      fmt::format("the {} was written by an older version: start the server once to upgrade it", schema.en));
}

}  // namespace examhall::store::sqlite
