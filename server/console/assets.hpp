#pragma once
// The files of the proctors' page, compiled into the server: one program to install, and the page always fits it.
// Read-only constants; any thread may call.
#include <span>
#include <string_view>

namespace examhall::console {

struct Asset {
  /// Below /console/: "index.html", "assets/index-<hash>.js". What has a hash in its name never changes.
  std::string_view path;
  /// For Content-Type, with the charset of text.
  std::string_view media;
  /// For ETag, quotes included; follows from the bytes.
  std::string_view etag;
  std::string_view bytes;
};

/// All of them, index.html first.
std::span<const Asset> assets();

}  // namespace examhall::console
