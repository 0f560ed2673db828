#include "evidence/receipts.hpp"

#include <fmt/format.h>

namespace examhall::evidence {
namespace {

/// The first member in which they differ, for people.
std::string difference(const std::string& kept, const std::string& computed) {
  const auto a = base::parse_json(kept);
  const auto b = base::parse_json(computed);
  if (!a || !b || !a->is_object()) return "?";
  for (const auto& [name, value] : b->items()) {
    if (a->value(name, base::Json()) != value) {
      return fmt::format("{}: {} / {}", name, a->value(name, base::Json()).dump(), value.dump());
    }
  }
  return "?";
}

}  // namespace

std::optional<protocol::Receipt> receipt_of(const exam::FoldedBatch& batch,
                                            const exam::FoldedAttempt& attempt) {
  if (!attempt.ending || attempt.ending->status == exam::Status::absent) return std::nullopt;
  const exam::Ending& ending = *attempt.ending;
  const std::vector<exam::Given>& answers = attempt.attempt.answers;
  std::vector<std::pair<std::uint32_t, std::string>> given;
  for (std::uint32_t i = 0; i < answers.size(); ++i) {
    if (answers[i].no != 0 && answers[i].response != "null") given.emplace_back(i, answers[i].response);
  }
  protocol::Receipt receipt;
  receipt.batch = batch.batch.code;
  receipt.ticket = attempt.ticket;
  receipt.paper = batch.batch.paper;
  receipt.round = ending.round;
  receipt.how = exam::to_text(ending.status);
  receipt.at = ending.at;
  receipt.items = static_cast<std::uint32_t>(answers.size());
  receipt.answered = static_cast<std::uint32_t>(given.size());
  receipt.answers = base::to_hex(base::sha256(protocol::answers_text(given)));
  receipt.seq = ending.seq;
  receipt.link = ending.link;
  return receipt;
}

ReceiptText text_of(const protocol::Receipt& receipt) {
  base::Json json{
      {"batch", receipt.batch}, {"ticket", receipt.ticket},     {"paper", receipt.paper},
      {"round", receipt.round}, {"how", receipt.how},           {"at", base::to_millis(receipt.at)},
      {"items", receipt.items}, {"answered", receipt.answered}, {"answers", receipt.answers},
      {"seq", receipt.seq},     {"link", receipt.link}};
  std::string text = base::canonical(json);
  std::string code = protocol::check_code({text, {}, {}});
  return {receipt.ticket, receipt.round, std::move(text), std::move(code)};
}

void compare_receipt(const protocol::SignedReceipt& kept, const base::PublicKey& key,
                     const std::vector<ReceiptText>& computed, std::string_view batch_code, Check& check) {
  const auto receipt = protocol::verify_receipt(kept, key);
  if (!receipt) {
    return check.fail("receipt_not_signed",
                      {"回执的签名无效：不是本服务器签发，或已被改动",
                       "a receipt's signature does not hold: altered, or not this server's"});
  }
  if (receipt->batch != batch_code) {
    return check.note(
        "receipt_of_another_batch",
        {fmt::format("准考证号 {} 的回执属于另一批次 {}", receipt->ticket, receipt->batch),
         fmt::format("the receipt of ticket {} is of another batch, {}", receipt->ticket, receipt->batch)});
  }
  // A termination, or one undone, gives the same try another receipt.
  const ReceiptText* nearest = nullptr;
  for (const ReceiptText& r : computed) {
    if (r.ticket != receipt->ticket || r.round != receipt->round) continue;
    if (r.text == kept.text) return;
    nearest = &r;
  }
  if (nearest == nullptr) {
    check.fail("receipt_without_attempt",
               {fmt::format("准考证号 {} 持有回执，文件中却没有对应的作答", receipt->ticket),
                fmt::format("ticket {} holds a receipt, but the file has no such attempt", receipt->ticket)});
  } else {
    const std::string what = difference(kept.text, nearest->text);
    check.fail("receipt_differs",
               {fmt::format("准考证号 {} 的回执与事件不符（回执 / 文件）：{}", receipt->ticket, what),
                fmt::format("the receipt of ticket {} is not what the events say (receipt / file): {}",
                            receipt->ticket, what)});
  }
}

}  // namespace examhall::evidence
