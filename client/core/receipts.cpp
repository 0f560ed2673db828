#include "client/core/receipts.hpp"

#include "base/digest.hpp"
#include "base/file.hpp"

namespace examhall::client {
namespace {

std::string digest_of_stored(const AnswerBook& answers) {
  std::vector<std::pair<std::uint32_t, std::string>> given;
  for (std::uint32_t i = 0; i < answers.size(); ++i) {
    const Json& stored = answers.at(i).stored;
    if (!stored.is_null()) given.emplace_back(i, base::canonical(stored));
  }
  return base::to_hex(base::sha256(protocol::answers_text(given)));
}

}  // namespace

std::optional<CheckedReceipt> check_receipt(const ExamState& state, std::string_view ticket,
                                            const std::optional<base::PublicKey>& pinned) {
  const auto& ended = state.ended();
  if (!ended || !ended->receipt || !ended->signature) return std::nullopt;
  auto key = pinned;
  if (!key && state.welcome()) key = base::public_key_from_base64(state.welcome()->public_key);
  CheckedReceipt out;
  out.signed_receipt = {*ended->receipt, *ended->signature, key ? base::to_base64(*key) : ""};
  out.check_code = protocol::check_code(out.signed_receipt);
  if (key) out.content = protocol::verify_receipt(out.signed_receipt, *key);
  if (!out.content) return out;
  out.about_this_attempt = out.content->ticket == ticket &&
                           (!state.welcome() || out.content->batch == state.welcome()->batch.code) &&
                           (!state.outline() || out.content->paper == state.outline()->paper);
  out.answers_match = out.content->answers == digest_of_stored(state.answers());
  return out;
}

void save_receipt(const CheckedReceipt& receipt, const std::filesystem::path& path) {
  const Json file{{"receipt", receipt.signed_receipt.text},
                  {"signature", receipt.signed_receipt.signature},
                  {"key", receipt.signed_receipt.key},
                  {"check_code", receipt.check_code}};
  base::write_file_atomically(path, file.dump(2) + "\n", 0600);
}

}  // namespace examhall::client
