#include "table/bank_table.hpp"

#include <algorithm>
#include <unordered_set>

#include "bank/image.hpp"
#include "bank/markdown.hpp"
#include "table/bank_columns.hpp"
#include "table/bank_row.hpp"
#include "table/file_kind.hpp"
#include "table/xlsx.hpp"

namespace examhall::table {
namespace {

using bank::RawItem;
using base::Problem;
using base::Problems;

constexpr int kMaxRows = 60'000;  // a bank holds 50,000 items; more rows need not be kept to say so

class BankReader final : public HeadedTable {
 public:
  explicit BankReader(const std::filesystem::path& path)
      : HeadedTable{bank_headings(), path.filename().string()}, stem_{path.stem().string()} {}

  std::vector<RawItem> items{};

  /// A column 序号 serves as the ids if there is no better one and it really tells the items apart.
  void take_counters_as_ids() {
    std::unordered_set<std::string_view> seen;
    for (const std::string& counter : counters_) {
      if (counter.empty() || !seen.insert(counter).second) return;
    }
    if (has_ids_) return;
    for (std::size_t i = 0; i < items.size(); ++i) items[i].members["id"] = counters_[i];
  }

 protected:
  bool wants_sheet(const std::string& name) override {
    sheet_type_ = type_of_sheet(is_text() ? stem_ : name);
    return !is_instruction_sheet(name) && name != kBankSheet && name != kBankSheetEnglish;
  }

  bool supplies(std::string_view member) override { return member == "type" && sheet_type_ != nullptr; }

  void begin_data(const SheetColumns& columns) override {
    bank::Columns labels = columns.labels();
    has_ids_ = has_ids_ || columns.has("id");
    const auto alias = [&](const char* member, const char* source) {
      if (!labels.contains(member) && labels.contains(source)) labels[member] = labels[source];
    };
    alias("id", "counter");
    alias("compare", "tolerance");
    alias("compare", "decimals");
    alias("options", "options[0]");
    labels_ = std::make_shared<const bank::Columns>(std::move(labels));
  }

  void data_row(const Row& row, const SheetColumns& columns, bool sound) override {
    RawItem item = raw_item(row, columns, labels_, sheet_type_, place(row.number), complaints);
    if (!sound) return;
    items.push_back(std::move(item));
    counters_.emplace_back(columns.text(row, "counter"));
  }

 private:
  std::string stem_;
  const bank::ItemType* sheet_type_ = nullptr;
  std::shared_ptr<const bank::Columns> labels_{};
  std::vector<std::string> counters_{};
  bool has_ids_ = false;
};

// Routes the sheet 题库信息 to the header and all others to the items.
class BankVisitor final : public RowVisitor {
 public:
  BankVisitor(BankReader& reader, bank::BankHeader& header) : reader_{reader}, header_{header} {}

  bool begin_sheet(const std::string& name) override {
    in_header_ = name == kBankSheet || name == kBankSheetEnglish;
    return reader_.begin_sheet(name) || in_header_;
  }
  bool row(Row& row) override {
    if (!in_header_) return reader_.row(row);
    if (row.cells.size() == 2)
      take(folded_heading(row.cells[0].text), std::string{base::trimmed(row.cells[1].text)});
    return row.number < 100;
  }

 private:
  void take(std::string_view name, const std::string& value) {
    if (name == "编号" || name == "id") fill(header_.id, value);
    if (name == "名称" || name == "title") fill(header_.title, value);
    if (name == "说明" || name == "note") fill(header_.note, value);
    if ((name == "语言" || name == "language") && value.size() <= 20) header_.language = value;
  }
  static void fill(std::string& member, const std::string& value) {
    if (member.empty()) member = value;
  }
  BankReader& reader_;
  bank::BankHeader& header_;
  bool in_header_ = false;
};

// Loads the images that items name from files, unless the caller already gave them. What cannot be loaded is
// reported where it is first named.
class ImageLoader {
 public:
  ImageLoader(std::filesystem::path folder, bank::BankHeader& header, Complaints& complaints)
      : folder_{std::move(folder)}, header_{header}, complaints_{complaints} {}

  void load_for(const RawItem& item) {
    if (const auto listed = item.members.find("images"); listed != item.members.end()) {
      for (const auto& name : *listed) load(name.get_ref<const std::string&>(), item, "images");
    }
    load_all(item, "text");
    const auto options = item.members.find("options");
    if (options == item.members.end()) return;
    for (const auto& option : *options) {
      for (const auto& name : bank::image_names(option.get_ref<const std::string&>()))
        load(name, item, "options");
    }
  }

 private:
  void load_all(const RawItem& item, const char* member) {
    const auto found = item.members.find(member);
    if (found == item.members.end()) return;
    for (const auto& name : bank::image_names(found->get_ref<const std::string&>())) load(name, item, member);
  }

  void load(const std::string& name, const RawItem& item, const char* member) {
    if (header_.images.contains(name) || !bank::is_image_name(name) || !tried_.insert(name).second) return;
    auto image = bank::image_from_file(folder_, name);
    if (image) {
      header_.images.emplace(name, *std::move(image));
    } else if (image.error().id != "file_missing") {  // validation reports what is not there
      complaints_.error(item.at(member), image.error().id, image.error().text);
    }
  }

  std::filesystem::path folder_;
  bank::BankHeader& header_;
  Complaints& complaints_;
  std::set<std::string> tried_{};
};

void sort_by_place(Problems& problems, const std::vector<std::string>& sheets) {
  std::map<std::string, std::size_t> order;
  for (std::size_t i = 0; i < sheets.size(); ++i) order.try_emplace(sheets[i], i);
  const auto rank = [&](const Problem& p) {
    const auto it = order.find(p.place.sheet);
    const bool omitted = p.id == "problems_omitted";
    return std::tuple{omitted, p.place.sheet.empty() || it == order.end() ? 0 : it->second, p.place.row};
  };
  std::stable_sort(problems.begin(), problems.end(),
                   [&](const Problem& a, const Problem& b) { return rank(a) < rank(b); });
}

void name_after_file(bank::BankHeader& header, const std::filesystem::path& path) {
  const std::string stem = path.stem().string();
  if (header.title.empty()) header.title = base::is_utf8(stem) ? stem : std::string{};
  const bool plain =
      stem.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") ==
      std::string::npos;
  if (header.id.empty() && plain && stem.size() <= 40) header.id = stem;
}

std::filesystem::path folder_of(const std::filesystem::path& path, const BankTableOptions& options) {
  if (!options.image_folder.empty()) return options.image_folder;
  return path.has_parent_path() ? path.parent_path() : std::filesystem::path{"."};
}

}  // namespace

bank::BankReading read_bank_table(const std::filesystem::path& path, const BankTableOptions& options) {
  BankReader reader{path};
  bank::BankHeader header = options.header;
  BankVisitor visitor{reader, header};
  TableLimits limits = options.limits;
  limits.max_rows = std::min(limits.max_rows, kMaxRows);
  Problems problems = visit_table(path, limits, visitor);
  if (base::has_errors(problems)) return {{}, std::move(problems)};
  reader.finish();
  reader.take_counters_as_ids();
  name_after_file(header, path);
  if (header.place == base::Place{}) header.place = place_of(path);
  ImageLoader images{folder_of(path, options), header, reader.complaints};
  for (const RawItem& item : reader.items) images.load_for(item);
  for (Problem& p : reader.complaints.take()) problems.push_back(std::move(p));
  bank::BankReading reading;
  reading.bank = bank::assemble_bank(header, reader.items, problems);
  sort_by_place(problems, reader.sheets);
  reading.problems = std::move(problems);
  return reading;
}

}  // namespace examhall::table
