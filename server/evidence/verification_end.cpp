// What can be said only once the last line is in: signatures, the chain's end, header, people, what was kept.
#include <fmt/format.h>

#include "evidence/verification.hpp"

namespace examhall::evidence {
namespace {

enum class Holds { yes, other_key, no };

Holds holds(const std::string& text, const base::Signature& signature, const base::PublicKey& right,
            const std::optional<base::PublicKey>& in_file) {
  if (base::verify(right, text, signature)) return Holds::yes;
  return in_file && base::verify(*in_file, text, signature) ? Holds::other_key : Holds::no;
}

void report(Holds result, const base::Text& of, Check& check) {
  if (result == Holds::other_key) {
    check.fail("signed_by_another_key",
               {of.zh + "的签名出自另一把密钥", of.en + " is signed by another key"});
  } else if (result == Holds::no) {
    check.fail("signature_invalid", {of.zh + "的签名无效", "the signature of " + of.en + " does not hold"});
  }
}

const base::Text kNotWhole{"文件不完整，未能检查", "the file is not whole, so this was not checked"};

}  // namespace

void Verification::check_signatures() {
  Check& signatures = check(CheckId::signatures);
  if (options_.key && key_ && *options_.key != *key_) {
    signatures.fail("key_differs", {"文件中的公钥不是所给的公钥",
                                    "the public key in the file is not the one that was given"});
  }
  if (!options_.key && !key_)
    return signatures.fail("no_key", {"没有公钥，无从验证签名", "there is no public key to verify with"});
  if (!seal_)
    return signatures.fail("no_signature",
                           {"没有封印，也就没有签名", "without the seal there is no signature"});
  if (!options_.key) {
    signatures.note(
        "key_not_compared",
        {"只用文件自带的公钥验证；请另行核对它：" + report_.public_key,
         "verified with the file's own public key; compare it with the server's: " + report_.public_key});
  }
  const base::PublicKey& right = options_.key ? *options_.key : *key_;
  report(holds(seal_->checkpoint_text, seal_->checkpoint_signature, right, key_),
         {"检查点", "the checkpoint"}, signatures);
  report(holds(file_statement(seal_->sha256), seal_->signature, right, key_), {"整个文件", "the whole file"},
         signatures);
  if (content_ && *content_ != seal_->sha256) {
    signatures.fail("file_altered",
                    {"文件内容与封印的摘要不符：封印之后有改动",
                     "the file's content is not what the seal digested: it was changed afterwards"});
  }
}

void Verification::check_end_of_chain() {
  Check& chain = check(CheckId::chain);
  if (!header_ || !seal_) return chain.skip("no_checkpoint", kNotWhole);
  const journal::Checkpoint& end = seal_->checkpoint;
  kept_->finish(end.seq, end.link);
  if (proofs_) {
    if (!end.merkle_root || *end.merkle_root != header_->merkle_root || end.seq != header_->to) {
      chain.fail("root_differs", {"文件头的 Merkle 根不是所签检查点的根",
                                  "the header's Merkle root is not that of the signed checkpoint"});
    }
    return;
  }
  chain_->finish(end.seq, end.link);
  const bool comparable = chain_->whole() && !chain.failed() && chain_->rows() == end.seq;
  if (comparable && (!end.merkle_root || merkle_.root() != *end.merkle_root)) {
    chain.fail("root_differs",
               {"事件的 Merkle 根与所签检查点不符", "the events' Merkle root is not the checkpoint's"});
  }
}

void Verification::check_header() {
  Check& header = check(CheckId::header);
  if (!header_) return header.skip("no_header", kNotWhole);
  const auto differs = [&](const char* member, const std::string& stated, const std::string& found) {
    header.fail("header_differs",
                {fmt::format("文件头的 {} 为 {}，内容为 {}", member, stated, found),
                 fmt::format("{} in the header is {}, in the content {}", member, stated, found)});
  };
  const exam::FoldedBatch& batch = replay_->batch();
  if (header_->code != batch.batch.code) differs("code", header_->code, batch.batch.code);
  if (header_->unfinished == batch.closed) {
    differs("unfinished", header_->unfinished ? "true" : "false", batch.closed ? "false" : "true");
  }
  if (header_->events != report_.summary.events) {
    differs("events", std::to_string(header_->events), std::to_string(report_.summary.events));
  }
  if (!seal_) return;
  const journal::Checkpoint& end = seal_->checkpoint;
  if (header_->journal != end.journal) differs("journal", report_.journal, base::to_hex(end.journal));
  if (header_->to != end.seq) differs("to", std::to_string(header_->to), std::to_string(end.seq));
  if (header_->exported_at != base::to_utc_text(end.at)) {
    differs("exported_at", header_->exported_at, base::to_utc_text(end.at));
  }
}

void Verification::check_roster() {
  Check& roster = check(CheckId::roster);
  for (const std::int64_t attempt : replay_->attempt_ids()) {
    const std::string& ticket = replay_->attempts().at(attempt).ticket;
    const auto person = people_.find(attempt);
    if (person == people_.end()) {
      roster.fail("person_missing",
                  {fmt::format("登记过的准考证号 {} 不在考生名单中", ticket),
                   fmt::format("ticket {} was registered, but no person is given for it", ticket)});
      continue;
    }
    person->second.seen = true;
    if (person->second.ticket != ticket) {
      roster.fail("ticket_differs",
                  {fmt::format("考生编号 {} 在名单中的准考证号为 {}，登记为 {}", attempt,
                               person->second.ticket, ticket),
                   fmt::format("attempt {} has ticket {} in the list and was registered with {}", attempt,
                               person->second.ticket, ticket)});
    }
  }
  for (const auto& [attempt, person] : people_) {
    if (person.seen) continue;
    roster.fail("person_unregistered",
                {fmt::format("名单中的准考证号 {} 从未登记", person.ticket),
                 fmt::format("ticket {} is in the list, but was never registered", person.ticket)});
  }
}

void Verification::check_kept() {
  Check& kept = check(CheckId::kept);
  if (options_.kept.empty() && options_.receipts.empty()) {
    return kept.skip("nothing_kept",
                     {"未提供另行保存的回执或检查点", "no receipt or checkpoint from elsewhere was given"});
  }
  const auto key = options_.key ? options_.key : key_;
  for (const protocol::SignedReceipt& receipt : options_.receipts) {
    if (key) compare_receipt(receipt, *key, report_.receipts, header_->code, kept);
  }
}

}  // namespace examhall::evidence
