#pragma once
// The Markdown that items may use: paragraphs, **bold**, *italic*, `code`, "- " and "1. " lists, pipe tables
// and images of the bank. Every client draws exactly this, so whatever else Markdown knows is refused with
// its name while the bank is imported instead of looking odd in the exam room. Pure; any thread.
#include <string>
#include <string_view>
#include <vector>

#include "bank/raw_item.hpp"

namespace examhall::bank {

struct MarkdownFinding {
  std::string id;  ///< markdown_html, markdown_link, markdown_heading, markdown_table …
  Text text;
  int line = 1;  ///< within the text
  base::Severity severity = base::Severity::error;
};

std::vector<MarkdownFinding> check_markdown(std::string_view text);
/// Adds what check_markdown finds as problems of a member.
void report_markdown(std::string_view text, std::string_view member, Members& members);
/// Names of the images in the text, in order, each once.
std::vector<std::string> image_names(std::string_view text);

}  // namespace examhall::bank
