#pragma once
// Takes typed values out of a TOML table, collects what is wrong with line and column, and at the end reports
// keys that nobody asked for: a misspelt limit must not silently mean the default.
#include <toml++/toml.h>

#include <set>

#include "base/problem.hpp"

namespace examhall::config {

class TomlReader {
 public:
  TomlReader(const toml::table& table, std::string path, std::string file, base::Problems& problems)
      : table_{table}, path_{std::move(path)}, file_{std::move(file)}, problems_{problems} {}

  void text(const char* key, std::string& value);
  void integer(const char* key, std::int64_t min, std::int64_t max, std::int64_t& value);
  void choice(const char* key, std::initializer_list<std::string_view> allowed, std::string& value);
  void texts(const char* key, std::vector<std::string>& values);
  /// An empty table if there is none.
  TomlReader section(const char* key);
  void complain(const char* key, std::string id, base::Text text);
  void finish();

 private:
  const toml::node* find(const char* key);
  const toml::table& table_;
  std::string path_, file_;
  base::Problems& problems_;
  std::set<std::string, std::less<>> asked_;
};

}  // namespace examhall::config
