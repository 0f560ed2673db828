#pragma once
// Marks of browsers in which an account's owner has signed in (docs/decisions/0011): sealed, so nobody makes
// one. A mark signs nobody in; it only spares the owner the throttle that others' failures have earned
// (throttle.hpp). A browser keeps those of the last few who signed in there, in one text. Pure; any thread.
#include <cstddef>
#include <string>
#include <string_view>

#include "base/cipher.hpp"

namespace examhall::staff {

std::string device_mark(const base::Cipher& cipher, std::string_view login);
bool is_device_of(const base::Cipher& cipher, std::string_view login, std::string_view mark);

/// A machine in a hall is used by some proctors in turn; a cookie is not to grow without end.
inline constexpr std::size_t kMostMarks = 8;

/// The account's own mark among a browser's; empty if there is none.
std::string_view mark_among(const base::Cipher& cipher, std::string_view login, std::string_view marks);
/// A browser's marks with a new one of this account in front, in place of its old one: what was copied from
/// the browser before has a throttle of its own from here on. What is no mark is dropped.
std::string marks_with(const base::Cipher& cipher, std::string_view login, std::string_view marks);

}  // namespace examhall::staff
