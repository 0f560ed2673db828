#include "protocol/receipt.hpp"

#include "base/digest.hpp"
#include "base/mapping.hpp"

namespace examhall::protocol {

template <class M> void map(M& m, Receipt& r) {
  m("batch", r.batch, 64);
  m("ticket", r.ticket, 64);
  m("paper", r.paper, 64);
  m("round", r.round);
  m("how", r.how, 32);
  m("at", r.at);
  m("items", r.items);
  m("answered", r.answered);
  m("answers", r.answers, 64);
  m("seq", r.seq);
  m("link", r.link, 64);
}

std::string answers_text(const std::vector<std::pair<std::uint32_t, std::string>>& given) {
  std::string out = "[";
  for (const auto& [item, response] : given) {
    if (out.size() > 1) out += ',';
    out += "[" + std::to_string(item) + "," + response + "]";
  }
  return out + "]";
}

SignedReceipt sign_receipt(const Receipt& receipt, const base::SigningKey& key) {
  SignedReceipt out;
  out.text = base::written(receipt);
  out.signature = base::to_base64(key.sign(out.text));
  out.key = base::to_base64(key.public_key());
  return out;
}

std::optional<Receipt> verify_receipt(const SignedReceipt& s, const base::PublicKey& key) {
  const auto signature = base::signature_from_base64(s.signature);
  // Base 64 leaves four bits of the last character unread: only one spelling of a signature is a signature.
  if (!signature || base::to_base64(*signature) != s.signature) return std::nullopt;
  if (!base::verify(key, s.text, *signature)) return std::nullopt;
  const auto json = base::parse_json(s.text);
  if (!json) return std::nullopt;
  base::Problems problems;
  Receipt receipt = base::read_mapped<Receipt>(*json, {}, problems);
  if (base::has_errors(problems)) return std::nullopt;
  return receipt;
}

std::string check_code(const SignedReceipt& s) {
  const base::Digest digest = base::sha256(s.text);
  const std::string code = base::to_base32(base::ByteView{digest}.first(10));
  return code.substr(0, 4) + "-" + code.substr(4, 4) + "-" + code.substr(8, 4) + "-" + code.substr(12, 4);
}

}  // namespace examhall::protocol
