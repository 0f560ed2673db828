#include "sealing/header.hpp"

#include <fmt/format.h>

#include <set>

#include "base/mapping.hpp"
#include "sealing/custodian_key.hpp"

namespace examhall::sealing {

template <class M>
void map(M& m, Half& h) {
  m("custodian", h.custodian);
  m("sealed", h.sealed, 2048);
  m("check", h.check, 64);
}
template <class M>
void map(M& m, Pair& p) {
  m("one", p.one);
  m("two", p.two);
}
template <class M>
void map(M& m, Keeper& k) {
  m("name", k.name, kMaxName);
  m("key", k.key, 64);
}
template <class M>
void map(M& m, Header& h) {
  m("paper", h.paper, 64);
  m("title", h.title, 1000);
  m("level", h.level, 1000);
  m("items", h.items);
  m("sealed_at", h.sealed_at);
  m("custodians", h.custodians, kMaxCustodians);
  m("pairs", h.pairs, kMaxCustodians * (kMaxCustodians - 1) / 2);
}

namespace {

constexpr std::string_view kPaperFormat = "examhall-sealed-paper/1";
constexpr std::size_t kMaxHeader = 64 * 1024;
constexpr std::uint32_t kMaxItems = 4096;  // as an attempt has room for

/// Looks at a header's members one by one and keeps what is wrong.
class HeaderCheck {
 public:
  HeaderCheck(const std::string& file, base::Problems& problems) : file_{file}, problems_{problems} {}

  void look(const Header& h) {
    if (!base::digest_from_hex(h.paper)) wrong("paper", "bad_hash", kHash);
    if (h.items < 1 || h.items > kMaxItems) {
      wrong("items", "items_out_of_range", {"应为 1 到 4096 题", "from 1 to 4096 items are expected"});
    }
    look_at_custodians(h);
    look_at_pairs(h);
  }

 private:
  static inline const base::Text kHash{"应为 64 位十六进制数", "64 hexadecimal digits are expected"};

  void wrong(const std::string& member, std::string id, base::Text text) {
    problems_.push_back({std::move(id), {.file = file_, .column = member}, std::move(text)});
  }

  void look_at_custodians(const Header& h) {
    if (h.custodians.size() < kMinCustodians) {
      wrong("custodians", "custodians_out_of_range",
            {"应有 2 到 5 名保管员", "from 2 to 5 custodians are expected"});
    }
    std::set<std::string> keys;
    for (std::size_t i = 0; i < h.custodians.size(); ++i) {
      const std::string at = fmt::format("custodians[{}]", i);
      if (const auto text = wrong_with_name(h.custodians[i].name)) wrong(at + ".name", "bad_name", *text);
      if (!base::digest_from_hex(h.custodians[i].key)) wrong(at + ".key", "bad_hash", kHash);
      if (!keys.insert(h.custodians[i].key).second) {
        wrong(at + ".key", "repeated", {"同一把密钥出现两次", "the same key stands here twice"});
      }
    }
  }

  void look_at_pairs(const Header& h) {
    std::vector<std::pair<std::size_t, std::size_t>> expected;
    for (std::size_t i = 0; i < h.custodians.size(); ++i) {
      for (std::size_t j = i + 1; j < h.custodians.size(); ++j) expected.emplace_back(i, j);
    }
    bool complete = h.pairs.size() == expected.size();
    for (std::size_t n = 0; n < h.pairs.size(); ++n) {
      const Pair& p = h.pairs[n];
      complete =
          complete && std::pair<std::size_t, std::size_t>{p.one.custodian, p.two.custodian} == expected[n];
      look_at_half(p.one, fmt::format("pairs[{}].one", n));
      look_at_half(p.two, fmt::format("pairs[{}].two", n));
    }
    if (!complete) {
      wrong("pairs", "pairs_incomplete",
            {"应按顺序列出每两名保管员各一对", "every two custodians are expected once, in order"});
    }
  }

  void look_at_half(const Half& half, const std::string& at) {
    if (!base::from_base64(half.sealed))
      wrong(at + ".sealed", "bad_half", {"应为 base64", "base64 is expected"});
    if (!base::digest_from_hex(half.check)) wrong(at + ".check", "bad_hash", kHash);
  }

  const std::string& file_;
  base::Problems& problems_;
};

}  // namespace

std::optional<std::uint32_t> Header::index_of(std::string_view key) const {
  for (std::uint32_t i = 0; i < custodians.size(); ++i) {
    if (custodians[i].key == key) return i;
  }
  return std::nullopt;
}

std::vector<const Half*> Header::halves_of(std::uint32_t custodian) const {
  std::vector<const Half*> out;
  for (const Pair& p : pairs) {
    if (p.one.custodian == custodian) out.push_back(&p.one);
    if (p.two.custodian == custodian) out.push_back(&p.two);
  }
  return out;
}

base::Digest check_of(std::string_view paper, const base::LockedKey& half) {
  return base::Sha256{}.add("examhall half of a key 1\n").add(paper).add("\n").add(half.bytes()).finish();
}

std::string to_text(const Header& header) {
  base::JsonWriter writer;
  map(writer, const_cast<Header&>(header));
  writer("format", kPaperFormat);
  return writer.text();
}

base::Result<Header, base::Problems> header_from_text(std::string_view text, const std::string& file) {
  const auto json = base::parse_json(text, {.max_bytes = kMaxHeader, .max_depth = 6});
  if (!json) {
    base::Problem problem = json.error();
    problem.place.file = file;
    problem.place.row = 1;
    return base::Failure{base::Problems{problem}};
  }
  base::Problems problems;
  base::JsonReader reader{*json, {.file = file}, problems};
  std::string format;
  reader("format", format, 64);
  if (format != kPaperFormat) {
    reader.fields().complain("format", "unknown_format",
                             {"不是本版本的密封试卷", "not a sealed paper of this version"});
  }
  Header header;
  map(reader, header);
  reader.finish();
  if (problems.empty()) HeaderCheck{file, problems}.look(header);
  if (problems.empty() && to_text(header) != text) {
    problems.push_back(
        {"not_canonical",
         {.file = file, .row = 1},
         {"文件头不是规范写法，文件被改动过", "the header is not in its canonical form: it was changed"}});
  }
  if (!problems.empty()) return base::Failure{std::move(problems)};
  return header;
}

}  // namespace examhall::sealing
