#pragma once
// One verification while it runs: takes the lines of a file in order and hands each to the part that knows
// it. One thread; verify() makes one, feeds it and takes the report.
#include <map>
#include <memory>

#include "base/digest.hpp"
#include "evidence/header.hpp"
#include "evidence/kept.hpp"
#include "evidence/link_chain.hpp"
#include "evidence/proof_chain.hpp"
#include "evidence/scores.hpp"
#include "journal/merkle.hpp"

namespace examhall::evidence {

class Verification {
 public:
  explicit Verification(const VerifyOptions& options) : options_{options}, papers_{report_[CheckId::paper]} {}

  void line(const std::string& text, std::uint64_t number);
  /// A line that could not be read at all.
  void unreadable(std::uint64_t number, const base::Text& why);
  Report finish(std::uint64_t lines);

 private:
  /// The order in which lines stand.
  enum class Part { header, key, papers, people, events, results, seal, over };
  struct Person {
    std::string ticket;
    bool seen = false;
  };

  bool in_order(Part part, std::uint64_t number);
  void dispatch(Part part, const base::Json& json, const std::string& text, std::uint64_t number);
  void take_header(const base::Json& json, base::Problems& problems);
  void take_key(const base::Json& json, base::Problems& problems);
  void take_paper(const base::Json& json, std::size_t bytes, base::Problems& problems);
  void take_person(const base::Json& json, base::Problems& problems);
  void take_event(const base::Json& json, std::uint64_t number, base::Problems& problems);
  void take_leaves(const base::Json& json, std::uint64_t number, base::Problems& problems);
  void take_result(const base::Json& json, base::Problems& problems);
  void take_row(const base::Json& json, base::Problems& problems);
  void take_seal(const base::Json& json, base::Problems& problems);

  void accept(const EventRow& row, const std::optional<base::Digest>& before);
  void end_events();
  void check_signatures();
  void check_end_of_chain();
  void check_header();
  void check_roster();
  void check_kept();
  Check& check(CheckId id) { return report_[id]; }

  const VerifyOptions& options_;
  Report report_;
  Part part_ = Part::header;
  bool events_ended_ = false;
  base::Sha256 sha_;
  std::optional<base::Digest> content_;  // over all lines before the seal
  std::optional<Header> header_;
  std::optional<base::PublicKey> key_;
  std::optional<Seal> seal_;
  Papers papers_;
  std::map<std::int64_t, Person> people_;
  std::unique_ptr<LinkChain> chain_;
  std::unique_ptr<ProofChain> proofs_;
  std::unique_ptr<KeptLinks> kept_;
  std::unique_ptr<Replay> replay_;
  std::unique_ptr<Scores> scores_;
  journal::MerkleRoot merkle_;
};

}  // namespace examhall::evidence
