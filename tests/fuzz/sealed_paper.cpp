// Sealed papers and custodians' public keys. A header that is not canonical is refused at once, so the
// input's is written anew before it is read.
#include "sealing/sealed_paper.hpp"
#include "base/json.hpp"
#include "target.hpp"

namespace sealed_paper_target {

using namespace examhall;

void look_at(const sealing::SealedPaper& sealed) {
  const sealing::Header& header = sealed.header;
  fuzz::require(sealing::to_text(header) == sealed.header_text, "a header is canonical");
  for (std::uint32_t i = 0; i < header.custodians.size(); ++i) {
    fuzz::require(header.index_of(header.custodians[i].key) == i, "a custodian is found by the key");
    fuzz::require(header.halves_of(i).size() + 1 == header.custodians.size(),
                  "one half for each of the others");
    fuzz::require(!sealing::are_halves_of(header, i, {}), "no halves are none");
  }
  fuzz::require(!sealing::combine(header, 0, {}, 1, {}), "nothing opens nothing");
  fuzz::require(!sealing::open(sealed, base::LockedKey::random()), "a wrong key opens nothing");
  const auto again = sealing::parse_sealed(sealing::to_bytes(sealed), "again");
  fuzz::require(again && again->header_text == sealed.header_text && again->body == sealed.body,
                "a sealed paper written again is the same");
}

void run(std::string_view input) {
  if (const auto custodian = sealing::Custodian::parse(input, "custodian")) {
    const auto again = sealing::Custodian::parse(custodian->to_text(), "again");
    fuzz::require(again && again->key_hash() == custodian->key_hash(),
                  "a custodian written again is the same");
  }
  if (const auto plain = sealing::parse_sealed(input, "paper")) look_at(*plain);
  std::string_view body = input;
  const auto json = base::parse_json(fuzz::next_part(body, '\n'));
  if (!json) return;
  const auto sealed = sealing::parse_sealed(base::canonical(*json) + "\n" + std::string{body}, "paper");
  if (sealed) look_at(*sealed);
}

std::vector<std::string> seeds() {
  sealing::SealedPaper paper;
  sealing::Header& h = paper.header;
  h = {std::string(64, 'c'), "样卷", "初级", 60, base::from_millis(1'684'546'200'000), {}, {}};
  for (const char letter : {'a', 'b', 'd'})
    h.custodians.push_back({std::string{letter}, std::string(64, letter)});
  const auto half = [](std::uint32_t who) { return sealing::Half{who, "AAAA", std::string(64, 'e')}; };
  h.pairs = {{half(0), half(1)}, {half(0), half(2)}, {half(1), half(2)}};
  paper.header_text = sealing::to_text(h);
  paper.body = std::string(40, 'x');
  fuzz::require(bool{sealing::parse_sealed(sealing::to_bytes(paper), "seed")}, "the seed is sound");
  const auto custodian = sealing::CustodianKey::generate().public_part("甲");
  return {sealing::to_bytes(paper), custodian.to_text()};
}

const fuzz::Registration registration{{"sealed_paper", run, seeds}};

}  // namespace sealed_paper_target
