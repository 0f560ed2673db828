#include "office/stored_paper.hpp"

#include <spdlog/spdlog.h>

namespace examhall::office {
namespace {
constexpr base::JsonLimits kPaperLimits{.max_bytes = 256U << 20U, .max_depth = 32};
}

std::shared_ptr<const bank::Paper> paper_from_text(std::string_view text) {
  const auto json = base::parse_json(text, kPaperLimits);
  if (!json) return nullptr;
  auto paper = bank::paper_from_json(*json);
  if (paper) return std::make_shared<const bank::Paper>(*std::move(paper));
  // Ids and places only: the words of a problem could hold some of the paper's.
  for (const base::Problem& p : paper.error())
    spdlog::error("paper cannot be read problem={} at={}", p.id, p.place.column);
  return nullptr;
}

}  // namespace examhall::office
