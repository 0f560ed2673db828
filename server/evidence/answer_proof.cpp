#include "evidence/answer_proof.hpp"

#include <fmt/format.h>

#include "exam/event_json.hpp"

namespace examhall::evidence {
namespace {

base::Json row_of(const journal::Event& e, const journal::MerkleTree& tree) {
  base::Json proof = base::Json::array();
  for (const base::Digest& sibling : tree.proof(e.seq - 1)) proof.push_back(base::to_hex(sibling));
  return {{"t", "event"},
          {"seq", e.seq},
          {"at", base::to_millis(e.at)},
          {"batch", e.batch},
          {"attempt", e.attempt},
          {"kind", e.kind},
          {"body", e.body},
          {"salt", base::to_hex(e.salt)},
          {"link", base::to_hex(e.link)},
          {"before", 0},
          {"proof", proof}};
}

bool answers_item(const journal::Event& e, std::uint32_t item) {
  const auto event = exam::read_event(e.kind, e.body);
  const auto* answered = event ? std::get_if<exam::Answered>(&*event) : nullptr;
  return answered != nullptr && answered->item == item;
}

}  // namespace

base::Result<std::string, base::Problem> prove_answer(journal::EventReader& journal, const ProofRequest& r,
                                                      const base::SigningKey& key, base::Instant now,
                                                      const SoundReading::Progress& progress) {
  const std::uint64_t last = r.up_to.value_or(journal.head().seq);
  std::vector<base::Digest> leaves;
  std::optional<journal::Event> registered, answered;
  SoundReading reading{journal, last, progress};
  const auto problem = reading.each([&](const journal::Event& e) {
    leaves.push_back(journal::leaf_of(e));
    if (e.batch != r.batch || e.attempt != r.attempt) return;
    if (e.kind == "registered") registered = e;
    if (e.kind == "retaken") answered.reset();
    if (e.kind == "answered" && answers_item(e, r.item)) answered = e;
  });
  if (problem) return base::Failure{*problem};
  if (!registered) {
    return base::Failure{
        base::Problem{"attempt_missing", {}, {"日志中没有这名考生", "the journal has no such candidate"}}};
  }
  if (!answered) {
    return base::Failure{base::Problem{"answer_missing",
                                       {},
                                       {fmt::format("该考生没有对第 {} 题的有效作答", r.item),
                                        fmt::format("the candidate has no answer to item {}", r.item)}}};
  }
  const journal::MerkleTree tree{leaves};
  const auto signed_checkpoint =
      journal::hand_out({journal.journal_id(), last, reading.head().link, now, tree.root()}, key);
  return base::canonical({{"format", kProofFormat},
                          {"events", {row_of(*registered, tree), row_of(*answered, tree)}},
                          {"checkpoint", journal::to_line(signed_checkpoint)}});
}

}  // namespace examhall::evidence
