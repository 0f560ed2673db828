// Banks, their items and images.
#include "store/sqlite/catalogue.hpp"

namespace examhall::store::sqlite {
namespace {

constexpr std::string_view kVersions =
    "SELECT id, version, title, language, note, imported_at, "
    "(SELECT count(*) FROM bank_item AS i WHERE i.bank = bank.id AND i.version = bank.version) FROM bank ";

BankVersion version_of(const Statement& row) {
  return {row.text(0), row.integer(1), row.text(2), row.text(3), row.text(4), row.time(5), row.integer(6)};
}

void add_items(Connection& connection, const Bank& bank, std::int64_t version) {
  Statement keep{connection, "INSERT INTO item (hash, json) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING"};
  Statement place{connection,
                  "INSERT INTO bank_item (bank, version, position, id, hash) VALUES (?, ?, ?, ?, ?)"};
  std::int64_t position = 0;
  for (const BankItem& item : bank.items) {
    keep.run(item.hash, item.json);
    place.run(bank.about.id, version, ++position, item.id, item.hash);
  }
}

void add_images(Connection& connection, const Bank& bank, std::int64_t version) {
  Statement keep{connection,
                 "INSERT INTO image (hash, media, bytes) VALUES (?, ?, ?) ON CONFLICT (hash) DO NOTHING"};
  Statement place{connection, "INSERT INTO bank_image (bank, version, position, hash) VALUES (?, ?, ?, ?)"};
  std::int64_t position = 0;
  for (const BankImage& image : bank.images) {
    keep.run(image.hash, image.media, Blob{image.bytes});
    place.run(bank.about.id, version, ++position, image.hash);
  }
}

}  // namespace

std::int64_t SqliteCatalogue::import_bank(const Bank& bank) {
  Transaction transaction{connection_};
  const std::int64_t version = latest_version(bank.about.id).value_or(0) + 1;
  Statement{connection_,
            "INSERT INTO bank (id, version, title, language, note, imported_at) VALUES (?, ?, ?, ?, ?, ?)"}
      .run(bank.about.id, version, bank.about.title, bank.about.language, bank.about.note,
           bank.about.imported_at);
  add_items(connection_, bank, version);
  add_images(connection_, bank, version);
  transaction.commit();
  return version;
}

std::vector<BankVersion> SqliteCatalogue::banks() {
  std::vector<BankVersion> out;
  Statement rows{connection_, std::string{kVersions} + "ORDER BY id, version"};
  while (rows.step()) out.push_back(version_of(rows));
  return out;
}

std::optional<std::int64_t> SqliteCatalogue::latest_version(std::string_view bank) {
  Statement row{connection_, "SELECT max(version) FROM bank WHERE id = ?"};
  if (!row.select(bank).step() || row.is_null(0)) return std::nullopt;
  return row.integer(0);
}

std::optional<Bank> SqliteCatalogue::bank(std::string_view id, std::int64_t version) {
  Statement heading{connection_, std::string{kVersions} + "WHERE id = ? AND version = ?"};
  if (!heading.select(id, version).step()) return std::nullopt;
  Bank bank{version_of(heading), {}, {}};
  Statement items{connection_,
                  "SELECT p.id, p.hash, i.json FROM bank_item AS p JOIN item AS i USING (hash) "
                  "WHERE p.bank = ? AND p.version = ? ORDER BY p.position"};
  items.select(id, version);
  while (items.step()) bank.items.push_back({items.text(0), items.digest(1), items.text(2)});
  Statement images{connection_,
                   "SELECT p.hash, i.media, i.bytes FROM bank_image AS p JOIN image AS i USING (hash) "
                   "WHERE p.bank = ? AND p.version = ? ORDER BY p.position"};
  images.select(id, version);
  while (images.step()) bank.images.push_back({images.digest(0), images.text(1), images.text(2)});
  return bank;
}

std::optional<BankItem> SqliteCatalogue::item(const base::Digest& hash) {
  // The id is the one of the newest version that holds the item.
  Statement row{
      connection_,
      "SELECT coalesce((SELECT id FROM bank_item WHERE hash = item.hash ORDER BY version DESC LIMIT 1), ''), "
      "hash, json FROM item WHERE hash = ?"};
  if (!row.select(hash).step()) return std::nullopt;
  return BankItem{row.text(0), row.digest(1), row.text(2)};
}

std::optional<BankImage> SqliteCatalogue::image(const base::Digest& hash) {
  Statement row{connection_, "SELECT hash, media, bytes FROM image WHERE hash = ?"};
  if (!row.select(hash).step()) return std::nullopt;
  return BankImage{row.digest(0), row.text(1), row.text(2)};
}

}  // namespace examhall::store::sqlite
