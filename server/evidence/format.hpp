#pragma once
// The evidence file's fixed points, shared by writer and verifier. docs/evidence.md describes the format for
// other programs. Pure; any thread.
#include <cstddef>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "base/signature.hpp"
#include "store/records.hpp"

namespace examhall::evidence {

inline constexpr std::string_view kFormat = "examhall-evidence/1";
inline constexpr std::size_t kLeavesPerLine = 512;
inline constexpr std::int64_t kMaxSeq = std::int64_t{1} << 48U;

enum class Scope { batch, candidate };
std::string_view to_text(Scope scope);

/// How long a line may be. A paper carries its images.
inline constexpr std::size_t kMaxPaperLine = 64U << 20U;
inline constexpr std::size_t kMaxRowLine = 16U << 20U;
inline constexpr std::size_t kMaxEventLine = 8U << 20U;
inline constexpr std::size_t kMaxOtherLine = 1U << 20U;
std::size_t line_limit(std::string_view line_start);

/// The type stands first, so that a reader knows a line by its first bytes: {"t":"event",…
std::string line_of(std::string_view type, const base::Json& members);
/// "" if the line does not begin as every line must.
std::string_view type_of(std::string_view line);

/// What is signed of the file as a whole. `sha256` is over all lines before the seal, line feeds included.
std::string file_statement(const base::Digest& sha256);

}  // namespace examhall::evidence
