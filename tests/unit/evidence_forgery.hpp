#pragma once
// What a forger does to an evidence file: lines changed, taken out, put elsewhere, sums made to agree again.
#include "evidence/format.hpp"
#include "evidence_world.hpp"
#include "journal/merkle.hpp"

namespace examhall::test {

class Forgery {
 public:
  explicit Forgery(const std::string& content) {
    std::size_t from = 0;
    while (from < content.size()) {
      const std::size_t to = content.find('\n', from);
      lines.push_back(content.substr(from, to - from));
      from = to + 1;
    }
  }
  std::vector<std::string> lines;

  /// The n-th line that holds all of these.
  std::size_t find(std::initializer_list<std::string> needles, int skip = 0) const {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const bool all = std::all_of(needles.begin(), needles.end(), [&](const std::string& n) {
        return lines[i].find(n) != std::string::npos;
      });
      if (all && skip-- == 0) return i;
    }
    FAIL("no such line");
    return 0;
  }
  template <class Change>
  void edit(std::size_t i, Change change) {
    Json json = Json::parse(lines[i]);
    const std::string type = json["t"];
    json.erase("t");
    change(json);
    lines[i] = evidence::line_of(type, json);
  }
  void remove(std::size_t i) { lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(i)); }

  std::string content() const {
    std::string out;
    for (const std::string& line : lines) out += line + "\n";
    return out;
  }
  /// The digest over all lines but the last, as anybody can compute it.
  base::Digest digest() const {
    base::Sha256 sha;
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) sha.add(lines[i]).add("\n");
    return sha.finish();
  }
  /// Puts the right digest into the seal; signs it too, given a key.
  void reseal(const base::SigningKey* key = nullptr) {
    edit(lines.size() - 1, [&](Json& seal) {
      seal["sha256"] = base::to_hex(digest());
      if (key == nullptr) return;
      seal["signature"] = base::to_base64(key->sign(evidence::file_statement(digest())));
      seal["checkpoint_signature"] = base::to_base64(key->sign(seal["checkpoint"].get<std::string>()));
    });
  }
  /// Links and Merkle root made right again for what the rows now hold.
  void relink(const journal::JournalId& id) {
    base::Digest link = journal::genesis_link(id);
    journal::MerkleRoot merkle;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::string_view type = evidence::type_of(lines[i]);
      if (type != "event" && type != "leaf") continue;
      edit(i, [&](Json& row) {
        for (const base::Digest& leaf : leaves_of(row)) {
          merkle.add(leaf);
          link = journal::next_link(link, leaf);
        }
        row["link"] = base::to_hex(link);
      });
    }
    edit(lines.size() - 1, [&](Json& seal) {
      Json checkpoint = Json::parse(seal["checkpoint"].get<std::string>());
      checkpoint["link"] = base::to_hex(link);
      checkpoint["merkle_root"] = base::to_hex(merkle.root());
      seal["checkpoint"] = checkpoint.dump();
    });
  }

 private:
  static std::vector<base::Digest> leaves_of(const Json& row) {
    std::vector<base::Digest> out;
    if (row.contains("leaves")) {
      const std::string hex = row["leaves"];
      for (std::size_t at = 0; at < hex.size(); at += 64)
        out.push_back(*base::digest_from_hex(hex.substr(at, 64)));
      return out;
    }
    journal::Event e;
    e.seq = row["seq"];
    e.at = base::from_millis(row["at"]);
    e.batch = row["batch"];
    e.attempt = row["attempt"];
    e.kind = row["kind"];
    e.body = row["body"];
    const auto salt = *base::from_hex(row["salt"].get<std::string>());
    std::copy(salt.begin(), salt.end(), e.salt.begin());
    out.push_back(journal::leaf_of(e));
    return out;
  }
};

/// A finished batch, exported, and ways to look at a forged copy.
struct Exhibit {
  FinishedStory story;
  Folder folder;
  Forgery f;

  explicit Exhibit(std::int64_t attempt = 0) : f{export_of(attempt)} {}

  evidence::Report look(evidence::VerifyOptions options) {
    write_content(folder / "forged", f.content());
    return evidence::verify(folder / "forged", options);
  }
  evidence::Report look() { return look({.key = story.key.public_key()}); }

 private:
  std::string export_of(std::int64_t attempt) {
    const auto path = folder / "true";
    const auto done = attempt == 0 ? evidence::export_batch(story.journal, story.catalogue, kBatch, story.key,
                                                            kEnd + 2h, path)
                                   : evidence::export_candidate(story.journal, story.catalogue, kBatch,
                                                                attempt, story.key, kEnd + 2h, path);
    REQUIRE(done);
    return content_of(path);
  }
};

inline void flip_hex(std::string& hex, std::size_t at) { hex[at] = hex[at] == '0' ? '1' : '0'; }

}  // namespace examhall::test
