// Sealing and opening: any two of the custodians, nobody else, and nothing altered.
#include "base/json.hpp"
#include "sealing_world.hpp"

using namespace examhall;
using namespace examhall::sealing;
using namespace examhall::sealing::test;

namespace {

std::vector<base::LockedKey> halves(const SealedPaper& paper, std::uint32_t i) {
  auto out = release(paper.header, i, keys()[i]);
  REQUIRE(out);
  return *std::move(out);
}

SealedPaper reread(const SealedPaper& paper) {
  auto back = parse_sealed(to_bytes(paper), "x.sealed");
  REQUIRE(back);
  return *std::move(back);
}

/// The header with one member changed, as somebody would who holds the file.
std::string altered(const SealedPaper& paper, const std::function<void(base::Json&)>& change) {
  base::Json json = *base::parse_json(paper.header_text);
  change(json);
  return base::canonical(json) + "\n" + paper.body;
}

}  // namespace

TEST_CASE("every two of three custodians open the paper") {
  const SealedPaper paper = reread(sealed());
  CHECK(paper.header.custodians.size() == 3);
  CHECK(paper.header.pairs.size() == 3);
  CHECK(paper.header.items == 60);
  CHECK(paper.header.title == "样卷");
  for (const auto& [a, b] :
       std::vector<std::pair<std::uint32_t, std::uint32_t>>{{0, 1}, {0, 2}, {1, 2}, {2, 0}}) {
    const auto of_a = halves(paper, a);
    const auto of_b = halves(paper, b);
    CHECK(of_a.size() == 2);
    const auto key = combine(paper.header, a, of_a, b, of_b);
    REQUIRE(key);
    CHECK(open(paper, *key) == kContent);
  }
}

TEST_CASE("two of two open it too") {
  const SealedPaper paper = reread(sealed(2));
  const auto key = combine(paper.header, 0, halves(paper, 0), 1, halves(paper, 1));
  REQUIRE(key);
  CHECK(open(paper, *key) == kContent);
}

TEST_CASE("one custodian opens nothing, alone or with whatever the file holds") {
  const SealedPaper paper = sealed();
  for (std::uint32_t i = 0; i < 3; ++i) {
    const auto mine = halves(paper, i);
    CHECK_FALSE(combine(paper.header, i, mine, i, mine));
    for (const base::LockedKey& half : mine) CHECK_FALSE(open(paper, half));
    CHECK_FALSE(open(paper, mine[0] ^ mine[1]));
    for (std::uint32_t j = 0; j < 3; ++j) {
      if (j != i) CHECK_FALSE(release(paper.header, j, keys()[i]));
    }
  }
  CHECK_FALSE(open(paper, base::LockedKey{}));
}

TEST_CASE("the same paper sealed twice shows nothing in common") {
  const SealedPaper a = sealed();
  const SealedPaper b = sealed();
  CHECK(a.body != b.body);
  CHECK(a.header.pairs[0].one.check != b.header.pairs[0].one.check);
  CHECK(to_bytes(a).find("PLANTED") == std::string::npos);
  const auto key = combine(a.header, 0, halves(a, 0), 1, halves(a, 1));
  CHECK_FALSE(open(b, *key));
}

TEST_CASE("halves are known to be wrong before the exam") {
  const SealedPaper paper = sealed();
  auto mine = halves(paper, 0);
  CHECK(are_halves_of(paper.header, 0, mine));
  CHECK_FALSE(are_halves_of(paper.header, 1, mine));
  CHECK_FALSE(are_halves_of(paper.header, 0, std::span{mine}.first(1)));
  CHECK_FALSE(are_halves_of(paper.header, 3, {}));
  mine[1].bytes()[31] ^= 1U;
  CHECK_FALSE(are_halves_of(paper.header, 0, mine));
}

TEST_CASE("a flipped bit anywhere in the body, or any other header, does not open") {
  const SealedPaper good = sealed();
  const auto key = combine(good.header, 0, halves(good, 0), 1, halves(good, 1));
  REQUIRE(key);
  for (std::size_t i = 0; i < good.body.size(); ++i) {
    SealedPaper bad = good;
    bad.body[i] = static_cast<char>(bad.body[i] ^ 1);
    CHECK_FALSE(open(bad, *key));
  }
  using Change = std::function<void(base::Json&)>;
  for (const Change& change : std::initializer_list<Change>{
           [](base::Json& j) { j["paper"] = std::string(64, 'b'); },
           [](base::Json& j) { j["title"] = "别卷"; }, [](base::Json& j) { j["items"] = 59; },
           [](base::Json& j) { j["custodians"][0]["name"] = "丁"; },
           [](base::Json& j) { j["custodians"][2]["key"] = std::string(64, 'b'); },
           [](base::Json& j) { j["pairs"][2]["one"]["check"] = std::string(64, 'b'); },
           [](base::Json& j) { j["pairs"][1]["two"]["sealed"] = "AAAA"; }}) {
    const auto bad = parse_sealed(altered(good, change), "x.sealed");
    REQUIRE(bad);
    CHECK_FALSE(open(*bad, *key));
  }
}

TEST_CASE("an altered half is refused when it is released") {
  const SealedPaper good = sealed();
  const auto bad = parse_sealed(
      altered(
          good,
          [](base::Json& j) { std::swap(j["pairs"][0]["one"]["sealed"], j["pairs"][1]["one"]["sealed"]); }),
      "x.sealed");
  REQUIRE(bad);
  CHECK_FALSE(release(bad->header, 0, keys()[0]));  // decrypts, but is another pair's half
  CHECK(release(bad->header, 1, keys()[1]));
}

TEST_CASE("a file that is no sealed paper is refused with the place") {
  const SealedPaper good = sealed();
  const auto wrong = [](const std::string& bytes) {
    const auto r = parse_sealed(bytes, "x.sealed");
    return r ? std::vector<std::string>{} : ids(r.error());
  };
  using Ids = std::vector<std::string>;
  CHECK(wrong("") == Ids{" no_header"});
  CHECK(wrong(good.header_text) == Ids{" no_header"});
  CHECK(wrong(good.header_text + "\n") == Ids{" body_too_short"});
  CHECK(wrong(good.header_text + "\n" + std::string(27, 'x')) == Ids{" body_too_short"});
  CHECK(wrong(" " + good.header_text + "\n" + good.body) == Ids{" not_canonical"});
  CHECK(wrong(altered(good, [](base::Json& j) { j["format"] = "examhall-sealed-paper/9"; })) ==
        Ids{"format unknown_format"});
  CHECK(wrong(altered(good, [](base::Json& j) { j["colour"] = 1; })) == Ids{"colour unknown_member"});
  CHECK(wrong(altered(good, [](base::Json& j) { j.erase("items"); })) == Ids{"items missing"});
  CHECK(wrong(altered(good, [](base::Json& j) { j["items"] = 0; })) == Ids{"items items_out_of_range"});
  CHECK(wrong(altered(good, [](base::Json& j) { j["paper"] = "ab"; })) == Ids{"paper bad_hash"});
  CHECK(wrong(altered(good, [](base::Json& j) { j["pairs"].erase(2); })) == Ids{"pairs pairs_incomplete"});
  CHECK(wrong(altered(good, [](base::Json& j) { std::swap(j["pairs"][0], j["pairs"][1]); })) ==
        Ids{"pairs pairs_incomplete"});
  CHECK(wrong(altered(good, [](base::Json& j) { j["pairs"][0]["two"]["custodian"] = 99; })) ==
        Ids{"pairs pairs_incomplete"});
  CHECK(wrong(altered(good, [](base::Json& j) { j["custodians"][1]["key"] = j["custodians"][0]["key"]; })) ==
        Ids{"custodians[1].key repeated"});
  CHECK(wrong(altered(good, [](base::Json& j) { j["custodians"][1]["name"] = ""; })) ==
        Ids{"custodians[1].name bad_name"});
  CHECK(wrong(altered(good, [](base::Json& j) { j["pairs"][0]["one"]["sealed"] = "%"; })) ==
        Ids{"pairs[0].one.sealed bad_half"});
  CHECK(wrong(std::string(100'000, '{') + "\n") == Ids{"byte 0 json_too_large"});
}
