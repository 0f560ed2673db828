#include <catch2/catch.hpp>

#include "bank/markdown.hpp"

using namespace examhall::bank;

namespace {
std::string found(std::string_view text) {
  std::string out;
  for (const auto& f : check_markdown(text))
    out += (out.empty() ? "" : " ") + f.id + ":" + std::to_string(f.line);
  return out;
}
}  // namespace

TEST_CASE("the subset passes") {
  CHECK(found("第一段，**加粗**、*斜体*、`=IF(A1<B1,1,0)`。\n\n- 一\n- 二\n\n1. 甲\n2. 乙").empty());
  CHECK(found("| 项目 | 金额 |\n|---|---:|\n| 甲 | 1 |\n| 乙 | |\n\n后文").empty());
  CHECK(found("| a\\|b | c |\n| :-: | --- |\n| 1 | 2 |").empty());
  CHECK(found("见图 ![凭证](voucher.png)。").empty());
  CHECK(found("").empty());
}

TEST_CASE("comparisons and formulas are no tags") {
  CHECK(found("若 a<b 且 c>d，则 A1<B1,C1>D1；3 < 5 > 2；x<=y；<1>").empty());
  CHECK(found("#REF! 与 #N/A 是错误值；库存#1").empty());
  CHECK(found("`<b>` 是标签").empty());
}

TEST_CASE("what is outside is named, with its line") {
  CHECK(found("一\n<b>粗</b>") == "markdown_html:2");
  CHECK(found("换行<br/>") == "markdown_html:1");
  CHECK(found("<img src=x onerror=alert(1)>") == "markdown_html:1");
  CHECK(found("<!-- 注 -->") == "markdown_html:1");
  CHECK(found("<https://example.org>") == "markdown_html:1");
  CHECK(found("见[此处](https://example.org)") == "markdown_link:1");
  CHECK(found("![图](a.png) 与 [链接](b)") == "markdown_link:1");
  CHECK(found("# 标题") == "markdown_heading:1");
  CHECK(found("甲\n\n### 标题") == "markdown_heading:3");
  CHECK(found("```\ncode\n```") == "markdown_fence:1 markdown_fence:3");
  CHECK(found("> 引用") == "markdown_quote:1");
  CHECK(found("甲\n---\n乙") == "markdown_rule:2");
}

TEST_CASE("crooked tables are found") {
  CHECK(found("| a | b |\n| 1 | 2 |") == "markdown_table:1");
  CHECK(found("| a | b |") == "markdown_table:1");
  CHECK(found("甲\n\n| a | b |\n|---|---|\n| 1 |") == "markdown_table:3");
  CHECK(found("| a | b |\n|---|\n| 1 | 2 |") == "markdown_table:1");
  CHECK(found("| a | b |\n|---|---|\n| 1 | 2") == "markdown_table:1");
}

TEST_CASE("an unclosed mark is a warning") {
  const auto findings = check_markdown("**没有结束");
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].id == "markdown_unclosed");
  CHECK(findings[0].severity == examhall::base::Severity::warning);
  CHECK(found("`没有结束") == "markdown_unclosed:1");
}

TEST_CASE("image names are collected in order, once each") {
  CHECK(image_names("![甲](b.png) ![乙](a.png)\n![丙](b.png) [无](c.png) `![d](d.png)`") ==
        std::vector<std::string>{"b.png", "a.png"});
  CHECK(image_names("没有").empty());
}

TEST_CASE("hostile texts end") {
  CHECK(found(std::string(5000, '[') + std::string(3000, ']')).empty());
  std::string brackets;
  for (int i = 0; i < 2000; ++i) brackets += "](";
  CHECK(found(brackets).empty());
  CHECK_FALSE(found(std::string(5000, '<') + "a>").empty());
}
