// One answer proven alone; the public chain; history rewritten, held against what was kept.
#include "evidence/answer_proof.hpp"
#include "evidence_world.hpp"
#include "exam/event_json.hpp"
#include "protocol/receipt.hpp"

using namespace examhall;
using namespace examhall::test;
using base::Json;

namespace {

const evidence::SoundReading::Progress kSilent = [](std::uint64_t, std::uint64_t) {};

std::string read_all(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

void write_all(const std::filesystem::path& path, const std::string& text) {
  std::ofstream{path, std::ios::binary | std::ios::trunc} << text;
}

std::vector<std::string> ids(const evidence::Check& check) {
  std::vector<std::string> out;
  for (const auto& f : check.findings()) {
    if (f.severity == base::Severity::error) out.push_back(f.id);
  }
  return out;
}

/// The story with its public chain, the proof of candidate 11's answer to item 1, and what 11 and the world
/// kept.
struct Proven {
  FinishedStory story;
  Folder folder;
  std::string proof;
  evidence::ProofOptions kept;

  Proven() {
    story.others(5);
    const std::filesystem::path chain = folder / "public.jsonl";
    REQUIRE(evidence::export_public_chain(story.journal, story.key, kEnd + 3h, chain, kSilent));
    proof = *evidence::prove_answer(story.journal, {kBatch, 11, 1, {}}, story.key, kEnd + 3h, kSilent);
    kept.key = story.key.public_key();
    kept.public_chain = chain;
    const journal::Event& ack = story.last_of("handed_in");
    kept.kept.push_back({ack.seq, ack.link, true});
    kept.receipts.push_back(receipt("T2011"));
  }
  protocol::SignedReceipt receipt(const std::string& ticket) const {
    const journal::Event& end = story.last_of("handed_in");
    protocol::Receipt r;
    r.batch = "2023-04-J";
    r.ticket = ticket;
    r.paper = std::string(64, 'a');
    r.how = "handed_in";
    r.at = end.at;
    r.answers = std::string(64, 'b');
    r.seq = end.seq;
    r.link = base::to_hex(end.link);
    return protocol::sign_receipt(r, story.key);
  }
  journal::SignedCheckpoint checkpoint(std::uint64_t seq) const {
    const journal::Event& e = story.events().at(seq - 1);
    return journal::hand_out({story.journal.journal_id(), seq, e.link, kEnd, {}}, story.key);
  }
  evidence::ProofReport verify() const { return evidence::verify_answer(proof, kept); }
  evidence::ProofReport verify_edited(const std::function<void(Json&)>& edit) const {
    Json json = Json::parse(proof);
    edit(json);
    return evidence::verify_answer(json.dump(), kept);
  }
};

}  // namespace

TEST_CASE("a receipt and the public file prove one answer") {
  Proven p;
  const auto report = p.verify();
  CHECK(report.ok());
  CHECK(report.ticket == "T2011");
  CHECK(report.item == 1);
  CHECK(report.response == R"("C")");  // the last one given
  CHECK(report.batch_code == "2023-04-J");
  REQUIRE(report.public_chain);
  CHECK(report.public_chain->events == p.story.events().size());
}

TEST_CASE("neither file shows anything of others, nor of the candidate's other answers") {
  Proven p;
  const std::string chain = read_all(*p.kept.public_chain);
  for (const std::string& text : {p.proof, chain}) {
    for (const char* word :
         {"T2012", "T2013", "T2014", "T2015", "elsewhere", "1,234.5", "incident", "甲某"}) {
      CAPTURE(word);
      CHECK(text.find(word) == std::string::npos);
    }
  }
  CHECK(chain.find("T2011") == std::string::npos);
  CHECK(Json::parse(p.proof)["events"].size() == 2);
}

TEST_CASE("whatever is changed in a proof is noticed") {
  Proven p;
  const auto proof_ids = [&](const std::function<void(Json&)>& edit) {
    return ids(p.verify_edited(edit).proof);
  };
  using Ids = std::vector<std::string>;
  CHECK(proof_ids([](Json& j) {
          j["events"][1]["body"] = R"({"client_at":0,"fence":1,"item":1,"no":3,"response":"A"})";
        }) == Ids{"event_altered"});
  CHECK(proof_ids([](Json& j) { j["events"][0]["at"] = 1; }) == Ids{"event_altered"});
  CHECK(proof_ids([](Json& j) { j["events"][0] = j["events"][1]; }) == Ids{"not_one_candidate"});
  CHECK(proof_ids([](Json& j) { j["events"].erase(1); }) == Ids{"unreadable"});
  CHECK(proof_ids([](Json& j) { j["checkpoint"] = "{}"; }) == Ids{"unreadable"});
  CHECK(proof_ids([](Json& j) { j["more"] = 1; }) == Ids{"unreadable"});
  CHECK_FALSE(evidence::verify_answer("", p.kept).ok());
  CHECK_FALSE(evidence::verify_answer("{", p.kept).ok());
  evidence::ProofOptions other = p.kept;
  other.key = base::SigningKey::generate().public_key();
  CHECK(ids(evidence::verify_answer(p.proof, other).proof) == Ids{"signature_invalid"});
}

TEST_CASE("an answer of one and the registration of another prove nothing") {
  Proven p;
  const auto of_12 =
      evidence::prove_answer(p.story.journal, {kBatch, 12, 0, {}}, p.story.key, kEnd + 3h, kSilent);
  REQUIRE(of_12);
  const auto report = p.verify_edited([&](Json& j) { j["events"][0] = Json::parse(*of_12)["events"][0]; });
  CHECK(ids(report.proof) == std::vector<std::string>{"not_one_candidate"});
}

TEST_CASE("a receipt must be the candidate's, signed, and on the chain") {
  Proven p;
  p.kept.receipts = {p.receipt("T2012")};
  CHECK(ids(p.verify().kept) == std::vector<std::string>{"receipt_of_another"});
  p.kept.receipts = {p.receipt("T2011")};
  p.kept.receipts[0].text += " ";
  CHECK(ids(p.verify().kept) == std::vector<std::string>{"receipt_not_signed"});
  p.kept.receipts.clear();
  p.kept.kept[0].link[0] ^= 1U;
  CHECK(ids(p.verify().public_chain->claims) == std::vector<std::string>{"claim_differs"});
}

TEST_CASE("a public chain that was changed, cut or is another's does not hold") {
  Proven p;
  const std::string whole = read_all(*p.kept.public_chain);
  const auto look = [&](std::string text) {
    write_all(*p.kept.public_chain, text);
    return p.verify();
  };
  std::string flipped = whole;
  const std::size_t leaf = flipped.find("\"leaves\":\"") + 10;
  flipped[leaf] = flipped[leaf] == 'a' ? 'b' : 'a';
  CHECK(look(flipped).public_chain->chain.failed());
  CHECK_FALSE(look(whole.substr(0, whole.size() / 2)).ok());
  CHECK_FALSE(look("").ok());
  FinishedStory elsewhere;
  REQUIRE(evidence::export_public_chain(elsewhere.journal, p.story.key, kEnd, *p.kept.public_chain, kSilent));
  CHECK_FALSE(p.verify().ok());
}

TEST_CASE("history rewritten as a whole, with the stolen key, does not fit a checkpoint that was kept") {
  Proven p;
  // The same story told again by the same journal, one answer different: consistent in itself, and signed.
  Story forged;
  forged.key = p.story.key;
  forged.journal.set_journal_id(p.story.journal.journal_id());
  for (const journal::Event& e : p.story.events()) {
    std::string body = e.body;
    if (e.seq == p.story.last_of("answered").seq)
      body = R"({"client_at":0,"fence":1,"item":1,"no":2,"response":"A"})";
    forged.put(e.batch, e.attempt, e.at, e.kind, body);
  }
  const std::filesystem::path chain = p.folder / "forged.jsonl";
  REQUIRE(evidence::export_public_chain(forged.journal, forged.key, kEnd + 3h, chain, kSilent));
  evidence::ProofOptions options = p.kept;
  options.receipts.clear();
  options.kept.clear();
  options.public_chain = chain;
  const auto proof =
      evidence::prove_answer(forged.journal, {kBatch, 11, 1, {}}, forged.key, kEnd + 3h, kSilent);
  REQUIRE(proof);
  CHECK(evidence::verify_answer(*proof, options).ok());  // nobody kept anything: nothing to tell by
  options.checkpoints = {p.checkpoint(p.story.events().size())};
  CHECK_FALSE(evidence::verify_answer(*proof, options).ok());

  journal::ChainCheck check{forged.journal.journal_id()};
  check.expect(options.checkpoints[0].checkpoint);
  forged.journal.read_all([&](const journal::Event& e) { return check.feed(e); });
  const auto found = check.finish();
  REQUIRE(found);
  CHECK(found->kind == journal::BreakKind::rewritten);
}

TEST_CASE("an older journal put back is missed at the checkpoint after it") {
  Proven p;
  journal::ChainCheck check{p.story.journal.journal_id()};
  check.expect(p.checkpoint(p.story.events().size()).checkpoint);
  p.story.journal.read(1, p.story.events().size() - 3,
                       [&](const journal::Event& e) { return check.feed(e); });
  const auto found = check.finish();
  REQUIRE(found);
  CHECK(found->kind == journal::BreakKind::truncated);
}

TEST_CASE("a proof can be made under a checkpoint that was published before") {
  Proven p;
  const std::uint64_t place = p.story.last_of("handed_in").seq;
  const auto proof =
      evidence::prove_answer(p.story.journal, {kBatch, 11, 1, place}, p.story.key, kEnd + 3h, kSilent);
  REQUIRE(proof);
  p.proof = *proof;
  p.kept.public_chain.reset();
  p.kept.receipts.clear();
  p.kept.kept.clear();
  p.kept.checkpoints = {p.checkpoint(place)};
  CHECK(p.verify().ok());
  CHECK(p.verify().kept.findings().empty());
  p.kept.checkpoints = {p.checkpoint(place + 1)};
  CHECK_FALSE(p.verify().ok());
  CHECK(p.verify().kept.findings().at(0).id == "checkpoint_elsewhere");
}

TEST_CASE("what was given and not compared is said, and does not verify") {
  Proven p;
  const auto receipts = std::exchange(p.kept.receipts, {});
  const auto acks = std::exchange(p.kept.kept, {});
  const auto chain = std::exchange(p.kept.public_chain, std::nullopt);
  CHECK(p.verify().ok());  // nothing was given: only what the signer says
  CHECK(p.verify().kept.findings().at(0).id == "nothing_kept");
  const auto not_compared = [&](std::size_t n) {
    const auto report = p.verify();
    CHECK_FALSE(report.ok());
    CHECK_FALSE(report.kept.failed());
    CHECK(report.kept.state() == evidence::State::skipped);
    CHECK(report.kept.findings().back().id == "not_compared");
    CHECK(report.not_compared == n);
  };
  p.kept.receipts = receipts;
  not_compared(1);
  p.kept.kept = acks;
  not_compared(2);
  p.kept.checkpoints = {p.checkpoint(p.story.last_of("handed_in").seq)};
  not_compared(3);
  p.kept.public_chain = chain;
  CHECK(p.verify().ok());
  CHECK(p.verify().not_compared == 0);
}

TEST_CASE("what is not there cannot be proven") {
  Proven p;
  const auto why = [&](std::int64_t attempt, std::uint32_t item) {
    return evidence::prove_answer(p.story.journal, {kBatch, attempt, item, {}}, p.story.key, kEnd, kSilent)
        .error()
        .id;
  };
  CHECK(why(11, 2) == "answer_missing");  // it came after the hand-in and was refused
  CHECK(why(13, 0) == "answer_missing");
  CHECK(why(99, 0) == "attempt_missing");
}

TEST_CASE("a signed checkpoint is read back from its line, and from nothing else") {
  Proven p;
  const auto c = p.checkpoint(7);
  const auto back = journal::signed_checkpoint_from_line(journal::to_line(c));
  REQUIRE(back);
  CHECK(back->checkpoint == c.checkpoint);
  CHECK(back->holds(p.story.key.public_key()));
  CHECK_FALSE(back->holds(base::SigningKey::generate().public_key()));
  for (const char* bad : {"", "{}", "[]", "null", R"({"checkpoint":"{}","signature":"","key":""})"}) {
    CAPTURE(bad);
    CHECK_FALSE(journal::signed_checkpoint_from_line(bad));
  }
}
