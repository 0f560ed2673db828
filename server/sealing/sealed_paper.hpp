#pragma once
// A paper that nobody can read before two of its custodians open it: the header in the clear, a line feed,
// then the paper under AES-256-GCM with a random key; the header is authenticated with it. Blocks on big
// papers: not for the hall's thread.
#include <filesystem>
#include <span>

#include "sealing/custodian_key.hpp"
#include "sealing/header.hpp"

namespace examhall::sealing {

struct SealedPaper {
  Header header;
  std::string header_text;  ///< as it stands in the file: these bytes are authenticated
  std::string body;
};

struct Facts {
  std::string paper, title, level;
  std::uint32_t items = 0;
};

/// `content` is the paper in full. Precondition: 2 to 5 custodians with keys of their own.
SealedPaper seal(const Facts& facts, std::string_view content, std::span<const Custodian> custodians,
                 base::Instant now);

std::string to_bytes(const SealedPaper& sealed);
/// Ids: those of header_from_text; no_header, body_too_short.
base::Result<SealedPaper, base::Problems> parse_sealed(std::string_view bytes, const std::string& file);
base::Result<SealedPaper, base::Problems> read_sealed(const std::filesystem::path& file);

/// This custodian's halves in the order of Header::halves_of. nullopt if one does not decrypt or is not what
/// the header says: the file was altered.
std::optional<std::vector<base::LockedKey>> release(const Header& header, std::uint32_t custodian,
                                                    const CustodianKey& key);
bool are_halves_of(const Header& header, std::uint32_t custodian, std::span<const base::LockedKey> halves);

/// Two custodians' halves, as release() gave them. nullopt if they are not a pair's.
std::optional<base::LockedKey> combine(const Header& header, std::uint32_t a,
                                       std::span<const base::LockedKey> of_a, std::uint32_t b,
                                       std::span<const base::LockedKey> of_b);
/// The content; nullopt if a single bit of header or body differs, or with another key.
std::optional<std::string> open(const SealedPaper& sealed, const base::LockedKey& key);

}  // namespace examhall::sealing
