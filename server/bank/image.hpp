#pragma once
// Images of a bank: PNG and JPEG only, recognised by their bytes and not by their names. SVG is refused, for
// it is a program. Any thread; image_from_file blocks on the disk.
#include <filesystem>
#include <string>
#include <string_view>

#include "bank/item.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"

namespace examhall::bank {

constexpr std::size_t kMaxImageBytes = 2 * 1024 * 1024;
constexpr unsigned kMaxImageSide = 8192;  ///< pixels of a PNG: a small file can unfold into gigabytes

/// Ids: image_too_large, image_not_supported, image_dimensions. The problem has no place.
base::Result<Image, base::Problem> image_from_bytes(std::string bytes);
/// The same from base64 as a bank file holds it. Also image_not_base64.
base::Result<Image, base::Problem> image_from_base64(std::string_view text);
/// `name` is relative to `folder` and must stay inside it, symbolic links included. Also image_path and what
/// base::read_file reports.
base::Result<Image, base::Problem> image_from_file(const std::filesystem::path& folder,
                                                   const std::string& name);

/// 1 to 64 bytes without path, brackets, white space or control characters: what ![…](name) can hold.
bool is_image_name(std::string_view name);

}  // namespace examhall::bank
