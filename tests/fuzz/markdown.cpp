// The Markdown of items.
#include "bank/markdown.hpp"
#include "bank/image.hpp"
#include "base/text.hpp"
#include "target.hpp"

namespace markdown_target {

using namespace examhall;

void run(std::string_view input) {
  if (!base::is_utf8(input)) return;  // no reader lets anything else through
  for (const auto& finding : bank::check_markdown(input)) {
    fuzz::require(finding.line >= 1 && !finding.id.empty(), "a finding has its line and id");
    fuzz::require(base::is_utf8(finding.text.zh) && base::is_utf8(finding.text.en), "a finding can be shown");
  }
  // What stands in code counts as blank, and a name with a blank in it is none.
  for (const std::string& name : bank::image_names(input))
    fuzz::require(!bank::is_image_name(name) || input.find(name) != std::string_view::npos,
                  "an image is named by the text");
}

std::vector<std::string> seeds() {
  return {"**粗** *斜* `码`\n\n- 甲\n- 乙\n\n1. 一\n2. 二\n", "| a | b |\n|:--|--:|\n| 1 | \\| |\n",
          "![图](v.png) [链](http://x) <b> # 题\n# 题\n> 引\n```\nx\n```\n---\n&amp;",
          "\\*a\\* **a *b* c** _x_ __y__ ~~z~~ ***"};
}

const fuzz::Registration registration{{"markdown", run, seeds}};

}  // namespace markdown_target
