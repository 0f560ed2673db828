#include "bank/assembly.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "bank/random.hpp"

namespace examhall::bank {
namespace {

struct Source {
  const Item* item;
  const Bank* bank;
};

// In the order of ids: the order of banks and of items within them must not matter.
std::vector<Source> pool_of(const std::vector<Bank>& banks, Problems& problems) {
  std::vector<Source> pool;
  for (const Bank& bank : banks) {
    for (const Item& item : bank.items) pool.push_back({&item, &bank});
  }
  std::sort(pool.begin(), pool.end(),
            [](const Source& a, const Source& b) { return a.item->id < b.item->id; });
  for (std::size_t i = 1; i < pool.size(); ++i) {
    if (pool[i].item->id != pool[i - 1].item->id) continue;
    const std::string &id = pool[i].item->id, &one = pool[i - 1].bank->id, &two = pool[i].bank->id;
    problems.push_back(
        {"duplicate_id",
         {},
         {fmt::format("题库“{}”与“{}”都有编号“{}”，请改其一", one, two, id),
          fmt::format("the banks \"{}\" and \"{}\" both have an item \"{}\"; rename one", one, two, id)}});
  }
  return pool;
}

// So many items for one section: of one topic, or (topic null) of any.
struct Demand {
  std::size_t section;
  const std::string* topic;
  std::size_t count;
  std::vector<std::size_t> candidates{};  // into the pool, in random order
  std::vector<std::size_t> chosen{};
};

bool fits(const Item& item, const BlueprintSection& s, const std::string* topic) {
  return item.view.type == s.type && item.difficulty >= s.min_difficulty &&
         item.difficulty <= s.max_difficulty && (topic == nullptr || item.topic == *topic);
}

void find_candidates(Demand& demand, const BlueprintSection& s, const std::vector<Source>& pool,
                     Random& random) {
  for (std::size_t i = 0; i < pool.size(); ++i) {
    if (fits(*pool[i].item, s, demand.topic)) demand.candidates.push_back(i);
  }
  random.shuffle(demand.candidates);
}

// Narrow demands first, so that wide ones seldom have to give anything back.
std::vector<Demand> demands_of(const Blueprint& blueprint) {
  std::vector<Demand> demands;
  for (std::size_t i = 0; i < blueprint.sections.size(); ++i) {
    for (const auto& [topic, count] : blueprint.sections[i].topics) demands.push_back({i, &topic, count});
  }
  for (std::size_t i = 0; i < blueprint.sections.size(); ++i) {
    std::size_t rest = blueprint.sections[i].count;
    for (const auto& [topic, count] : blueprint.sections[i].topics) rest -= count;
    if (rest > 0) demands.push_back({i, nullptr, rest});
  }
  return demands;
}

// Bipartite matching by augmenting paths (Kuhn): a demand that finds all its candidates taken asks their
// takers to take another one. Gives as many items as there can be.
class Matching {
 public:
  Matching(std::vector<Demand>& demands, std::size_t pool_size)
      : demands_{demands}, taker_(pool_size, kFree) {}

  void run() {
    for (std::size_t d = 0; d < demands_.size(); ++d) {
      for (std::size_t n = 0; n < demands_[d].count; ++n) {
        seen_.assign(taker_.size(), false);
        if (!take(d)) break;
      }
    }
    for (std::size_t item = 0; item < taker_.size(); ++item) {
      if (taker_[item] != kFree) demands_[taker_[item]].chosen.push_back(item);
    }
  }

 private:
  static constexpr std::size_t kFree = static_cast<std::size_t>(-1);

  bool take(std::size_t d) {
    for (const std::size_t item : demands_[d].candidates) {
      if (taker_[item] != kFree) continue;
      taker_[item] = d;
      return true;
    }
    for (const std::size_t item : demands_[d].candidates) {
      if (seen_[item] || taker_[item] == d) continue;
      seen_[item] = true;
      if (!take(taker_[item])) continue;
      taker_[item] = d;
      return true;
    }
    return false;
  }

  std::vector<Demand>& demands_;
  std::vector<std::size_t> taker_;
  std::vector<bool> seen_;
};

Problem shortage(const Demand& d, const BlueprintSection& s) {
  const std::string topic_zh = d.topic == nullptr ? (s.topics.empty() ? "" : "（指定知识点之外）")
                                                  : fmt::format("知识点“{}”", *d.topic);
  const std::string topic_en = d.topic == nullptr ? (s.topics.empty() ? "" : " beyond the named topics")
                                                  : fmt::format(" on \"{}\"", *d.topic);
  const std::string column = d.topic == nullptr ? fmt::format("sections[{}].count", d.section)
                                                : fmt::format("sections[{}].topics.{}", d.section, *d.topic);
  return {
      "not_enough_items",
      {.column = column},
      {fmt::format("“{}”{}需要 {} 道 {} 题（难度 {}–{}），题库只能提供 {} 道；请补充题目或调整蓝图", s.title,
                   topic_zh, d.count, s.type, s.min_difficulty, s.max_difficulty, d.chosen.size()),
       fmt::format(
           "\"{}\"{} needs {} items of type {} (difficulty {} to {}), the banks can give {}; add items or "
           "change the blueprint",
           s.title, topic_en, d.count, s.type, s.min_difficulty, s.max_difficulty, d.chosen.size())}};
}

void add_item(const Source& source, PaperSection& section, Images& images) {
  section.items.push_back({*source.item});
  for (const ImageRef& ref : source.item->view.images)
    images.emplace(ref.hash, source.bank->images.at(ref.hash));
}

PaperContent fill(const Blueprint& blueprint, const std::vector<Demand>& demands,
                  const std::vector<Source>& pool, Random& random) {
  PaperContent paper{blueprint.title, blueprint.certificate, blueprint.level, blueprint.pass};
  for (std::size_t i = 0; i < blueprint.sections.size(); ++i) {
    const BlueprintSection& s = blueprint.sections[i];
    std::vector<std::size_t> chosen;
    for (const Demand& d : demands) {
      if (d.section == i) chosen.insert(chosen.end(), d.chosen.begin(), d.chosen.end());
    }
    std::sort(chosen.begin(), chosen.end());
    random.shuffle(chosen);
    PaperSection section{s.title, s.type, s.points, s.rule};
    for (const std::size_t item : chosen) add_item(pool[item], section, paper.images);
    paper.sections.push_back(std::move(section));
  }
  return paper;
}

}  // namespace

base::Result<Paper, Problems> assemble(const Blueprint& blueprint, const std::vector<Bank>& banks,
                                       std::uint64_t seed) {
  Problems problems;
  const std::vector<Source> pool = pool_of(banks, problems);
  Random random{seed};
  std::vector<Demand> demands = demands_of(blueprint);
  for (Demand& d : demands) find_candidates(d, blueprint.sections[d.section], pool, random);
  Matching{demands, pool.size()}.run();
  for (const Demand& d : demands) {
    if (d.chosen.size() < d.count) problems.push_back(shortage(d, blueprint.sections[d.section]));
  }
  if (!problems.empty()) return base::Failure{std::move(problems)};
  return Paper{fill(blueprint, demands, pool, random)};
}

}  // namespace examhall::bank
