#include "office/vault.hpp"

#include <spdlog/spdlog.h>

#include "exam/event_json.hpp"
#include "exam/opening.hpp"
#include "office/paper_view.hpp"
#include "office/stored_paper.hpp"

namespace examhall::office {
namespace {

[[noreturn]] void fail(const char* why) { throw std::runtime_error(why); }

std::optional<store::SealedPaper> sealed_paper_of(store::Catalogue& catalogue, std::int64_t id) {
  const auto batch = catalogue.batch(id);
  return batch && batch->paper ? catalogue.sealed_paper(*batch->paper) : std::nullopt;
}

}  // namespace

Vault::Vault(std::unique_ptr<store::Catalogue> catalogue, VaultLine line)
    : catalogue_{std::move(catalogue)}, line_{std::move(line)} {}

void Vault::release(Release release, Done done) {
  errands_.post([this, release = std::make_shared<Release>(std::move(release)), done = std::move(done)] {
    std::string why;
    try {
      why = take(release, done);
    } catch (const std::exception& e) {
      spdlog::error("a release could not be taken why={}", e.what());
      why = "unavailable";
    }
    if (!why.empty()) done(why);
  });
}

// Empty: the hall decides, and calls `done`.
std::string Vault::take(const std::shared_ptr<Release>& release, const Done& done) {
  const auto stored = sealed_paper_of(*catalogue_, release->batch);
  if (!stored) return "not_sealed";
  const auto header = sealing::header_from_text(stored->header, "");
  if (!header) fail("the sealed paper's header does not read");
  const auto custodian = header->index_of(release->key);
  if (!custodian) return "not_a_custodian";
  if (!sealing::are_halves_of(*header, *custodian, release->halves)) return "wrong_halves";
  const exam::PaperReleased event{
      header->paper, {header->custodians[*custodian].name, release->key}, release->start};
  line_.release(release->batch, event,
                [this, release, text = stored->header, header = *header, custodian = *custodian,
                 done](std::string_view why) {
                  if (!why.empty()) return done(why);
                  errands_.post([=, this] {
                    keep(*release, text, header, custodian);
                    done("");
                  });
                });
  return {};
}

// A paper that was sealed anew has other halves.
void Vault::keep(Release& release, const std::string& header_text, const sealing::Header& header,
                 std::uint32_t custodian) {
  Holding& holding = holdings_[release.batch];
  if (holding.header_text != header_text) holding = Holding{header_text, header, {}};
  holding.halves[custodian] = std::move(release.halves);
}

void Vault::open(std::int64_t batch, std::vector<exam::Custodian> able) {
  errands_.post([this, batch, able = std::move(able)] {
    Opened opened;
    try {
      opened = open_now(batch, able);
      holdings_.erase(batch);
    } catch (const std::exception& e) {
      spdlog::critical("a sealed paper cannot be opened batch={} why={}", batch, e.what());
    }
    line_.opened(batch, opened.view, opened.by);
  });
}

// The catalogue holds the paper before the hall hears of it: from its first question on the exam needs no
// custodian, whatever happens to the server.
Vault::Opened Vault::open_now(std::int64_t batch, const std::vector<exam::Custodian>& able) {
  const auto stored = sealed_paper_of(*catalogue_, batch);
  const auto holding = holdings_.find(batch);
  if (!stored || holding == holdings_.end()) fail("nothing was released");
  if (stored->header != holding->second.header_text)
    fail("the paper was sealed anew: it has to be released again");
  const sealing::Header& header = holding->second.header;
  Opened out;
  std::vector<std::pair<std::uint32_t, const std::vector<base::LockedKey>*>> two;
  for (const exam::Custodian& c : able) {
    const auto index = header.index_of(c.key);
    const auto halves = index ? holding->second.halves.find(*index) : holding->second.halves.end();
    if (halves == holding->second.halves.end() || two.size() == exam::kCustodiansToOpen) continue;
    two.emplace_back(*index, &halves->second);
    out.by.push_back(c);
  }
  if (two.size() < exam::kCustodiansToOpen) fail("one custodian is not enough");
  const auto key = sealing::combine(header, two[0].first, *two[0].second, two[1].first, *two[1].second);
  const auto content = key ? sealing::open({header, stored->header, stored->body}, *key) : std::nullopt;
  if (!content) fail("the sealed file was altered");
  auto paper = paper_from_text(*content);
  if (!paper || base::to_hex(paper->hash()) != header.paper || paper->item_count() != header.items) {
    fail("the content is not the paper that the file names");
  }
  const exam::BatchEvent opening = exam::PaperOpened{header.paper, out.by};
  if (!catalogue_->open_paper(paper->hash(), *content, batch, exam::write(opening).body))
    fail("the paper is gone");
  out.view = make_paper_view(std::move(paper));
  return out;
}

}  // namespace examhall::office
