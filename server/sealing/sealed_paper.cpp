#include "sealing/sealed_paper.hpp"

#include <algorithm>

#include "base/cipher.hpp"
#include "base/file.hpp"
#include "base/secret.hpp"

namespace examhall::sealing {
namespace {

constexpr std::size_t kMaxPaperFile = 320U << 20U;
constexpr std::size_t kMinBody = 12 + 16;  // nonce and tag

std::string bound_to(std::string_view header_text) {
  return std::string{"examhall sealed paper 1\n"}.append(header_text);
}

Half half_for(const Facts& facts, std::span<const Custodian> custodians, std::size_t index,
              const base::LockedKey& half) {
  return {static_cast<std::uint32_t>(index), base::to_base64(custodians[index].encrypt(half)),
          base::to_hex(check_of(facts.paper, half))};
}

// Where this pair's half stands among those of one custodian.
std::size_t place_of(const Header& header, std::uint32_t custodian, const Half& half) {
  const auto all = header.halves_of(custodian);
  return static_cast<std::size_t>(std::find(all.begin(), all.end(), &half) - all.begin());
}

}  // namespace

SealedPaper seal(const Facts& facts, std::string_view content, std::span<const Custodian> custodians,
                 base::Instant now) {
  SealedPaper out;
  out.header = {facts.paper, facts.title, facts.level, facts.items, now, {}, {}};
  const base::LockedKey key = base::LockedKey::random();
  for (const Custodian& c : custodians) out.header.custodians.push_back({c.name(), c.key_hash()});
  for (std::size_t i = 0; i < custodians.size(); ++i) {
    for (std::size_t j = i + 1; j < custodians.size(); ++j) {
      const base::LockedKey random = base::LockedKey::random();
      out.header.pairs.push_back(
          {half_for(facts, custodians, i, random), half_for(facts, custodians, j, key ^ random)});
    }
  }
  out.header_text = to_text(out.header);
  out.body = base::Cipher{key}.seal(content, bound_to(out.header_text));
  return out;
}

std::string to_bytes(const SealedPaper& sealed) { return sealed.header_text + "\n" + sealed.body; }

base::Result<SealedPaper, base::Problems> parse_sealed(std::string_view bytes, const std::string& file) {
  const std::size_t line = bytes.find('\n');
  if (line == std::string_view::npos) {
    return base::Failure{
        base::Problems{{"no_header",
                        {.file = file, .row = 1},
                        {"没有文件头，不是密封试卷", "there is no header: this is no sealed paper"}}}};
  }
  auto header = header_from_text(bytes.substr(0, line), file);
  if (!header) return base::Failure{header.error()};
  const std::string_view body = bytes.substr(line + 1);
  if (body.size() < kMinBody) {
    return base::Failure{
        base::Problems{{"body_too_short",
                        {.file = file, .row = 2},
                        {"文件不完整，请重新复制", "the file is not whole: copy it again"}}}};
  }
  return SealedPaper{*std::move(header), std::string{bytes.substr(0, line)}, std::string{body}};
}

base::Result<SealedPaper, base::Problems> read_sealed(const std::filesystem::path& file) {
  const auto bytes = base::read_file(file, kMaxPaperFile);
  if (!bytes) return base::Failure{base::Problems{bytes.error()}};
  return parse_sealed(*bytes, file.string());
}

std::optional<std::vector<base::LockedKey>> release(const Header& header, std::uint32_t custodian,
                                                    const CustodianKey& key) {
  std::vector<base::LockedKey> out;
  for (const Half* half : header.halves_of(custodian)) {
    const auto sealed = base::from_base64(half->sealed);
    auto plain = sealed ? key.decrypt(*sealed) : std::nullopt;
    if (!plain) return std::nullopt;
    out.push_back(*std::move(plain));
  }
  if (!are_halves_of(header, custodian, out)) return std::nullopt;
  return out;
}

bool are_halves_of(const Header& header, std::uint32_t custodian, std::span<const base::LockedKey> halves) {
  const auto expected = header.halves_of(custodian);
  if (expected.empty() || expected.size() != halves.size()) return false;
  for (std::size_t i = 0; i < halves.size(); ++i) {
    if (base::to_hex(check_of(header.paper, halves[i])) != expected[i]->check) return false;
  }
  return true;
}

std::optional<base::LockedKey> combine(const Header& header, std::uint32_t a,
                                       std::span<const base::LockedKey> of_a, std::uint32_t b,
                                       std::span<const base::LockedKey> of_b) {
  if (a > b) return combine(header, b, of_b, a, of_a);
  for (const Pair& p : header.pairs) {
    if (p.one.custodian != a || p.two.custodian != b) continue;
    const std::size_t in_a = place_of(header, a, p.one);
    const std::size_t in_b = place_of(header, b, p.two);
    if (in_a >= of_a.size() || in_b >= of_b.size()) return std::nullopt;
    return of_a[in_a] ^ of_b[in_b];
  }
  return std::nullopt;
}

std::optional<std::string> open(const SealedPaper& sealed, const base::LockedKey& key) {
  return base::Cipher{key}.open(sealed.body, bound_to(sealed.header_text));
}

}  // namespace examhall::sealing
