#pragma once
// Three custodians, made once: keys of 3072 bits cost a second each.
#include <catch2/catch.hpp>

#include "base/secret.hpp"
#include "sealing/sealed_paper.hpp"

namespace examhall::sealing::test {

inline const std::vector<CustodianKey>& keys() {
  static const std::vector<CustodianKey> made{CustodianKey::generate(), CustodianKey::generate(),
                                              CustodianKey::generate()};
  return made;
}

inline std::vector<Custodian> custodians(std::size_t n = 3) {
  static const std::array<std::string, 3> names{"甲", "乙", "丙"};
  std::vector<Custodian> out;
  for (std::size_t i = 0; i < n; ++i) out.push_back(keys()[i].public_part(names.at(i)));
  return out;
}

inline const std::string kContent = R"({"items":["PLANTED"]})";
inline const Facts kFacts{std::string(64, 'a'), "样卷", "初级", 60};
inline const base::Instant kNow = base::from_millis(1'684'546'200'000);

inline SealedPaper sealed(std::size_t n = 3) { return seal(kFacts, kContent, custodians(n), kNow); }

inline std::vector<std::string> ids(const base::Problems& problems) {
  std::vector<std::string> out;
  for (const auto& p : problems) {
    CHECK(p.place.file == "x.sealed");
    CHECK_FALSE(p.text.zh.empty());
    out.push_back(p.place.column + " " + p.id);
  }
  return out;
}

}  // namespace examhall::sealing::test
