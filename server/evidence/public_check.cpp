// The reading side of the public chain: every line is looked at once, and held against what was claimed.
#include <fmt/format.h>

#include <algorithm>

#include "evidence/header.hpp"
#include "evidence/line_source.hpp"
#include "evidence/link_chain.hpp"
#include "evidence/public_chain.hpp"
#include "journal/merkle.hpp"

namespace examhall::evidence {
namespace {

struct Opening {
  journal::JournalId journal{};
  std::uint64_t to = 0;
  std::optional<base::PublicKey> key;
};

class PublicReading {
 public:
  PublicReading(const std::optional<base::PublicKey>& key, std::vector<Claim> claims)
      : given_key_{key}, claims_{std::move(claims)} {
    std::sort(claims_.begin(), claims_.end(), [](const Claim& a, const Claim& b) { return a.seq < b.seq; });
  }

  void line(const std::string& text, std::uint64_t number);
  void unreadable(std::uint64_t number, const base::Text& why);
  PublicReport finish();

 private:
  void take_opening(const base::Json& json, base::Problems& problems);
  void accept(const EventRow& row, const std::optional<base::Digest>& before);
  void hold(const Claim& claim, const base::Digest& leaf, const std::optional<base::Digest>& link);
  void check_seal();

  PublicReport report_;
  std::optional<base::PublicKey> given_key_;
  std::vector<Claim> claims_;  // ascending
  std::size_t next_claim_ = 0;
  std::optional<Opening> opening_;
  std::optional<LinkChain> chain_;
  std::optional<Seal> seal_;
  journal::MerkleRoot merkle_;
  base::Sha256 sha_;
  std::optional<base::Digest> content_;
};

void PublicReading::unreadable(std::uint64_t number, const base::Text& why) {
  report_.file.fail("line_unreadable", {fmt::format("第 {} 行：{}", number, why.zh),
                                        fmt::format("line {}: {}", number, why.en)});
}

void PublicReading::line(const std::string& text, std::uint64_t number) {
  const std::string type{type_of(text)};
  const bool in_order =
      !seal_ && (number == 1 ? type == "public" : opening_ && (type == "leaf" || type == "seal"));
  if (!in_order) return unreadable(number, {"这一行不该在此处", "this line does not belong here"});
  if (type == "seal") content_ = sha_.finish();
  if (type != "seal") sha_.add(text).add("\n");
  const auto json = base::parse_json(text, {.max_bytes = kMaxOtherLine, .max_depth = 4});
  if (!json) return unreadable(number, json.error().text);
  base::Problems problems;
  if (type == "public") take_opening(*json, problems);
  if (type == "seal") seal_ = read_seal(*json, problems);
  if (type == "leaf") {
    if (auto row = read_leaf_row(*json, problems)) chain_->feed(*std::move(row));
  }
  if (!problems.empty()) unreadable(number, problems.front().text);
}

void PublicReading::take_opening(const base::Json& json, base::Problems& problems) {
  base::Fields fields{json, {}, problems};
  fields.text("t", 16);
  if (fields.text("format", 64) != kPublicFormat) {
    fields.complain("format", "not_public",
                    {"不是公开链文件，或版本较新", "not a public chain, or a newer one"});
  }
  report_.journal = fields.text("journal", 32);
  report_.exported_at = fields.text("exported_at", 32);
  report_.public_key = fields.text("public_key", 64);
  Opening o;
  o.to = static_cast<std::uint64_t>(fields.integer("to", 1, std::int64_t{1} << 48U));
  o.key = base::public_key_from_base64(report_.public_key);
  const auto id = base::from_hex(report_.journal);
  fields.finish();
  if (!id || id->size() != o.journal.size()) {
    fields.complain("journal", "not_hex", {"应为 32 位十六进制数", "32 hexadecimal digits are expected"});
  }
  if (!problems.empty()) return;
  std::copy(id->begin(), id->end(), o.journal.begin());
  opening_ = o;
  chain_.emplace(
      o.journal, report_.chain,
      [this](const EventRow& row, const std::optional<base::Digest>& before) { accept(row, before); });
}

void PublicReading::accept(const EventRow& row, const std::optional<base::Digest>& before) {
  std::optional<base::Digest> link = before;
  std::uint64_t seq = row.first;
  for (const base::Digest& leaf : row.leaves) {
    merkle_.add(leaf);
    if (link) link = journal::next_link(*link, leaf);
    for (; next_claim_ < claims_.size() && claims_[next_claim_].seq <= seq; ++next_claim_) {
      if (claims_[next_claim_].seq == seq) hold(claims_[next_claim_], leaf, link);
    }
    ++seq;
  }
  report_.events = std::max(report_.events, row.last());
}

void PublicReading::hold(const Claim& claim, const base::Digest& leaf,
                         const std::optional<base::Digest>& link) {
  const bool same_leaf = !claim.leaf || *claim.leaf == leaf;
  const bool same_link = !claim.link || (link && *claim.link == *link);
  if (same_leaf && same_link) return;
  report_.claims.fail("claim_differs", {fmt::format("{}与公开链第 {} 号事件不符", claim.what.zh, claim.seq),
                                        fmt::format("{} is not what the public chain has at event {}",
                                                    claim.what.en, claim.seq)});
}

void PublicReading::check_seal() {
  const std::optional<base::PublicKey> key = given_key_ ? given_key_
                                             : opening_ ? opening_->key
                                                        : std::nullopt;
  if (!key)
    return report_.signatures.fail("no_key",
                                   {"没有公钥，无从验证签名", "there is no public key to verify with"});
  if (!given_key_) {
    report_.signatures.note("key_not_compared",
                            {"只用文件自带的公钥验证；请另行核对它",
                             "verified with the file's own public key; compare it with the server's"});
  }
  const bool whole = content_ && *content_ == seal_->sha256 &&
                     base::verify(*key, file_statement(seal_->sha256), seal_->signature);
  const bool end = base::verify(*key, seal_->checkpoint_text, seal_->checkpoint_signature);
  if (!whole || !end)
    report_.signatures.fail(
        "signature_invalid",
        {"签名无效，或封印之后有改动", "a signature does not hold, or the file was changed afterwards"});
  const journal::Checkpoint& c = seal_->checkpoint;
  chain_->finish(c.seq, c.link);
  if (c.journal != opening_->journal || c.seq != opening_->to || c.merkle_root != merkle_.root()) {
    report_.chain.fail("seal_differs",
                       {"末行检查点与文件内容不符", "the checkpoint at the end is not of this content"});
  }
}

PublicReport PublicReading::finish() {
  if (chain_) chain_->flush();
  if (!opening_ || !seal_) {
    report_.file.fail("not_whole", {"文件不完整：没有首行或末行封印",
                                    "the file is not whole: its first line or its seal is missing"});
    return std::move(report_);
  }
  check_seal();
  for (; next_claim_ < claims_.size(); ++next_claim_) {
    const Claim& claim = claims_[next_claim_];
    report_.claims.fail("claim_beyond", {fmt::format("{}是第 {} 号事件，公开链只到第 {} 号", claim.what.zh,
                                                     claim.seq, report_.events),
                                         fmt::format("{} is event {}, the public chain ends at {}",
                                                     claim.what.en, claim.seq, report_.events)});
  }
  return std::move(report_);
}

}  // namespace

PublicReport verify_public_chain(const std::filesystem::path& path, const std::optional<base::PublicKey>& key,
                                 std::vector<Claim> claims) {
  PublicReading reading{key, std::move(claims)};
  LineSource source{path};
  if (!source.open())
    reading.unreadable(0, {"文件不存在或无法读取", "there is no such file, or it cannot be read"});
  if (source.open()) {
    for (auto kind = source.next(); kind != LineSource::Kind::end; kind = source.next()) {
      if (kind == LineSource::Kind::line) {
        reading.line(source.text(), source.number());
      } else {
        reading.unreadable(source.number(),
                           {"这一行过长或中途断了", "the line is too long, or the file ends within it"});
      }
    }
  }
  return reading.finish();
}

}  // namespace examhall::evidence
