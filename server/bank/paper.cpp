#include "bank/paper.hpp"

#include <stdexcept>

#include "bank/scoring_rule_json.hpp"

namespace examhall::bank {
namespace {

// Presentations number items in 16 bits.
constexpr std::size_t kMaxItems = 60'000;

void require(bool condition, const char* what) {
  if (!condition) throw std::invalid_argument(what);
}

}  // namespace

Paper::Paper(PaperContent content) : content_{std::move(content)} {
  for (std::size_t s = 0; s < content_.sections.size(); ++s) {
    const PaperSection& section = content_.sections[s];
    require(find_item_type(section.type) != nullptr, "a paper's section has an unknown type");
    for (std::size_t i = 0; i < section.items.size(); ++i) {
      require(section.items[i].item.view.type == section.type, "an item is not of its section's type");
      index_.push_back({s, i, bank::item_hash(section.items[i].item)});
      total_ += section.points;
    }
  }
  require(!index_.empty() && index_.size() <= kMaxItems, "a paper has no items or too many");
  hash_ = base::sha256(base::canonical(hashed_form(*this)));
}

const PaperItem& Paper::item(std::size_t index) const {
  const Entry& entry = index_.at(index);
  return content_.sections[entry.section].items[entry.position];
}

Json hashed_form(const Paper& paper) {
  const PaperContent& c = paper.content();
  Json out{
      {"title", c.title}, {"certificate", c.certificate}, {"level", c.level}, {"pass", c.pass.to_text()}};
  if (c.corrects) out["corrects"] = base::to_hex(*c.corrects);
  if (!c.reason.empty()) out["reason"] = c.reason;
  std::size_t index = 0;
  for (const PaperSection& section : c.sections) {
    Json s{{"title", section.title},
           {"type", section.type},
           {"points", section.points.to_text()},
           {"items", Json::array()}};
    write_scoring_rule(section.rule, s);
    for (const PaperItem& item : section.items) {
      Json entry{{"hash", base::to_hex(paper.item_hash(index++))}};
      if (item.void_full) entry["void"] = "full";
      s["items"].push_back(std::move(entry));
    }
    out["sections"].push_back(std::move(s));
  }
  return out;
}

Json outline(const Paper& paper) {
  const PaperContent& c = paper.content();
  Json sections = Json::array();
  for (const PaperSection& s : c.sections) {
    sections.push_back(
        {{"title", s.title}, {"type", s.type}, {"count", s.items.size()}, {"points", s.points.to_text()}});
  }
  return {{"title", c.title},
          {"total", paper.total().to_text()},
          {"pass", c.pass.to_text()},
          {"sections", std::move(sections)}};
}

}  // namespace examhall::bank
