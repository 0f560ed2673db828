#pragma once
// The first and the last line of an evidence file, as they state themselves. Pure; any thread.
#include <optional>

#include "evidence/format.hpp"
#include "journal/checkpoint.hpp"

namespace examhall::evidence {

struct Header {
  Scope scope = Scope::batch;
  std::int64_t batch = 0;
  std::string code;
  std::int64_t attempt = 0;  ///< of a candidate's file
  journal::JournalId journal{};
  std::string exported_at;
  std::uint64_t to = 0;
  std::uint64_t events = 0;
  bool unfinished = false;
  std::string tool;
  base::Digest merkle_root{};  ///< of a candidate's file
};

std::optional<Header> read_header(const base::Json& line, base::Problems& problems);

struct Seal {
  journal::Checkpoint checkpoint;
  std::string checkpoint_text;  ///< what is signed
  base::Signature checkpoint_signature{};
  base::Digest sha256{};
  base::Signature signature{};
};

std::optional<Seal> read_seal(const base::Json& line, base::Problems& problems);

}  // namespace examhall::evidence
