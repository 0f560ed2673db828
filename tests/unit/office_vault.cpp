// The vault: takes right halves only, opens with two, leaves the paper in the catalogue and nothing before.
#include <filesystem>
#include <fstream>
#include <future>

#include "bank/paper.hpp"
#include "bank_support.hpp"
#include "exam/event_json.hpp"
#include "office/vault.hpp"
#include "sealing_world.hpp"
#include "store/open.hpp"

namespace examhall::office::test {
namespace {

using namespace examhall::test;
using sealing::test::custodians;
using sealing::test::keys;

bank::Paper planted_paper() {
  bank::PaperContent c{.title = "样卷", .certificate = "efar", .level = "初级", .pass = {100}};
  c.sections.push_back({.title = "单选", .type = "single", .points = {200}});
  c.sections.back().items = {{numbered(single_item("B"), 1)}, {numbered(single_item("C"), 2)}};
  c.sections.back().items[0].item.view.text = "PLANTED";
  return bank::Paper{std::move(c)};
}

struct Opened {
  std::int64_t batch = 0;
  std::shared_ptr<const hall::PaperView> paper;
  std::vector<exam::Custodian> by;
};

/// A catalogue on disk with one batch, and a vault whose hall records every release that `refuse` is empty
/// for.
class VaultWorld {
 public:
  VaultWorld() {
    std::filesystem::create_directory(folder_);
    catalogue = store::open_catalogue(folder_);
    content = base::canonical(bank::to_json(paper));
    seal();
    store::Batch row{.code = "b", .settings = "{}", .paper = paper.hash(), .status = "scheduled"};
    batch = *catalogue->add_batch(row);
    vault.emplace(store::open_catalogue(folder_), line());
  }
  ~VaultWorld() {
    vault.reset();
    catalogue.reset();
    std::filesystem::remove_all(folder_);
  }

  void seal() {
    const sealing::Facts facts{base::to_hex(paper.hash()), "样卷", "初级", 2};
    put(sealing::seal(facts, content, custodians(), sealing::test::kNow));
  }
  void put(const sealing::SealedPaper& s) {
    sealed = s;
    REQUIRE(catalogue->add_sealed_paper({.heading = {paper.hash(), "样卷", "初级", sealing::test::kNow},
                                         .header = sealed.header_text,
                                         .body = sealed.body}));
  }
  Release release_of(std::uint32_t i) const {
    auto halves = sealing::release(sealed.header, i, keys()[i]);
    REQUIRE(halves);
    return {batch, custodians()[i].key_hash(), sealing::test::kNow, *std::move(halves)};
  }
  std::string release(Release r) {
    auto said = std::make_shared<std::promise<std::string>>();
    vault->release(std::move(r), [said](std::string_view why) { said->set_value(std::string{why}); });
    return said->get_future().get();
  }
  Opened open(const std::vector<std::uint32_t>& able) {
    opened_ = {};
    std::vector<exam::Custodian> who;
    for (const auto i : able) who.push_back({custodians()[i].name(), custodians()[i].key_hash()});
    auto answer = opened_.get_future();
    vault->open(batch, who);
    return answer.get();
  }
  /// Everything that stands in the catalogue's files.
  std::string on_disk() const {
    std::string out;
    for (const auto& file : std::filesystem::directory_iterator{folder_}) {
      std::ifstream in{file.path(), std::ios::binary};
      out.append(std::istreambuf_iterator<char>{in}, {});
    }
    return out;
  }

  bank::Paper paper = planted_paper();
  std::string content;
  sealing::SealedPaper sealed;
  std::unique_ptr<store::Catalogue> catalogue;
  std::int64_t batch = 0;
  std::string refuse;
  std::vector<exam::PaperReleased> released;
  std::optional<Vault> vault;

 private:
  VaultLine line() {
    return {
        [this](std::int64_t, const exam::PaperReleased& r,
               const std::function<void(std::string_view)>& done) {
          if (refuse.empty()) released.push_back(r);
          done(refuse);
        },
        [this](std::int64_t b, std::shared_ptr<const hall::PaperView> p, std::vector<exam::Custodian> by) {
          opened_.set_value({b, std::move(p), std::move(by)});
        }};
  }

  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("vault-" + base::to_hex(base::random_bytes(8)));
  std::promise<Opened> opened_;
};

}  // namespace

TEST_CASE("two custodians open the paper; before that it is nowhere on the disk") {
  VaultWorld w;
  CHECK(w.release(w.release_of(0)).empty());
  CHECK(w.release(w.release_of(2)).empty());
  REQUIRE(w.released.size() == 2);
  CHECK(w.released[1].custodian == exam::Custodian{"丙", custodians()[2].key_hash()});
  CHECK(w.released[1].paper == base::to_hex(w.paper.hash()));
  CHECK(w.released[1].start == sealing::test::kNow);
  CHECK(w.on_disk().find("PLANTED") == std::string::npos);
  CHECK(w.catalogue->paper(w.paper.hash())->json.empty());
  const Opened opened = w.open({0, 2});
  REQUIRE(opened.paper);
  CHECK(opened.batch == w.batch);
  CHECK(opened.paper->hash == base::to_hex(w.paper.hash()));
  CHECK(opened.paper->items.size() == 2);
  CHECK(opened.by.size() == 2);
  CHECK(w.catalogue->paper(w.paper.hash())->json == w.content);
  CHECK(w.on_disk().find("PLANTED") != std::string::npos);  // the search above could have found it
  const auto stored = w.catalogue->sealed_paper(w.paper.hash());
  CHECK(stored->opened_for == w.batch);
  const auto event = exam::read_batch_event("paper_opened", stored->opened_by);
  REQUIRE(event);
  CHECK(std::get<exam::PaperOpened>(*event).custodians == opened.by);
  CHECK_FALSE(w.open({0, 2}).paper);  // the halves are gone
}

TEST_CASE("one custodian opens nothing, nor do two of whom only one released") {
  VaultWorld w;
  CHECK_FALSE(w.open({0, 1}).paper);
  CHECK(w.release(w.release_of(0)).empty());
  CHECK(w.release(w.release_of(0)).empty());
  CHECK_FALSE(w.open({0, 1}).paper);
  CHECK_FALSE(w.open({0}).paper);
  CHECK_FALSE(w.open({0, 0}).paper);
  CHECK(w.catalogue->paper(w.paper.hash())->json.empty());
  CHECK(w.release(w.release_of(1)).empty());
  CHECK(w.open({0, 1}).paper);
}

TEST_CASE(
    "wrong halves, strangers and batches without a sealed paper are refused before the hall hears of it") {
  VaultWorld w;
  Release r = w.release_of(0);
  r.halves[1].bytes()[0] ^= 1U;
  CHECK(w.release(std::move(r)) == "wrong_halves");
  r = w.release_of(0);
  r.halves.pop_back();
  CHECK(w.release(std::move(r)) == "wrong_halves");
  r = w.release_of(0);
  r.key = custodians()[1].key_hash();
  CHECK(w.release(std::move(r)) == "wrong_halves");
  r = w.release_of(0);
  r.key = std::string(64, '0');
  CHECK(w.release(std::move(r)) == "not_a_custodian");
  r = w.release_of(0);
  r.batch = 99;
  CHECK(w.release(std::move(r)) == "not_sealed");
  CHECK(w.released.empty());
}

TEST_CASE("what the hall refuses is not held") {
  VaultWorld w;
  w.refuse = "other_start";
  CHECK(w.release(w.release_of(0)) == "other_start");
  CHECK(w.release(w.release_of(1)) == "other_start");
  CHECK_FALSE(w.open({0, 1}).paper);
}

TEST_CASE("a paper that was sealed anew has to be released again") {
  VaultWorld w;
  CHECK(w.release(w.release_of(0)).empty());
  CHECK(w.release(w.release_of(1)).empty());
  w.seal();
  CHECK_FALSE(w.open({0, 1}).paper);
  CHECK(w.release(w.release_of(0)).empty());
  CHECK_FALSE(w.open({0, 1}).paper);  // the other's halves are of the old one
  CHECK(w.release(w.release_of(1)).empty());
  CHECK(w.open({0, 1}).paper);
}

TEST_CASE("an altered body, and a content that is another paper, are not opened") {
  VaultWorld w;
  const auto release_and_open = [&] {
    CHECK(w.release(w.release_of(0)).empty());
    CHECK(w.release(w.release_of(1)).empty());
    return w.open({0, 1}).paper != nullptr;
  };
  auto altered = w.sealed;
  altered.body[20] = static_cast<char>(altered.body[20] ^ 1);
  w.put(altered);
  CHECK_FALSE(release_and_open());
  const sealing::Facts facts{base::to_hex(w.paper.hash()), "样卷", "初级", 2};
  w.put(sealing::seal(facts, "{}", custodians(), sealing::test::kNow));
  CHECK_FALSE(release_and_open());
  sealing::Facts more = facts;
  more.items = 3;
  w.put(sealing::seal(more, w.content, custodians(), sealing::test::kNow));
  CHECK_FALSE(release_and_open());
  CHECK(w.catalogue->paper(w.paper.hash())->json.empty());
}

}  // namespace examhall::office::test
