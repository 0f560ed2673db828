// Receipts: the text is the input's, signed by a key that is known, for a forged signature ends it all too
// soon.
#include "protocol/receipt.hpp"
#include "evidence_story.hpp"
#include "target.hpp"

namespace receipt_target {

using namespace examhall;

void run(std::string_view input) {
  const auto& key = fuzz::known_key();
  protocol::SignedReceipt given{std::string{input}, base::to_base64(key.sign(input)),
                                base::to_base64(key.public_key())};
  fuzz::require(!protocol::check_code(given).empty(), "everything has a code");
  const auto receipt = protocol::verify_receipt(given, key.public_key());
  given.signature = input;
  fuzz::require(!protocol::verify_receipt(given, key.public_key()), "what is no signature signs nothing");
  if (!receipt) return;
  const auto again = protocol::sign_receipt(*receipt, key);
  fuzz::require(protocol::verify_receipt(again, key.public_key()).has_value(),
                "a receipt written again is one");
}

std::vector<std::string> seeds() {
  protocol::Receipt r;
  r.batch = "2023-04-J";
  r.ticket = "T1";
  r.paper = r.answers = r.link = std::string(64, 'a');
  r.how = "handed_in";
  r.at = base::from_millis(1'684'546'200'000);
  return {protocol::sign_receipt(r, fuzz::known_key()).text};
}

const fuzz::Registration registration{{"receipt", run, seeds}};

}  // namespace receipt_target
