#include "bank/bank.hpp"

#include <fmt/format.h>

#include <unordered_map>

#include "bank/identifier.hpp"

namespace examhall::bank {
namespace {

using ImagesByName = std::map<std::string, Image>;

constexpr std::size_t kMaxItems = 50'000;

// Two items are alike if a candidate could not tell them apart.
std::string likeness(const ItemView& view) {
  std::string out = view.type;
  for (const char c : base::to_half_width(view.text + base::canonical(view.content))) {
    if (c != ' ' && c != '\n' && c != '\t') out += c;
  }
  return out;
}

std::string describe(const Place& p) { return p.row > 0 ? std::to_string(p.row) : p.column; }

// Remembers what came before, to name both places of a repetition.
class Repetitions {
 public:
  void check(const Item& item, const RawItem& raw, Problems& problems) {
    const auto [id, new_id] = ids_.try_emplace(item.id, &raw);
    if (!new_id) {
      problems.push_back(
          {"duplicate_id",
           raw.at("id"),
           {fmt::format("编号“{}”已用过（第 {} 行），请改为唯一的编号", item.id, describe(id->second->place)),
            fmt::format("the id \"{}\" is already used (row {}); give another", item.id,
                        describe(id->second->place))}});
    }
    const auto [text, new_text] = texts_.try_emplace(base::sha256(likeness(item.view)), &raw);
    if (new_text) return;
    problems.push_back(
        {"duplicate_text",
         raw.at("text"),
         {fmt::format("题目与第 {} 行的内容相同，请确认是否重复录入", describe(text->second->place)),
          fmt::format("the same question stands in row {}; check whether it was entered twice",
                      describe(text->second->place))},
         base::Severity::warning});
  }
  bool knows(const std::string& id) const { return ids_.contains(id); }

 private:
  std::unordered_map<std::string, const RawItem*> ids_;
  std::map<Digest, const RawItem*> texts_;
};

void check_header(const BankHeader& h, Problems& problems) {
  const auto complain = [&](const char* member, std::string id, Text text) {
    Place place = h.place;
    place.column = member;
    problems.push_back({std::move(id), place, std::move(text)});
  };
  if (!is_identifier(h.id)) complain("bank", "bad_id", identifier_form());
  if (h.title.empty() || h.title.size() > kMaxTitleBytes || base::has_unprintable(h.title)) {
    complain("title", "bad_title",
             {"题库须有名称，不超过 300 字节", "a bank needs a title of at most 300 bytes"});
  }
}

void keep_used_images(const ImagesByName& images, Bank& bank) {
  for (const Item& item : bank.items) {
    for (const ImageRef& ref : item.view.images) bank.images.try_emplace(ref.hash, images.at(ref.name));
  }
}

}  // namespace

Bank assemble_bank(const BankHeader& header, const std::vector<RawItem>& items, Problems& problems) {
  check_header(header, problems);
  Bank bank{header.id, header.title, header.language, header.note};
  if (items.empty() || items.size() > kMaxItems) {
    problems.push_back({"items_count",
                        header.place,
                        {fmt::format("题库应有 1 到 {} 道题，现有 {} 道", kMaxItems, items.size()),
                         fmt::format("a bank has 1 to {} items; there are {}", kMaxItems, items.size())}});
  }
  Repetitions repetitions;
  for (const RawItem& raw : items) {
    auto item = read_item(raw, header.images, problems);
    if (!item) continue;
    const bool fresh = !repetitions.knows(item->id);
    repetitions.check(*item, raw, problems);
    if (fresh) bank.items.push_back(*std::move(item));
  }
  keep_used_images(header.images, bank);
  return bank;
}

}  // namespace examhall::bank
