#include "bank/image.hpp"

#include <fmt/format.h>

#include "base/file.hpp"

namespace examhall::bank {
namespace {

using base::Failure;
using base::Problem;
using base::Text;
using namespace std::string_view_literals;

constexpr std::size_t kMaxNameBytes = 64;

Failure<Problem> refuse(std::string id, Text text) { return {Problem{std::move(id), {}, std::move(text)}}; }

// Width and height stand at bytes 16 to 23, big-endian (PNG specification, IHDR).
bool png_too_wide(std::string_view png) {
  if (png.size() < 24) return true;
  const auto side = [&](std::size_t at) {
    unsigned value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = (value << 8U) | static_cast<unsigned char>(png[at + i]);
    return value;
  };
  return side(16) - 1 >= kMaxImageSide || side(20) - 1 >= kMaxImageSide;
}

bool inside(const std::filesystem::path& folder, const std::filesystem::path& file) {
  std::error_code error;
  const auto root = std::filesystem::weakly_canonical(folder, error);
  if (error) return false;
  const auto target = std::filesystem::weakly_canonical(file, error);
  if (error) return false;
  const auto relative = target.lexically_relative(root);
  return !relative.empty() && *relative.begin() != "..";
}

}  // namespace

base::Result<Image, Problem> image_from_bytes(std::string bytes) {
  if (bytes.size() > kMaxImageBytes) {
    return refuse("image_too_large",
                  {fmt::format("图片有 {} 字节，超过 2 MiB，请压缩后再用", bytes.size()),
                   fmt::format("the image has {} bytes, more than 2 MiB; compress it", bytes.size())});
  }
  std::string media;
  if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) media = "image/png";
  if (bytes.starts_with("\xFF\xD8\xFF"sv)) media = "image/jpeg";
  if (media.empty()) {
    return refuse("image_not_supported",
                  {"图片不是 PNG 或 JPEG（不支持 SVG 等其他格式），请转换格式",
                   "the image is neither PNG nor JPEG (SVG and others are not supported); convert it"});
  }
  if (media == "image/png" && png_too_wide(bytes)) {
    return refuse("image_dimensions",
                  {fmt::format("PNG 图片已损坏或边长超过 {} 像素", kMaxImageSide),
                   fmt::format("the PNG is damaged or a side is longer than {} pixels", kMaxImageSide)});
  }
  return Image{std::move(media), std::make_shared<const std::string>(std::move(bytes))};
}

base::Result<Image, Problem> image_from_base64(std::string_view text) {
  const auto bytes = base::from_base64(text);
  if (!bytes)
    return refuse("image_not_base64", {"图片内容不是有效的 base64", "the image is not valid base64"});
  return image_from_bytes(std::string{bytes->begin(), bytes->end()});
}

base::Result<Image, Problem> image_from_file(const std::filesystem::path& folder, const std::string& name) {
  const std::filesystem::path relative{name};
  if (folder.empty() || name.empty() || relative.is_absolute() || !inside(folder, folder / relative)) {
    return refuse("image_path",
                  {fmt::format("图片路径“{}”须为题库所在文件夹内的相对路径", base::to_utf8_lossy(name)),
                   fmt::format("the image path \"{}\" must be relative and stay in the bank's folder",
                               base::to_utf8_lossy(name))});
  }
  auto bytes = base::read_file(folder / relative, kMaxImageBytes);
  if (!bytes) return Failure{bytes.error()};
  return image_from_bytes(*std::move(bytes));
}

bool is_image_name(std::string_view name) {
  return !name.empty() && name.size() <= kMaxNameBytes && base::is_utf8(name) &&
         !base::has_unprintable(name) &&
         name.find_first_of("/\\()[]<>:\"|?*` \t\n") == std::string_view::npos && name != "." && name != "..";
}

}  // namespace examhall::bank
