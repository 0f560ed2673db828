// What an auditor brings along, which candidates and others have kept: acks, keys, receipts, checkpoints.
#include "examctl/kept_files.hpp"
#include "examctl/console.hpp"
#include "target.hpp"

namespace kept_files_target {

using namespace examhall;

/// What it reads, or nothing if it is refused as the command line refuses it.
template <class Read>
auto accepted(Read read) -> std::optional<decltype(read())> {
  try {
    return read();
  } catch (const examctl::Stop& stop) {
    fuzz::require(stop.status == examctl::Exit::usage && stop.id == "bad_value", "a refusal is one of usage");
    fuzz::require(!stop.text.zh.empty() && !stop.text.en.empty(), "and says why in both languages");
    return std::nullopt;
  }
}

void run(std::string_view input) {
  const std::string text{input};
  if (const auto kept = accepted([&] { return examctl::kept_option(text); })) {
    const std::string again = std::to_string(kept->seq) + ":" + base::to_hex(kept->link);
    const auto same = accepted([&] { return examctl::kept_option(again); });
    fuzz::require(same && same->seq == kept->seq && same->link == kept->link,
                  "what was kept is what was typed");
  }
  if (const auto key = accepted([&] { return examctl::key_option(text); }); key && *key)
    fuzz::require(base::to_base64(**key) == text, "the key is the one that was typed");
  const std::string file = fuzz::as_file(input).string();
  if (const auto receipt = accepted([&] { return examctl::receipt_option(file); })) {
    protocol::check_code(*receipt);
    fuzz::require(!protocol::verify_receipt(*receipt, {}), "nobody's key signs nothing");
  }
  if (const auto list = accepted([&] { return examctl::checkpoint_option(file); }))
    fuzz::require(!list->empty(), "a file without checkpoints is refused");
}

std::vector<std::string> seeds() {
  const base::SigningKey key = base::SigningKey::generate();
  journal::Checkpoint point{{1, 2, 3}, 77, {4, 5, 6}, base::from_millis(1'684'546'200'000), base::Digest{}};
  const std::string line = journal::to_line(journal::hand_out(point, key));
  const protocol::Receipt receipt{.batch = "B",
                                  .ticket = "T1",
                                  .paper = std::string(64, 'a'),
                                  .how = "handed_in",
                                  .at = point.at,
                                  .items = 2,
                                  .answered = 1,
                                  .answers = std::string(64, 'b'),
                                  .seq = 77,
                                  .link = std::string(64, 'c')};
  const auto signed_receipt = protocol::sign_receipt(receipt, key);
  return {"77:" + std::string(64, 'a'), base::to_base64(key.public_key()), line,
          line + "\n\n" + line + "\r\n",
          base::canonical({{"receipt", signed_receipt.text},
                           {"signature", signed_receipt.signature},
                           {"key", signed_receipt.key}})};
}

const fuzz::Registration registration{{"kept_files", run, seeds}};

}  // namespace kept_files_target
