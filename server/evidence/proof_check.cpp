// The reading side of an answer's proof.
#include <fmt/format.h>

#include "evidence/answer_proof.hpp"
#include "evidence/event_row.hpp"
#include "exam/event_json.hpp"

namespace examhall::evidence {
namespace {

constexpr std::size_t kMaxProofBytes = 1U << 20U;

struct Proof {
  EventRow registered, answered;
  journal::SignedCheckpoint checkpoint;
};

class ProofCheck {
 public:
  ProofCheck(const ProofOptions& options, ProofReport& report) : options_{options}, report_{report} {}

  void run(std::string_view text) {
    auto proof = read(text);
    if (!proof) return;
    check_itself(*proof);
    check_content(*proof);
    const std::vector<Claim> claims = claims_of(*proof);
    check_checkpoints(*proof);
    if (options_.public_chain) {
      report_.public_chain = verify_public_chain(*options_.public_chain, options_.key, claims);
      if (report_.public_chain->journal != base::to_hex(proof->checkpoint.checkpoint.journal)) {
        report_.kept.fail("journal_differs",
                          {"公开链属于另一份日志", "the public chain is of another journal"});
      }
    } else {
      count_not_compared();
    }
  }

 private:
  void count_not_compared();
  std::optional<Proof> read(std::string_view text);
  void check_itself(const Proof& proof);
  void check_content(const Proof& proof);
  void check_checkpoints(const Proof& proof);
  std::vector<Claim> claims_of(const Proof& proof);

  const ProofOptions& options_;
  ProofReport& report_;
  std::size_t elsewhere_ = 0;  // checkpoints of another place than the proof's
};

// Without the public chain only a checkpoint of the proof's own place says anything of it. Whoever brought
// something must not be told that it agrees when nobody has looked.
void ProofCheck::count_not_compared() {
  report_.not_compared = elsewhere_ + options_.receipts.size() + options_.kept.size();
  if (report_.not_compared > 0) {
    report_.kept.skip(
        "not_compared",
        {fmt::format("所给材料中有 {} 份没有公开链（--public）就无从比对", report_.not_compared),
         fmt::format("{} of what was given cannot be compared without the public chain "
                     "(--public)",
                     report_.not_compared)});
  } else if (options_.checkpoints.empty()) {
    report_.kept.skip(
        "nothing_kept",
        {"未提供另行保存的检查点或公开链：只证明签名者这样说过",
         "no checkpoint or public chain from elsewhere: this shows only that the signer said so"});
  }
}

std::optional<Proof> ProofCheck::read(std::string_view text) {
  base::Problems problems;
  const auto json = base::parse_json(text, {.max_bytes = kMaxProofBytes, .max_depth = 6});
  Proof out;
  if (json) {
    base::Fields fields{*json, {}, problems};
    if (fields.text("format", 64) != kProofFormat)
      fields.complain("format", "not_a_proof", {"不是作答证明", "not the proof of an answer"});
    const base::Json& events = fields.array("events", 2);
    const auto checkpoint = journal::signed_checkpoint_from_line(fields.text("checkpoint", 8192));
    fields.finish();
    if (events.size() != 2)
      fields.complain("events", "not_a_proof", {"应有两条事件", "two events are expected"});
    if (!checkpoint) problems.push_back(checkpoint.error().front());
    if (checkpoint) out.checkpoint = *checkpoint;
    for (std::size_t i = 0; i < 2 && events.size() == 2; ++i) {
      if (auto row = read_event_row(events[i], true, problems))
        (i == 0 ? out.registered : out.answered) = *std::move(row);
    }
  } else {
    problems.push_back(json.error());
  }
  if (problems.empty()) return out;
  report_.proof.fail("unreadable", problems.front().text);
  return std::nullopt;
}

void ProofCheck::check_itself(const Proof& p) {
  const base::PublicKey& key = options_.key ? *options_.key : p.checkpoint.key;
  if (!options_.key) {
    report_.proof.note(
        "key_not_compared",
        {"只用文件自带的公钥验证；请另行核对它：" + base::to_base64(key),
         "verified with the file's own public key; compare it with the server's: " + base::to_base64(key)});
  }
  if (!p.checkpoint.holds(key))
    report_.proof.fail("signature_invalid", {"检查点的签名无效", "the checkpoint's signature does not hold"});
  const journal::Checkpoint& c = p.checkpoint.checkpoint;
  for (const EventRow* row : {&p.registered, &p.answered}) {
    const bool proven = c.merkle_root && row->event->seq <= c.seq &&
                        journal::verify_inclusion(journal::leaf_of(*row->event), row->event->seq - 1, c.seq,
                                                  row->proof, *c.merkle_root);
    const base::Text what = describe(*row);
    if (!proven)
      report_.proof.fail("event_altered", {what.zh + "或其包含证明被改动",
                                           what.en + " was altered, or its proof of inclusion"});
  }
}

void ProofCheck::check_content(const Proof& p) {
  const journal::Event& first = *p.registered.event;
  const journal::Event& second = *p.answered.event;
  const auto registered = exam::read_event(first.kind, first.body);
  const auto answered = exam::read_event(second.kind, second.body);
  const auto* who = registered ? std::get_if<exam::Registered>(&*registered) : nullptr;
  const auto* what = answered ? std::get_if<exam::Answered>(&*answered) : nullptr;
  if (who == nullptr || what == nullptr || first.attempt != second.attempt || first.batch != second.batch) {
    return report_.proof.fail("not_one_candidate",
                              {"两条事件不是同一考生的登记与作答",
                               "these are not the registration and an answer of one candidate"});
  }
  report_.ticket = who->ticket;
  report_.item = what->item;
  report_.response = what->response;
  report_.seq = second.seq;
  report_.at = second.at;
}

// The proof is under its own checkpoint; one that was kept binds it only if it is of the same place.
void ProofCheck::check_checkpoints(const Proof& p) {
  const journal::Checkpoint& own = p.checkpoint.checkpoint;
  for (const journal::SignedCheckpoint& kept : options_.checkpoints) {
    const journal::Checkpoint& c = kept.checkpoint;
    if (!kept.holds(options_.key.value_or(kept.key))) {
      report_.kept.fail("checkpoint_not_signed",
                        {"所给检查点的签名无效", "the signature of a given checkpoint does not hold"});
    } else if (c.journal != own.journal) {
      report_.kept.fail("journal_differs",
                        {"所给检查点属于另一份日志", "a given checkpoint is of another journal"});
    } else if (c.seq != own.seq) {
      ++elsewhere_;
      report_.kept.note(
          "checkpoint_elsewhere",
          {fmt::format("所给检查点在第 {} 号，证明在第 {} 号：须用公开链比对，或按该检查点重出证明", c.seq,
                       own.seq),
           fmt::format("the given checkpoint is of event {}, the proof's of {}: compare through the public "
                       "chain, or have the proof made under it",
                       c.seq, own.seq)});
    } else if (c.link != own.link || (c.merkle_root && c.merkle_root != own.merkle_root)) {
      report_.kept.fail("checkpoint_differs",
                        {"证明所依的检查点不是另行保存的那一个：历史被改写",
                         "the proof's checkpoint is not the one that was kept: history was rewritten"});
    }
  }
}

std::vector<Claim> ProofCheck::claims_of(const Proof& p) {
  const journal::Event& answer = *p.answered.event;
  std::vector<Claim> claims{{p.registered.event->seq,
                             journal::leaf_of(*p.registered.event),
                             p.registered.event->link,
                             {"登记", "the registration"}},
                            {answer.seq, journal::leaf_of(answer), answer.link, {"作答", "the answer"}}};
  const auto add = [&](std::uint64_t seq, const base::Digest& link, base::Text what) {
    claims.push_back({seq, std::nullopt, link, std::move(what)});
  };
  for (const journal::SignedCheckpoint& c : options_.checkpoints)
    add(c.checkpoint.seq, c.checkpoint.link, {"另行保存的检查点", "a checkpoint that was kept"});
  for (const Kept& k : options_.kept) add(k.seq, k.link, {"确认回执", "an acknowledgement"});
  for (const protocol::SignedReceipt& r : options_.receipts) {
    const auto receipt = protocol::verify_receipt(r, options_.key ? *options_.key : p.checkpoint.key);
    const auto link = receipt ? base::digest_from_hex(receipt->link) : std::nullopt;
    if (!receipt || !link) {
      report_.kept.fail("receipt_not_signed", {"回执的签名无效", "the receipt's signature does not hold"});
    } else if (receipt->ticket != report_.ticket) {
      report_.kept.fail("receipt_of_another", {"回执属于另一名考生", "the receipt is another candidate's"});
    } else {
      report_.batch_code = receipt->batch;
      add(receipt->seq, *link, {"回执", "the receipt"});
      if (receipt->seq < answer.seq)
        report_.kept.fail("answer_after_receipt", {"作答在回执之后", "the answer comes after the receipt"});
    }
  }
  return claims;
}

}  // namespace

ProofReport verify_answer(std::string_view text, const ProofOptions& options) {
  ProofReport report;
  ProofCheck{options, report}.run(text);
  return report;
}

}  // namespace examhall::evidence
