#pragma once
// What the contract tests ask of a database, so that the same tests run on every one of them. A new database
// adds a class here and its line in databases().
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "journal/event_store.hpp"
#include "store/catalogue.hpp"

namespace examhall::contract {

class Database {
 public:
  virtual ~Database() = default;
  virtual std::unique_ptr<journal::EventStore> open_journal() = 0;
  virtual std::unique_ptr<journal::EventReader> open_reader() = 0;
  virtual std::unique_ptr<store::Catalogue> open_catalogue() = 0;
  /// What another machine would find if every process of this one died now.
  virtual std::unique_ptr<Database> after_crash() = 0;
};

struct Kind {
  std::string name;
  std::function<std::unique_ptr<Database>()> make;
};

/// Every database that this build supports.
const std::vector<Kind>& databases();

}  // namespace examhall::contract
