#include "table/bank_export.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "bank/item_type.hpp"
#include "bank/json_writer.hpp"
#include "base/file.hpp"
#include "table/bank_cells.hpp"
#include "table/bank_rows.hpp"
#include "table/charset.hpp"
#include "table/csv.hpp"

namespace examhall::table {
namespace {

using base::Json;
using base::Language;

std::size_t most_options(const bank::Bank& bank) {
  std::size_t most = 4;
  for (const bank::Item& item : bank.items) {
    if (const auto options = item.view.content.find("options"); options != item.view.content.end()) {
      most = std::max(most, options->size());
    }
  }
  return most;
}

std::string joined(const Json& names) {
  std::string text;
  for (const Json& name : names) text += (text.empty() ? "" : "、") + name.get<std::string>();
  return text;
}

std::string plain_cell(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  return value.is_number_integer() ? std::to_string(value.get<std::int64_t>()) : std::string{};
}

std::string member_cell(const bank::ItemType& type, const std::string& member, const Json& value,
                        Language language) {
  if (member == "type") return language == Language::zh ? type.title().zh : std::string{type.name()};
  if (member == "answer") return type.answer_to_cell(value);
  if (member == "images") return joined(value);
  if (member == "compare") return compare_to_cell(value.get<std::string>(), language);
  if (member == "under_selection") return under_selection_to_cell(value.get<std::string>(), language);
  if (member == "keep_order") return value.get<bool>() ? (language == Language::zh ? "是" : "yes") : "";
  return plain_cell(value);
}

// The item as a row; empty if something of it has no column.
std::vector<std::string> row_of(const bank::Item& item, const std::vector<BankColumn>& columns,
                                Language language) {
  const bank::ItemType* type =
      has_table_form(item.view.type) ? bank::find_item_type(item.view.type) : nullptr;
  if (type == nullptr) return {};
  Json members = bank::to_members(item);
  std::vector<std::string> row;
  for (const BankColumn& column : columns) {
    if (column.member.starts_with("options[")) {
      const std::size_t i = row.size() - 5;  // behind 编号 题型 章节 难度 题干
      const auto options = members.find("options");
      row.push_back(options != members.end() && i < options->size() ? (*options)[i].get<std::string>() : "");
      continue;
    }
    const auto found = members.find(column.member);
    row.push_back(found == members.end() ? "" : member_cell(*type, column.member, *found, language));
    members.erase(column.member);
  }
  members.erase("options");
  return members.empty() ? row : std::vector<std::string>{};
}

base::Problem no_table_form(const bank::Item& item) {
  return {"item_has_no_table_form",
          {.column = item.id},
          {fmt::format("题目 {}（{}）无法用表格表示，请导出为 JSON", item.id, item.view.type),
           fmt::format("item {} ({}) cannot be written as a row: export the bank as JSON", item.id,
                       item.view.type)}};
}

}  // namespace

base::Result<BankRows, base::Problems> bank_rows(const bank::Bank& bank, Language language) {
  BankRows table{bank_columns(most_options(bank)), {}};
  base::Problems problems;
  for (const bank::Item& item : bank.items) {
    table.rows.push_back(row_of(item, table.columns, language));
    if (table.rows.back().empty()) problems.push_back(no_table_form(item));
  }
  if (!problems.empty()) return base::Failure{std::move(problems)};
  return table;
}

base::Problems write_bank_csv(const std::filesystem::path& path, const bank::Bank& bank, Language language) {
  const auto table = bank_rows(bank, language);
  if (!table) return table.error();
  std::vector<std::string> headings;
  for (const BankColumn& column : table->columns) headings.push_back(column.heading.in(language));
  std::string text = csv_record(headings);
  for (const auto& row : table->rows) text += csv_record(row);
  base::write_file_atomically(path, encode_text(text, Charset::utf8));  // Excel needs the mark to see UTF-8
  return {};
}

void write_bank_images(const std::filesystem::path& folder, const bank::Bank& bank) {
  for (const bank::Item& item : bank.items) {
    for (const bank::ImageRef& image : item.view.images) {
      base::write_file_atomically(folder / image.name, *bank.images.at(image.hash).bytes);
    }
  }
}

}  // namespace examhall::table
