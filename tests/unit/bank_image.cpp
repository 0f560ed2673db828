#include <catch2/catch.hpp>

#include <unistd.h>

#include <filesystem>

#include "bank/image.hpp"
#include "bank_image.hpp"
#include "base/file.hpp"

using namespace examhall;
using bank::image_from_bytes;
using bank::image_from_file;

namespace {
template <class R>
std::string error_id(const R& result) {
  return result ? "" : result.error().id;
}

// A folder of its own, removed at the end.
class Folder {
 public:
  Folder() : path_{std::filesystem::temp_directory_path() / fmt::format("examhall-image-{}", ::getpid())} {
    std::filesystem::create_directories(path_ / "images");
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};
}  // namespace

TEST_CASE("images are known by their bytes") {
  CHECK(image_from_bytes(test::png())->media == "image/png");
  CHECK(image_from_bytes("\xFF\xD8\xFF\xE0 jpeg")->media == "image/jpeg");
  CHECK(error_id(image_from_bytes("<svg xmlns='http://www.w3.org/2000/svg'/>")) == "image_not_supported");
  CHECK(error_id(image_from_bytes("GIF89a")) == "image_not_supported");
  CHECK(error_id(image_from_bytes("")) == "image_not_supported");
  CHECK(error_id(image_from_bytes(test::png() + std::string(2 * 1024 * 1024, 'x'))) == "image_too_large");
}

TEST_CASE("a PNG that would unfold into gigabytes is refused") {
  CHECK(error_id(image_from_bytes(test::png(8192, 8192))).empty());
  CHECK(error_id(image_from_bytes(test::png(8193, 1))) == "image_dimensions");
  CHECK(error_id(image_from_bytes(test::png(1, 0xFFFFFFFF))) == "image_dimensions");
  CHECK(error_id(image_from_bytes(test::png(0, 1))) == "image_dimensions");
  CHECK(error_id(image_from_bytes(test::png().substr(0, 10))) == "image_dimensions");
}

TEST_CASE("base64 must be clean") {
  CHECK(bank::image_from_base64(base::to_base64(base::bytes_of(test::png()))));
  CHECK(error_id(bank::image_from_base64("not base64!")) == "image_not_base64");
}

TEST_CASE("an image's file stays inside the bank's folder") {
  const Folder folder;
  base::write_file_atomically(folder.path() / "images/a.png", test::png());
  base::write_file_atomically(folder.path().parent_path() / "examhall-outside.png", test::png());
  CHECK(image_from_file(folder.path(), "images/a.png"));
  CHECK(image_from_file(folder.path(), "images/../images/a.png"));
  CHECK(error_id(image_from_file(folder.path(), "../examhall-outside.png")) == "image_path");
  CHECK(error_id(image_from_file(folder.path(), (folder.path() / "images/a.png").string())) == "image_path");
  CHECK(error_id(image_from_file(folder.path(), "images/none.png")) == "file_missing");
  CHECK(error_id(image_from_file(folder.path(), "images")) == "file_missing");
  CHECK(error_id(image_from_file({}, "images/a.png")) == "image_path");
  std::filesystem::create_symlink(folder.path().parent_path() / "examhall-outside.png",
                                  folder.path() / "link.png");
  CHECK(error_id(image_from_file(folder.path(), "link.png")) == "image_path");
  std::filesystem::remove(folder.path().parent_path() / "examhall-outside.png");
}

TEST_CASE("image names can stand in a text and in no path") {
  for (const char* good : {"a.png", "凭证1.png", "A_b-c.jpeg"}) CHECK(bank::is_image_name(good));
  for (const char* bad : {"", "a/b.png", "..", "a b.png", "a(1).png", "a:b", "a\\b"})
    CHECK_FALSE(bank::is_image_name(bad));
  CHECK_FALSE(bank::is_image_name(std::string(65, 'a')));
}
