#include "staff/device.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace examhall::staff {
namespace {

constexpr std::string_view kDevice = "staff-device";
constexpr std::size_t kMostMark = 256;
/// In no text of base 64.
constexpr char kBetween = '.';

std::optional<std::string> owner_of(const base::Cipher& cipher, std::string_view mark) {
  if (mark.empty() || mark.size() > kMostMark) return std::nullopt;
  const auto sealed = base::from_base64(mark);
  if (!sealed) return std::nullopt;
  return cipher.open({reinterpret_cast<const char*>(sealed->data()), sealed->size()}, kDevice);
}

/// No more than a browser of ours has: anybody may send anything.
std::vector<std::string_view> split(std::string_view marks) {
  std::vector<std::string_view> out;
  while (!marks.empty() && out.size() < kMostMarks) {
    const std::size_t end = std::min(marks.find(kBetween), marks.size());
    out.push_back(marks.substr(0, end));
    marks.remove_prefix(std::min(end + 1, marks.size()));
  }
  return out;
}

}  // namespace

std::string device_mark(const base::Cipher& cipher, std::string_view login) {
  return base::to_base64(base::bytes_of(cipher.seal(login, kDevice)));
}

bool is_device_of(const base::Cipher& cipher, std::string_view login, std::string_view mark) {
  return owner_of(cipher, mark) == login;
}

std::string_view mark_among(const base::Cipher& cipher, std::string_view login, std::string_view marks) {
  for (const std::string_view mark : split(marks)) {
    if (is_device_of(cipher, login, mark)) return mark;
  }
  return {};
}

std::string marks_with(const base::Cipher& cipher, std::string_view login, std::string_view marks) {
  std::string out = device_mark(cipher, login);
  std::size_t kept = 1;
  for (const std::string_view mark : split(marks)) {
    const auto owner = owner_of(cipher, mark);
    if (!owner || *owner == login || kept == kMostMarks) continue;
    out.append(1, kBetween).append(mark);
    ++kept;
  }
  return out;
}

}  // namespace examhall::staff
