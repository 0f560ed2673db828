// The page is served under a CSP that allows only this server's own files: what is embedded must live with that.
#include <algorithm>
#include <set>

#include <catch2/catch.hpp>

#include "console/assets.hpp"

using examhall::console::Asset;
using examhall::console::assets;

namespace {

std::vector<std::string> quoted_after(std::string_view text, std::string_view attribute) {
  std::vector<std::string> out;
  const std::string start = std::string(attribute) + "=\"";
  for (auto at = text.find(start); at != text.npos; at = text.find(start, at + 1)) {
    const auto from = at + start.size();
    out.emplace_back(text.substr(from, text.find('"', from) - from));
  }
  return out;
}

std::string_view index_html() { return assets().front().bytes; }

}  // namespace

TEST_CASE("The page comes first, with its files, each with its kind and a tag of its own") {
  REQUIRE(assets().size() >= 4);
  CHECK(assets().front().path == "index.html");
  CHECK(assets().front().media == "text/html; charset=utf-8");
  std::set<std::string_view> paths, tags;
  for (const Asset& asset : assets()) {
    CHECK_FALSE(asset.bytes.empty());
    CHECK(paths.insert(asset.path).second);
    CHECK(tags.insert(asset.etag).second);
    CHECK(asset.etag.size() == 34);
    CHECK(asset.etag.front() == '"');
  }
}

TEST_CASE("The page refers only to files that are there") {
  int referred = 0;
  for (const char* attribute : {"src", "href"})
    for (const std::string& address : quoted_after(index_html(), attribute)) {
      INFO(address);
      REQUIRE(address.starts_with("/console/"));
      CHECK(std::ranges::any_of(assets(), [&](const Asset& asset) { return asset.path == address.substr(9); }));
      ++referred;
    }
  CHECK(referred >= 3);
}

TEST_CASE("The page holds no inline script and no inline style") {
  const std::string_view html = index_html();
  for (auto at = html.find("<script"); at != html.npos; at = html.find("<script", at + 1)) {
    const auto end = html.find('>', at);
    CHECK(html.substr(at, end - at).find("src=") != html.npos);
    CHECK(html.substr(end + 1).starts_with("</script>"));
  }
  for (const char* inline_form : {"<style", " style=", " onload=", " onerror=", " onclick=", "javascript:"})
    CHECK(html.find(inline_form) == html.npos);
}

TEST_CASE("No file names another host or needs what the CSP forbids") {
  for (const Asset& asset : assets()) {
    INFO(asset.path);
    const std::string_view text = asset.bytes;
    for (auto at = text.find("://"); at != text.npos; at = text.find("://", at + 1))
      CHECK((text.substr(at).starts_with("://www.w3.org/") || text.substr(at).starts_with("://${")));
    CHECK(text.find("data:image") == text.npos);
    CHECK(text.find("url(data:") == text.npos);
    if (asset.path.ends_with(".js"))
      for (const char* needs_unsafe : {"eval(", "new Function(", "insertAdjacentHTML", "document.write"})
        CHECK(text.find(needs_unsafe) == text.npos);
  }
}
