#include "evidence/format.hpp"

namespace examhall::evidence {
namespace {
constexpr std::string_view kOpening = R"({"t":")";
}

std::string_view to_text(Scope scope) { return scope == Scope::batch ? "batch" : "candidate"; }

std::string_view type_of(std::string_view line) {
  if (!line.starts_with(kOpening)) return {};
  const std::string_view rest = line.substr(kOpening.size(), 16);
  const std::size_t end = rest.find('"');
  return end == std::string_view::npos ? std::string_view{} : rest.substr(0, end);
}

std::size_t line_limit(std::string_view line_start) {
  const std::string_view type = type_of(line_start);
  if (type == "paper") return kMaxPaperLine;
  if (type == "row") return kMaxRowLine;
  if (type == "event") return kMaxEventLine;
  return kMaxOtherLine;
}

std::string line_of(std::string_view type, const base::Json& members) {
  std::string line{kOpening};
  line.append(type).append("\",").append(std::string_view{base::canonical(members)}.substr(1));
  return line;
}

std::string file_statement(const base::Digest& sha256) {
  return "examhall evidence file 1\n" + base::to_hex(sha256) + "\n";
}

}  // namespace examhall::evidence
