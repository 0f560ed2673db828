#include "evidence/sealed_file.hpp"

namespace examhall::evidence {

void SealedFile::put(std::string_view text) {
  file_.write(text);
  file_.write("\n");
  bytes_ += text.size() + 1;
}

void SealedFile::line(std::string_view text) {
  sha_.add(text).add("\n");
  put(text);
}

void SealedFile::seal(const journal::Checkpoint& checkpoint, const base::SigningKey& key) {
  const base::Digest content = sha_.finish();
  put(line_of("seal", {{"checkpoint", journal::to_text(checkpoint)},
                       {"checkpoint_signature", base::to_base64(journal::sign(checkpoint, key))},
                       {"sha256", base::to_hex(content)},
                       {"signature", base::to_base64(key.sign(file_statement(content)))}}));
  file_.commit();
}

}  // namespace examhall::evidence
