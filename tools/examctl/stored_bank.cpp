#include "examctl/stored_bank.hpp"

#include <fmt/format.h>

#include "bank/item_json.hpp"

namespace examhall::examctl {
namespace {
constexpr base::JsonLimits kStoredLimits{.max_bytes = 256U << 20U, .max_depth = 32};
}  // namespace

store::Bank to_stored(const bank::Bank& bank, base::Instant at) {
  store::Bank out;
  out.about = {.id = bank.id, .title = bank.title, .language = bank.language, .note = bank.note, .imported_at = at};
  for (const bank::Item& item : bank.items) {
    out.items.push_back({item.id, bank::item_hash(item), base::canonical(bank::to_json_with_key(item))});
  }
  for (const auto& [hash, image] : bank.images) out.images.push_back({hash, image.media, *image.bytes});
  return out;
}

bank::Bank load_bank(Site& site, const std::string& id, std::int64_t version) {
  const auto stored = site.catalogue().bank(id, version);
  if (!stored) {
    throw Stop{Exit::not_found, "no_such_bank", {fmt::format("没有题库 {} 第 {} 版", id, version),
                                                 fmt::format("there is no bank {} version {}", id, version)}};
  }
  bank::Bank out{stored->about.id, stored->about.title, stored->about.language, stored->about.note};
  for (const store::BankItem& row : stored->items) {
    const auto json = base::parse_json(row.json, kStoredLimits);
    base::Problems problems;
    auto item = json ? bank::item_from_json(*json, {.file = row.id}, problems) : std::nullopt;
    if (!item || bank::item_hash(*item) != row.hash) throw std::runtime_error("the stored item " + row.id + " does not read");
    out.items.push_back(*std::move(item));
  }
  for (const store::BankImage& row : stored->images) {
    out.images[row.hash] = {row.media, std::make_shared<const std::string>(row.bytes)};
  }
  return out;
}

store::Paper to_stored(const bank::Paper& paper, base::Instant at) {
  return {{paper.hash(), paper.content().title, paper.content().level, at}, base::canonical(bank::to_json(paper))};
}

bank::Paper load_paper(Site& site, const std::string& hash) {
  for (const store::PaperHeading& heading : site.catalogue().papers()) {
    if (hash.size() < 6 || !base::to_hex(heading.hash).starts_with(hash)) continue;
    if (heading.state == store::PaperState::sealed) {
      throw Stop{Exit::refused, "paper_sealed", {fmt::format("试卷 {} 尚未启封，无法读取", hash), fmt::format("paper {} is sealed: nobody can read it yet", hash)}};
    }
    const auto stored = site.catalogue().paper(heading.hash);
    const auto json = base::parse_json(stored->json, kStoredLimits);
    if (!json) throw std::runtime_error("the stored paper does not read");
    auto paper = bank::paper_from_json(*json);
    if (!paper) {
      site.console().problems(paper.error());
      throw std::runtime_error("the stored paper does not read");
    }
    return *std::move(paper);
  }
  throw Stop{Exit::not_found, "no_such_paper", {fmt::format("没有以 {} 开头的试卷；用 examctl paper list 查看", hash),
                                                fmt::format("no paper starts with {}; see examctl paper list", hash)}};
}

}  // namespace examhall::examctl
